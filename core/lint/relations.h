// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/lint/finding.h"
#include "core/postmortem/postmortem.h"

namespace dejavu {

/// As much of another file as its neighbours have to know.
struct KnownIncident {
  std::string id;
  std::string path;  // relative to the corpus root
  std::optional<Moment> started_at;

  bool operator==(const KnownIncident&) const = default;
};

/// All incidents with an id that are known besides the checked files. Empty where no others are
/// known: then no relation is said to lead nowhere.
using FindIncidents = std::function<std::vector<KnownIncident>(std::string_view id)>;

/// For each file, in their order: ids that another file has too, and relations that lead nowhere,
/// to the file itself, or to an incident that began later. A file that `elsewhere` knows as well,
/// by its path, is one file.
std::vector<Findings> check_together(std::span<const Postmortem> files,
                                     const FindIncidents& elsewhere);

}  // namespace dejavu
