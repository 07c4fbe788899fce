// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/search/snippet.h"

#include <algorithm>
#include <bitset>

#include "core/base/text.h"

namespace dejavu {
namespace {

struct Match {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  double weight = 0;
  std::size_t term = 0;  // its number among the terms asked for
};

/// Among many words of a paste the weightiest decide what is shown.
constexpr std::size_t kTermsLookedFor = 24;

struct WeighedTerm {
  std::string_view term;
  double weight = 0;
};

/// By term.
std::vector<WeighedTerm> weightiest(const std::map<std::string, double>& weights) {
  std::vector<WeighedTerm> terms;
  for (const auto& [term, weight] : weights) terms.push_back({term, weight});
  if (terms.size() <= kTermsLookedFor) return terms;
  std::stable_sort(terms.begin(), terms.end(),
                   [](const WeighedTerm& a, const WeighedTerm& b) { return a.weight > b.weight; });
  terms.resize(kTermsLookedFor);
  std::sort(terms.begin(), terms.end(),
            [](const WeighedTerm& a, const WeighedTerm& b) { return a.term < b.term; });
  return terms;
}

std::vector<Match> find_matches(const Tokens& tokens, const std::vector<WeighedTerm>& terms) {
  std::vector<Match> matches;
  for (const Token& token : tokens.tokens) {
    const auto found = std::lower_bound(
        terms.begin(), terms.end(), token.term,
        [](const WeighedTerm& one, const std::string& term) { return one.term < term; });
    if (found == terms.end() || found->term != token.term) continue;
    matches.push_back(
        {token.begin, token.end, found->weight, static_cast<std::size_t>(found - terms.begin())});
  }
  return matches;
}

/// Weight of the different terms in a window that begins at a match: saying one word five times is
/// worth little more than once.
double window_weight(const std::vector<Match>& matches, std::size_t first) {
  constexpr double kRepeat = 0.1;
  std::bitset<kTermsLookedFor> seen;
  double sum = 0;
  for (std::size_t i = first; i < matches.size(); ++i) {
    if (matches[i].end > matches[first].begin + kSnippetBytes) break;
    sum += matches[i].weight * (seen.test(matches[i].term) ? kRepeat : 1);
    seen.set(matches[i].term);
  }
  return sum;
}

std::size_t best_begin(const std::vector<Match>& matches) {
  std::size_t best = 0;
  double best_weight = -1;
  for (std::size_t i = 0; i < matches.size(); ++i) {
    const double weight = window_weight(matches, i);
    if (weight > best_weight) {
      best = i;
      best_weight = weight;
    }
  }
  return matches.empty() ? 0 : matches[best].begin;
}

/// Some words before the first match, from the beginning of its sentence when that is near.
std::size_t passage_begin(std::string_view prose, std::size_t match) {
  constexpr std::size_t kLead = 80;
  const std::size_t earliest = match > kLead ? match - kLead : 0;
  if (earliest == 0) return 0;
  const std::string_view lead = prose.substr(earliest, match - earliest);
  const std::size_t sentence = lead.rfind(". ");
  if (sentence != std::string_view::npos) return earliest + sentence + 2;
  const std::size_t line = lead.rfind('\n');
  if (line != std::string_view::npos) return earliest + line + 1;
  const std::size_t blank = lead.find(' ');
  return blank == std::string_view::npos ? match : earliest + blank + 1;
}

std::size_t passage_end(std::string_view prose, std::size_t begin) {
  if (begin + kSnippetBytes >= prose.size()) return prose.size();
  const std::size_t end = begin + truncate_utf8(prose.substr(begin), kSnippetBytes).size();
  const std::size_t blank = prose.find_last_of(" \n", end);
  return blank == std::string_view::npos || blank <= begin + kSnippetBytes / 2 ? end : blank;
}

void append(std::vector<SnippetPart>& parts, std::string_view text, bool match) {
  if (text.empty()) return;
  std::string flat(text);
  std::replace(flat.begin(), flat.end(), '\n', ' ');
  if (!parts.empty() && parts.back().match == match) {
    parts.back().text += flat;
  } else {
    parts.push_back({std::move(flat), match});
  }
}

}  // namespace

std::vector<SnippetPart> make_snippet(std::string_view prose,
                                      const std::map<std::string, double>& weights,
                                      Tokenizer& tokenizer) {
  const Tokens tokens = tokenizer.tokenize(prose);
  const std::vector<Match> matches = find_matches(tokens, weightiest(weights));
  const std::size_t begin = passage_begin(prose, best_begin(matches));
  const std::size_t end = passage_end(prose, begin);
  std::vector<SnippetPart> parts;
  if (begin > 0) append(parts, "…", false);
  std::size_t at = begin;
  for (const Match& match : matches) {
    if (match.begin < at || match.end > end) continue;
    append(parts, prose.substr(at, match.begin - at), false);
    append(parts, prose.substr(match.begin, match.end - match.begin), true);
    at = match.end;
  }
  append(parts, prose.substr(at, end - at), false);
  if (end < prose.size()) append(parts, "…", false);
  return parts;
}

}  // namespace dejavu
