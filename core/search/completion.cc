// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/search/completion.h"

#include <algorithm>
#include <unordered_set>

namespace dejavu {

std::vector<std::string> completed_terms(std::string_view beginning,
                                         const std::vector<std::string_view>& words,
                                         Tokenizer& tokenizer) {
  std::vector<std::string_view> fitting;
  for (auto word = std::lower_bound(words.begin(), words.end(), beginning);
       word != words.end() && word->starts_with(beginning); ++word) {
    fitting.push_back(*word);
  }
  std::stable_sort(fitting.begin(), fitting.end(),
                   [](std::string_view a, std::string_view b) { return a.size() < b.size(); });
  std::vector<std::string> terms;
  std::unordered_set<std::string> seen;
  for (const std::string_view word : fitting) {
    if (terms.size() == kMostCompletions) break;
    const std::string term = tokenizer.stem(word);
    if (seen.insert(term).second) terms.push_back(term);
  }
  return terms;
}

}  // namespace dejavu
