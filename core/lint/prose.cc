// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/lint/prose.h"

#include <algorithm>
#include <utility>

#include "core/lint/prose_lines.h"

namespace dejavu {
namespace {

/// A longer span between two marks is no quotation and no inline code, but two marks by chance.
constexpr std::size_t kMaxQuotedBytes = 400;

/// A longer stretch without an end is no sentence: a pattern would pair words that do not belong
/// together.
constexpr std::size_t kMaxSentenceBytes = 1000;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

struct Spelling {
  std::string_view written;
  std::string_view read;
};
constexpr Spelling kSpellings[] = {
    {"\u2019", "'"}, {"\u02bc", "'"}, {"\u00a0", " "}, {"&nbsp;", " "}};

struct Quotation {
  std::string_view open;
  std::string_view close;
};
constexpr Quotation kQuotations[] = {
    {"``", "``"}, {"`", "`"}, {"\u201c", "\u201d"}, {"\u201e", "\u201c"}, {"\"", "\""}};

/// Reads one paragraph; each step takes something from the front of what is left.
class Speech {
 public:
  Speech(std::string_view text, const Paragraph& paragraph) {
    for (const Range& line : paragraph) {
      for (std::size_t i = line.begin; i < line.end; ++i) add(text[i], i);
      add(' ', line.end);
    }
  }

  std::vector<Sentence> sentences() {
    while (at_ < source_.size()) {
      if (take_quotation() || take_address() || take_tag() || take_link_target()) continue;
      if (take_spelling() || take_mark()) continue;
      take_letter();
    }
    end_sentence();
    return std::move(sentences_);
  }

 private:
  void add(char c, std::size_t offset) {
    source_ += c;
    offsets_.push_back(static_cast<std::uint32_t>(offset));
  }

  std::string_view rest() const { return std::string_view(source_).substr(at_); }

  bool begins_word() const { return at_ == 0 || !is_word(source_[at_ - 1]); }

  void put(char c) {
    const bool again = c == ' ' && (sentence_.text.empty() || sentence_.text.back() == ' ');
    if (again) return;
    sentence_.text += c;
    sentence_.offsets.push_back(offsets_[at_]);
  }

  /// Something that is not the author's wording.
  bool replace(std::size_t bytes) {
    put('_');
    at_ += bytes;
    return true;
  }

  bool take_quotation() {
    for (const Quotation& pair : kQuotations) {
      if (!rest().starts_with(pair.open)) continue;
      if (pair.open == "\"" && !begins_word()) return false;  // an inch
      const std::string_view near = rest().substr(0, kMaxQuotedBytes);
      const std::size_t close = near.find(pair.close, pair.open.size());
      if (close == std::string_view::npos) return false;
      return replace(close + pair.close.size());
    }
    return false;
  }

  bool take_address() {
    const bool is_address = rest().starts_with("http://") || rest().starts_with("https://");
    if (!is_address || !begins_word()) return false;
    return replace(std::min(rest().find_first_of(" )>]\"'"), rest().size()));
  }

  /// "<br>", "</b>", "<!-- … -->"
  bool take_tag() {
    if (rest().size() < 2 || rest()[0] != '<') return false;
    if (!is_word(rest()[1]) && rest()[1] != '/' && rest()[1] != '!') return false;
    const std::size_t end = rest().substr(0, kMaxQuotedBytes).find('>');
    if (end == std::string_view::npos) return false;
    put(' ');
    at_ += end + 1;
    return true;
  }

  /// "](https://…)" and "][name]" behind the text of a link.
  bool take_link_target() {
    if (!rest().starts_with("](") && !rest().starts_with("][")) return false;
    const char close = rest()[1] == '(' ? ')' : ']';
    const std::size_t end = rest().substr(0, kMaxQuotedBytes).find(close, 2);
    if (end == std::string_view::npos) return false;
    at_ += end + 1;
    return true;
  }

  bool take_spelling() {
    for (const Spelling& spelling : kSpellings) {
      if (!rest().starts_with(spelling.written)) continue;
      put(spelling.read.front());
      at_ += spelling.written.size();
      return true;
    }
    return false;
  }

  /// Emphasis, brackets of links; "_" only at the edge of a word: snake_case is a word.
  bool take_mark() {
    const char c = source_[at_];
    const bool at_edge = begins_word() || at_ + 1 == source_.size() || !is_word(source_[at_ + 1]);
    const bool is_mark = c == '*' || c == '[' || c == ']' || (c == '_' && at_edge);
    if (is_mark) ++at_;
    return is_mark;
  }

  void take_letter() {
    const char c = source_[at_];
    const bool ends = c == '.' || c == '!' || c == '?';
    put(is_blank(c) ? ' ' : c);
    ++at_;
    const bool before_blank = at_ >= source_.size() || is_blank(source_[at_]);
    if ((ends && before_blank) || sentence_.text.size() >= kMaxSentenceBytes) end_sentence();
  }

  void end_sentence() {
    while (!sentence_.text.empty() && sentence_.text.back() == ' ') {
      sentence_.text.pop_back();
      sentence_.offsets.pop_back();
    }
    if (!sentence_.text.empty()) sentences_.push_back(std::exchange(sentence_, {}));
  }

  std::string source_;  // the paragraph in one line
  std::vector<std::uint32_t> offsets_;
  std::size_t at_ = 0;
  Sentence sentence_;
  std::vector<Sentence> sentences_;
};

}  // namespace

std::vector<Sentence> sentences_of(std::string_view text, std::size_t body_offset) {
  std::vector<Sentence> all;
  for (const Paragraph& paragraph : prose_of(text, body_offset)) {
    for (Sentence& sentence : Speech(text, paragraph).sentences()) {
      all.push_back(std::move(sentence));
    }
  }
  return all;
}

}  // namespace dejavu
