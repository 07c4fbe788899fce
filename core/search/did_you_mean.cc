// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/search/did_you_mean.h"

#include <algorithm>
#include <utility>

#include "core/base/text.h"
#include "core/index/schema.h"
#include "core/index/thesaurus.h"
#include "core/search/edit_distance.h"
#include "core/search/pieces.h"

namespace dejavu {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

bool is_word(std::string_view text) { return std::all_of(text.begin(), text.end(), is_letter); }

bool is_name(std::string_view text) {
  const auto part = [](char c) { return is_letter(c) || c == '-' || c == '_'; };
  return !is_word(text) && std::all_of(text.begin(), text.end(), part);
}

std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\t';
    if (!blank && !inside) ++words;
    inside = !blank;
  }
  return words;
}

bool names_field(std::string_view text, const Token& token) {
  const bool colon = token.end < text.size() && text[token.end] == ':';
  return colon && is_field_name(text.substr(token.begin, token.end - token.begin));
}

/// The nearest of the texts that are offered, of equally near ones that in most documents.
class Nearest {
 public:
  explicit Nearest(std::string_view wanted)
      : distance_(wanted), least_(allowed_typos(distance_.length()) + 1) {}

  /// `documents` tells in how many documents the text stands; it is asked as rarely as possible.
  template <typename Documents>
  void offer(std::string_view text, const Documents& documents) {
    const std::size_t distance = distance_.to(text, std::min(least_, kMostTypos));
    if (distance > least_ || distance > allowed_typos(distance_.length())) return;
    const std::size_t count = documents();
    if (count == 0 || (distance == least_ && count <= documents_)) return;
    best_ = text;
    least_ = distance;
    documents_ = count;
  }

  const std::string& best() const { return best_; }

 private:
  static constexpr std::size_t kMostTypos = 2;

  EditDistance distance_;
  std::size_t least_;
  std::size_t documents_ = 0;
  std::string best_;
};

class Speller {
 public:
  Speller(const Spelling& spelling, Tokenizer& tokenizer)
      : spelling_(spelling), tokenizer_(tokenizer) {}

  /// What the token should have been; empty when it is right or nothing is near.
  std::string correction(const Token& token, std::string_view own) {
    if (allowed_typos(own.size()) == 0 || spelling_.documents(token.term) > 0) return {};
    // A small team has not written "quota" yet; that it knows "quote" makes neither the other.
    const Thesaurus* thesaurus = tokenizer_.thesaurus();
    if (thesaurus != nullptr && thesaurus->has_term(token.term)) return {};
    if (token.kind == TokenKind::kIdentifier) return is_name(own) ? nearest_name(own) : "";
    const bool word = token.kind == TokenKind::kWord || token.kind == TokenKind::kIdentifierPart;
    return word && is_word(own) ? nearest_word(fold(own)) : "";
  }

 private:
  std::string nearest_name(std::string_view own) {
    const std::string folded = folded_value(own);
    Nearest nearest(folded);
    for (const FacetValue& name : spelling_.names) {
      if (!is_name(name.value)) continue;
      const std::string value = folded_value(name.value);
      if (value.front() == folded.front()) nearest.offer(value, [] { return std::size_t{1}; });
    }
    // That very name: of a status, which no text has.
    return nearest.best() == folded ? std::string() : nearest.best();
  }

  std::string nearest_word(const std::string& folded) {
    if (allowed_typos(folded.size()) == 0) return {};  // folding drops what cannot be seen
    const std::vector<std::string_view>& words = spelling_.words;
    const auto documents = [&](std::string_view word) {
      return [this, word] {
        return is_word(word) ? spelling_.documents(tokenizer_.stem(word)) : std::size_t{0};
      };
    };
    Nearest nearest(folded);
    const std::string first(1, folded.front());
    for (auto word = std::lower_bound(words.begin(), words.end(), first);
         word != words.end() && word->front() == folded.front(); ++word) {
      nearest.offer(*word, documents(*word));
    }
    std::string swapped = folded;
    std::swap(swapped[0], swapped[1]);
    if (std::binary_search(words.begin(), words.end(), swapped)) {
      nearest.offer(swapped, documents(swapped));
    }
    return nearest.best();
  }

  const Spelling& spelling_;
  Tokenizer& tokenizer_;
};

}  // namespace

std::optional<std::string> did_you_mean(const Question& question, const Spelling& spelling,
                                        Tokenizer& tokenizer) {
  const std::string_view text = trim(question.text);
  const bool one_line = text.find_first_of("\n\r") == std::string_view::npos;
  if (!one_line || count_words(text) > kMostSpelledWords) return std::nullopt;
  Speller speller(spelling, tokenizer);
  std::string corrected;
  std::size_t done = 0;     // text before is in `corrected`
  std::size_t settled = 0;  // parts of identifiers that begin before are not looked at
  for (const Token& token : tokenizer.tokenize(text).tokens) {
    const bool unfinished = question.complete_last_word && token.end == text.size();
    if (names_field(text, token)) settled = token.end;
    if (token.begin < settled || unfinished) continue;
    const std::string_view own = text.substr(token.begin, token.end - token.begin);
    const std::string better = speller.correction(token, own);
    if (better.empty()) continue;
    corrected.append(text.substr(done, token.begin - done)).append(better);
    done = settled = token.end;
  }
  if (done == 0) return std::nullopt;
  return corrected.append(text.substr(done));
}

}  // namespace dejavu
