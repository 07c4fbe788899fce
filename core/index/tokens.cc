// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/tokens.h"

#include <xapian.h>

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <unordered_map>
#include <utility>
#include <variant>

#include "core/base/text.h"
#include "core/index/line_signature.h"
#include "core/index/thesaurus.h"
#include "core/index/token_scanner.h"

namespace dejavu {
namespace {

/// Words that say nothing about an incident. Directions (up, down, off, over, out) stay: in an
/// outage they are the message. Sorted.
constexpr std::array<std::string_view, 118> kStopWords = {
    "a",     "about",   "after", "again", "all",     "also",    "am",     "an",     "and",
    "any",   "are",     "as",    "at",    "be",      "because", "been",   "before", "being",
    "both",  "but",     "by",    "can",   "could",   "did",     "didn",   "do",     "does",
    "doesn", "doing",   "don",   "dont",  "during",  "each",    "even",   "few",    "for",
    "from",  "further", "get",   "got",   "had",     "has",     "have",   "having", "he",
    "her",   "here",    "his",   "how",   "however", "i",       "if",     "in",     "into",
    "is",    "it",      "its",   "just",  "like",    "made",    "make",   "may",    "me",
    "might", "more",    "most",  "much",  "my",      "not",     "of",     "on",     "once",
    "only",  "or",      "other", "our",   "ours",    "she",     "should", "since",  "so",
    "some",  "such",    "than",  "that",  "the",     "their",   "them",   "then",   "there",
    "these", "they",    "this",  "those", "though",  "through", "to",     "too",    "us",
    "very",  "was",     "wasn",  "we",    "were",    "what",    "when",   "where",  "which",
    "while", "who",     "why",   "will",  "with",    "would",   "yet",    "you",    "your",
    "yours"};

static_assert(std::is_sorted(kStopWords.begin(), kStopWords.end()));

bool is_stop_word(std::string_view folded) {
  return std::binary_search(kStopWords.begin(), kStopWords.end(), folded);
}

/// Enough for the vocabulary of a large corpus (V ≈ 23·n^.51 over n files); cleared when full.
constexpr std::size_t kRememberedStems = 200'000;

/// Lets a word be looked up without making a string of it.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};

/// Longer words are encoded data; identifiers may be longer (kMaxTermBytes).
constexpr std::size_t kMaxWordBytes = 64;

bool is_one_character(std::string_view folded) {
  return folded.size() == 1 ||
         (static_cast<unsigned char>(folded[0]) >= 0xc0 &&
          truncate_utf8(folded, 4).size() == folded.size() && folded.size() <= 2);
}

}  // namespace

std::string_view name_of(IgnoredReason reason) {
  switch (reason) {
    case IgnoredReason::kStopWord: return "stop word";
    case IgnoredReason::kTimestamp: return "timestamp";
    case IgnoredReason::kUuid: return "unique id";
    case IgnoredReason::kHexId: return "hex id";
    case IgnoredReason::kLongNumber: return "long number";
    case IgnoredReason::kLineNumber: return "line number";
    case IgnoredReason::kTooLong: return "too long";
  }
  return "";
}

class Tokenizer::Impl {
 public:
  explicit Impl(std::shared_ptr<const Thesaurus> thesaurus) : thesaurus_(std::move(thesaurus)) {}

  const Thesaurus* thesaurus() const { return thesaurus_.get(); }

  Tokens tokenize(std::string_view text) {
    result_ = {};
    position_ = 0;
    TokenScanner scanner(text);
    while (const auto item = scanner.next()) {
      if (const auto* ignored = std::get_if<IgnoredPart>(&*item)) {
        result_.ignored.push_back(*ignored);
        ++position_;
      } else {
        const Atom& atom = std::get<Atom>(*item);
        add(atom, text.substr(atom.begin, atom.end - atom.begin));
      }
    }
    return std::move(result_);
  }

  std::string stem(std::string_view folded) {
    const auto known = stems_.find(folded);
    if (known != stems_.end()) return known->second;
    if (stems_.size() >= kRememberedStems) stems_.clear();
    std::string word(folded);
    std::string stem = stemmer_(word);
    return stems_.emplace(std::move(word), std::move(stem)).first->second;
  }

 private:
  void add(const Atom& atom, std::string_view text) {
    switch (atom.kind) {
      case AtomKind::kWord: return add_word(TokenKind::kWord, text, atom.begin);
      case AtomKind::kIdentifier: return add_identifier(text, atom.begin);
      case AtomKind::kNumber:
        if (text.size() > 1) push(TokenKind::kNumber, std::string(text), text, atom.begin);
        ++position_;
        return;
      case AtomKind::kIdeograph: push(TokenKind::kWord, fold(text), text, atom.begin); ++position_;
    }
  }

  void add_word(TokenKind kind, std::string_view text, std::uint32_t begin) {
    const std::string folded = fold(text);
    const auto end = begin + static_cast<std::uint32_t>(text.size());
    if (folded.size() > kMaxWordBytes) {
      result_.ignored.push_back({IgnoredReason::kTooLong, begin, end});
    } else if (folded.empty() || is_one_character(folded) || is_stop_word(folded)) {
      if (kind == TokenKind::kWord)
        result_.ignored.push_back({IgnoredReason::kStopWord, begin, end});
    } else {
      push(kind, stem(folded), text, begin);
    }
    ++position_;
  }

  void add_identifier(std::string_view text, std::uint32_t begin) {
    if (const auto contraction = text.find('\''); contraction != std::string_view::npos) {
      return add_contraction(text, begin, contraction);
    }
    if (text.size() > kMaxTermBytes) {
      const auto end = begin + static_cast<std::uint32_t>(text.size());
      result_.ignored.push_back({IgnoredReason::kTooLong, begin, end});
      ++position_;
      return;
    }
    const std::string folded = fold(text);
    const bool letters = std::none_of(folded.begin(), folded.end(), [](char c) {
      return (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
    });
    // OrderServices is found by "orderservices" in prose, so it is stemmed like prose.
    push(TokenKind::kIdentifier, letters ? stem(folded) : folded, text, begin);
    const std::vector<std::string_view> parts = identifier_parts(text);
    const bool dotted_number = std::none_of(text.begin(), text.end(), [](char c) {
      return (c < '0' || c > '9') && c != '.' && c != '-';
    });
    if (dotted_number) {
      ++position_;
      return;
    }
    for (const std::string_view part : parts) {
      const auto part_begin = begin + static_cast<std::uint32_t>(part.data() - text.data());
      if (part[0] >= '0' && part[0] <= '9') {
        add_part_number(part, part_begin);
      } else {
        add_word(TokenKind::kIdentifierPart, part, part_begin);
      }
    }
  }

  void add_part_number(std::string_view part, std::uint32_t begin) {
    if (part.size() >= 2 && part.size() <= 4) {
      push(TokenKind::kNumber, std::string(part), part, begin);
    }
    ++position_;
  }

  /// don't, service's, o'clock: the part before the apostrophe is the word.
  void add_contraction(std::string_view text, std::uint32_t begin, std::size_t apostrophe) {
    TokenScanner scanner(text.substr(0, apostrophe));
    while (const auto item = scanner.next()) {
      if (const auto* atom = std::get_if<Atom>(&*item)) {
        const Atom moved{atom->kind, atom->begin + begin, atom->end + begin};
        add(moved, text.substr(atom->begin, atom->end - atom->begin));
      }
    }
  }

  void push(TokenKind kind, std::string term, std::string_view text, std::uint32_t begin) {
    if (term.empty() || term.size() > kMaxTermBytes) return;
    const auto end = begin + static_cast<std::uint32_t>(text.size());
    result_.tokens.push_back(Token{kind, std::move(term), begin, end, position_});
  }

  std::shared_ptr<const Thesaurus> thesaurus_;
  Xapian::Stem stemmer_{"english"};
  std::unordered_map<std::string, std::string, TextHash, std::equal_to<>> stems_;
  Tokens result_;
  std::uint32_t position_ = 0;
};

Tokenizer::Tokenizer(std::shared_ptr<const Thesaurus> thesaurus)
    : impl_(std::make_unique<Impl>(std::move(thesaurus))) {}
Tokenizer::~Tokenizer() = default;
Tokenizer::Tokenizer(Tokenizer&&) noexcept = default;
Tokenizer& Tokenizer::operator=(Tokenizer&&) noexcept = default;

Tokens Tokenizer::tokenize(std::string_view text) { return impl_->tokenize(text); }

std::vector<Token> Tokenizer::line_signatures(std::string_view text) {
  return dejavu::line_signatures(text);
}

std::vector<Token> Tokenizer::concepts(const std::vector<Token>& tokens) const {
  const Thesaurus* thesaurus = impl_->thesaurus();
  return thesaurus == nullptr ? std::vector<Token>() : thesaurus->concepts(tokens);
}

const Thesaurus* Tokenizer::thesaurus() const { return impl_->thesaurus(); }

std::string Tokenizer::stem(std::string_view folded_word) { return impl_->stem(folded_word); }

}  // namespace dejavu
