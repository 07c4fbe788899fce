// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dejavu {

class TermTokenizer;
class Thesaurus;

/// Xapian's limit is 245 bytes; prefixes need room.
inline constexpr std::size_t kMaxTermBytes = 200;

enum class TokenKind {
  kWord,            // a word of prose: stemmed, stop words left out
  kIdentifier,      // connection_pool, OrderService, ENOSPC, 2.9.10.3, PROJ-16882: kept whole
  kIdentifierPart,  // its parts, stemmed like words
  kNumber,          // 2 to 4 digits: status codes, ports
  kLine,            // signature of a log line: its ids and numbers blanked, hashed
  kConcept,         // a group of the thesaurus: its phrase stands here
};

/// One index term and where it stands in the text. The same text gives the same terms, whether it
/// stands in a postmortem or in a question.
struct Token {
  TokenKind kind = TokenKind::kWord;
  std::string term;
  std::uint32_t begin = 0;  // byte range [begin, end) of the text
  std::uint32_t end = 0;
  std::uint32_t position = 0;  // counts words; parts share the position of their identifier

  bool operator==(const Token&) const = default;
};

enum class IgnoredReason {
  kStopWord,
  kTimestamp,
  kUuid,
  kHexId,
  kLongNumber,
  kLineNumber,  // of a stack frame: it moves with every release
  kTooLong,
};

struct IgnoredPart {
  IgnoredReason reason = IgnoredReason::kStopWord;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool operator==(const IgnoredPart&) const = default;
};

std::string_view name_of(IgnoredReason reason);  // "stop word", "timestamp", "hex id", …

struct Tokens {
  std::vector<Token> tokens;         // by begin; a whole before its parts
  std::vector<IgnoredPart> ignored;  // by begin
};

/// The one tokenizer for postmortems and questions. Any bytes are accepted. It remembers words
/// that it has seen with their terms (bounded), so one object serves one thread.
class Tokenizer {
 public:
  /// Without a thesaurus there are no concepts. Tokenizers of several threads share one.
  explicit Tokenizer(std::shared_ptr<const Thesaurus> thesaurus = nullptr);
  ~Tokenizer();
  Tokenizer(Tokenizer&&) noexcept;
  Tokenizer& operator=(Tokenizer&&) noexcept;

  /// Words, identifiers and numbers of prose or of pasted text.
  Tokens tokenize(std::string_view text);

  /// Signature terms (kLine, prefix "XL") of the lines of `text` that look like machine output.
  std::vector<Token> line_signatures(std::string_view text);

  /// The phrases of the thesaurus that stand in what tokenize returned (see Thesaurus::concepts).
  std::vector<Token> concepts(const std::vector<Token>& tokens) const;

  /// One for another thread, with the same thesaurus.
  Tokenizer another() const { return Tokenizer(thesaurus_); }

  const Thesaurus* thesaurus() const { return thesaurus_.get(); }  // nullptr without one

  /// The term of a single word as tokenize would give it, for completion and tests.
  std::string stem(std::string_view folded_word);

  /// For make_document, which counts tens of thousands of words a second.
  TermTokenizer& terms() { return *terms_; }

 private:
  std::shared_ptr<const Thesaurus> thesaurus_;
  std::unique_ptr<TermTokenizer> terms_;
};

}  // namespace dejavu
