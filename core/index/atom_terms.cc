// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/atom_terms.h"

#include <xapian.h>

#include <algorithm>
#include <array>
#include <utility>
#include <variant>

#include "core/base/text.h"

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

/// Longer words are encoded data; identifiers may be longer (kMaxTermBytes).
constexpr std::size_t kMaxWordBytes = 64;

bool is_one_character(std::string_view folded) {
  return folded.size() == 1 ||
         (static_cast<unsigned char>(folded[0]) >= 0xc0 &&
          truncate_utf8(folded, 4).size() == folded.size() && folded.size() <= 2);
}

}  // namespace

struct AtomTerms::Stemmer {
  Xapian::Stem stem{"english"};
};

AtomTerms::AtomTerms() : stemmer_(std::make_unique<Stemmer>()) {}
AtomTerms::~AtomTerms() = default;

AtomTokens AtomTerms::terms_of(AtomKind kind, std::string_view text) {
  result_ = {};
  add(kind, text, 0);
  return std::move(result_);
}

std::string AtomTerms::stem(std::string_view folded_word) {
  return stemmer_->stem(std::string(folded_word));
}

void AtomTerms::add(AtomKind kind, std::string_view text, std::uint32_t begin) {
  switch (kind) {
    case AtomKind::kWord: return add_word(TokenKind::kWord, text, begin);
    case AtomKind::kIdentifier: return add_identifier(text, begin);
    case AtomKind::kNumber:
      if (text.size() > 1) push(TokenKind::kNumber, std::string(text), text, begin);
      ++result_.positions;
      return;
    case AtomKind::kIdeograph: push(TokenKind::kWord, fold(text), text, begin); ++result_.positions;
  }
}

void AtomTerms::add_word(TokenKind kind, std::string_view text, std::uint32_t begin) {
  const std::string folded = fold(text);
  const auto end = begin + static_cast<std::uint32_t>(text.size());
  if (folded.size() > kMaxWordBytes) {
    result_.ignored.push_back({IgnoredReason::kTooLong, begin, end});
  } else if (folded.empty() || is_one_character(folded) || is_stop_word(folded)) {
    if (kind == TokenKind::kWord) result_.ignored.push_back({IgnoredReason::kStopWord, begin, end});
  } else {
    push(kind, stem(folded), text, begin);
  }
  ++result_.positions;
}

void AtomTerms::add_identifier(std::string_view text, std::uint32_t begin) {
  if (const auto contraction = text.find('\''); contraction != std::string_view::npos) {
    return add_contraction(text, begin, contraction);
  }
  if (text.size() > kMaxTermBytes) {
    const auto end = begin + static_cast<std::uint32_t>(text.size());
    result_.ignored.push_back({IgnoredReason::kTooLong, begin, end});
    ++result_.positions;
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
    ++result_.positions;
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

void AtomTerms::add_part_number(std::string_view part, std::uint32_t begin) {
  if (part.size() >= 2 && part.size() <= 4) {
    push(TokenKind::kNumber, std::string(part), part, begin);
  }
  ++result_.positions;
}

// don't, service's, o'clock: the part before the apostrophe is the word.
void AtomTerms::add_contraction(std::string_view text, std::uint32_t begin,
                                std::size_t apostrophe) {
  TokenScanner scanner(text.substr(0, apostrophe));
  while (const auto item = scanner.next()) {
    if (const auto* atom = std::get_if<Atom>(&*item)) {
      add(atom->kind, text.substr(atom->begin, atom->end - atom->begin), begin + atom->begin);
    }
  }
}

void AtomTerms::push(TokenKind kind, std::string term, std::string_view text, std::uint32_t begin) {
  if (term.empty() || term.size() > kMaxTermBytes) return;
  const auto end = begin + static_cast<std::uint32_t>(text.size());
  result_.tokens.push_back(Token{kind, std::move(term), begin, end, result_.positions});
}

}  // namespace dejavu
