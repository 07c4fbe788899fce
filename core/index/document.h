// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/index/forward_format.h"
#include "core/index/tokens.h"
#include "core/postmortem/postmortem.h"

namespace dejavu {

struct DocumentTerm {
  std::string term;         // with its prefix, at most kMaxTermBytes
  std::uint32_t count = 0;  // within-document frequency; 0 for terms that only identify

  bool operator==(const DocumentTerm&) const = default;
};

/// What goes into the index for one postmortem. Pure data: the writer adds it as it is.
struct IndexDocument {
  std::string unique_term;                                    // "Q" + id; also among the terms
  std::vector<DocumentTerm> terms;                            // sorted by term, unique
  std::vector<std::pair<std::uint32_t, std::string>> values;  // (slot, bytes), by slot
  ForwardDocument forward;

  bool operator==(const IndexDocument&) const = default;
};

/// `content_hash` is that of the file's bytes; `wanted_id` the id the file asked for, which differs
/// from postmortem.id when another file has it. Deterministic but for the words, which the
/// tokenizer gives out once; otherwise it is only a cache.
IndexDocument make_document(const Postmortem& postmortem, std::string_view wanted_id,
                            std::string_view content_hash, Tokenizer& tokenizer);

}  // namespace dejavu
