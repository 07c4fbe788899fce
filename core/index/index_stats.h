// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/files.h"
#include "core/base/time.h"

namespace dejavu {

/// What the writer notes in each commit about the whole index.
struct IndexStats {
  std::string corpus;                     // absolute path of the corpus root
  Instant built_at{};                     // when the generation was built
  Instant updated_at{};                   // when it was last brought in line with the corpus
  std::uint32_t files_with_problems = 0;  // indexed, with a warning or an error
  std::vector<WalkProblem> unread;        // files of the corpus that are not in the index, and why
  std::string thesaurus;                  // fingerprint of the one it was made with; empty for none
  std::string masking;                    // version of the rules by which secrets were masked

  bool operator==(const IndexStats&) const = default;
};

}  // namespace dejavu
