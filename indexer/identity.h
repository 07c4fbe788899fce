// SPDX-License-Identifier: GPL-2.0-or-later
// Which file gets the id that several files want. The answer depends on the set of files alone,
// so that an update and a rebuild agree whatever happened in between.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/postmortem/postmortem.h"
#include "indexer/job.h"

namespace dejavu {

class IndexWriter;
class Preparer;

struct AssignedId {
  std::string id;
  std::string taken_by;  // path of the file that has the wanted id; empty when nobody took it

  bool operator==(const AssignedId&) const = default;
};

/// True for ids that end like those given to a second file ("…~1a2b3c"): they are never given to
/// the file that asks for them, so that they cannot clash with one that was given.
bool is_reserved_id(std::string_view id);

/// The ids of the files that want `wanted_id`; `paths` is sorted. The first one gets it, the others
/// get it with "~" and the first 6 hex digits of their path's hash, more where 6 do not tell them
/// apart.
std::vector<AssignedId> assign_ids(std::string_view wanted_id,
                                   const std::vector<std::string>& paths);

/// The postmortem as it is indexed under an assigned id: a warning says who has the wanted one.
Postmortem with_identity(Postmortem postmortem, std::string_view wanted_id,
                         const AssignedId& assigned);

/// Brings the ids of all files that want one of `wanted_ids` in line with assign_ids; returns the
/// diagnostics of those that it changed.
Reports settle_ids(IndexWriter& writer, Preparer& preparer,
                   const std::set<std::string>& wanted_ids);

}  // namespace dejavu
