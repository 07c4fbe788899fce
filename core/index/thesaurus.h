// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/index/tokens.h"

namespace dejavu {

/// Ways of saying the same thing in operations: "OOM", "out of memory", "oomkilled".
struct SynonymGroup {
  std::string name;                   // its key in the file; lower case, letters, digits and '_'
  std::vector<std::string> phrases;   // as people write them

  bool operator==(const SynonymGroup&) const = default;
};

/// The groups that come with dejavu: core/index/thesaurus.txt, which says how it is written.
std::vector<SynonymGroup> bundled_groups();

/// `own` groups join those of the same name, others are added. A phrase that stands in two groups
/// means both.
std::vector<SynonymGroup> joined(std::vector<SynonymGroup> groups, std::vector<SynonymGroup> own);

/// Finds phrases of the groups in token sequences. Immutable: one object serves all threads.
class Thesaurus {
 public:
  explicit Thesaurus(const std::vector<SynonymGroup>& groups);

  /// A kConcept token for each place where a phrase of a group stands: its term is kConceptPrefix +
  /// the group's name, its range that of the phrase. Words must follow one another in `tokens`
  /// (stop words between them do not matter), where a phrase begins the longest one of each group.
  std::vector<Token> concepts(const std::vector<Token>& tokens) const;

  /// For explanations: the phrases of the group that a concept term stands for; empty for none.
  const std::vector<std::string>& phrases(std::string_view concept_term) const;

  /// Changes when any group does: an index made with another one must be rebuilt.
  const std::string& fingerprint() const;
};

}  // namespace dejavu
