// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <utility>

#include "core/base/text.h"
#include "core/index/thesaurus.h"
#include "core/index/thesaurus_file.h"
#include "core/index/token_scanner.h"

namespace dejavu {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

/// What stands before `mark`; the rest stays in `text`.
std::string_view cut(std::string_view& text, char mark) {
  const std::size_t at = text.find(mark);
  const std::string_view before = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
  return before;
}

SynonymGroup group_of(std::string_view line) {
  SynonymGroup group;
  group.name = trimmed(cut(line, ':'));
  while (!line.empty()) group.phrases.emplace_back(trimmed(cut(line, '|')));
  return group;
}

/// Whether the parts of an identifier say what it says. "509" of x509 does not, and "not" is a stop
/// word: the parts of NodeNotReady would find a node that is ready.
bool parts_say_the_same(std::string_view identifier) {
  return std::ranges::none_of(identifier_parts(identifier), [](std::string_view part) {
    return part.size() < 2 || (part[0] >= '0' && part[0] <= '9') || fold(part) == "not";
  });
}

/// The terms with a blank between; of an identifier, the whole or the parts.
class Form {
 public:
  void add(const std::string& term) {
    if (count_++ > 0) terms_ += ' ';
    terms_ += term;
  }
  std::size_t count() const { return count_; }
  std::string& terms() { return terms_; }

 private:
  std::string terms_;
  std::size_t count_ = 0;
};

}  // namespace

std::vector<SynonymGroup> bundled_groups() {
  std::vector<SynonymGroup> groups;
  std::string_view text = thesaurus_files().front().content;
  while (!text.empty()) {
    const std::string_view line = trimmed(cut(text, '\n'));
    if (!line.empty() && line.front() != '#') groups.push_back(group_of(line));
  }
  return groups;
}

std::vector<std::string> phrase_forms(std::string_view phrase, Tokenizer& tokenizer) {
  Form whole;
  Form in_parts;
  std::uint32_t whole_end = 0;
  bool splits = false;
  for (const Token& token : tokenizer.tokenize(phrase).tokens) {
    if (token.begin < whole_end) {  // a part
      if (splits) in_parts.add(token.term);
      continue;
    }
    whole.add(token.term);
    splits = false;
    if (token.kind == TokenKind::kIdentifier) {
      whole_end = token.end;
      splits = parts_say_the_same(phrase.substr(token.begin, token.end - token.begin));
    }
    if (!splits) in_parts.add(token.term);
  }
  std::vector<std::string> forms;
  if (whole.count() == 0) return forms;
  // A single part (the "call" of on-call) says less than the whole.
  const bool both = in_parts.count() > 1 && in_parts.terms() != whole.terms();
  forms.push_back(std::move(whole.terms()));
  if (both) forms.push_back(std::move(in_parts.terms()));
  return forms;
}

}  // namespace dejavu
