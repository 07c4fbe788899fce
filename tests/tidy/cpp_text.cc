// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/tidy/cpp_text.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "core/base/text.h"

namespace dejavu {
namespace {

bool is_upper(char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; }
bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool is_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

bool starts_at(std::string_view text, std::size_t at, std::string_view what) {
  return text.compare(at, what.size(), what) == 0;
}

void blank(std::string& text, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < std::min(to, text.size()); ++i) {
    if (text[i] != '\n') text[i] = ' ';
  }
}

std::size_t find_or_end(std::string_view text, std::string_view what, std::size_t from) {
  const std::size_t at = text.find(what, from);
  return at == text.npos ? text.size() : at;
}

/// Past the literal whose opening quote stands at `open`.
std::size_t end_of_quoted(std::string_view text, std::size_t open) {
  std::size_t at = open + 1;
  while (at < text.size() && text[at] != text[open] && text[at] != '\n') {
    at += text[at] == '\\' ? 2 : 1;
  }
  return std::min(at + 1, text.size());
}

/// Past the raw literal whose R stands at `start`.
std::size_t end_of_raw(std::string_view text, std::size_t start) {
  const std::size_t open = find_or_end(text, "(", start);
  const std::string close = ")" + std::string(text.substr(start + 2, open - start - 2)) + "\"";
  return std::min(find_or_end(text, close, open) + close.size(), text.size());
}

/// Past what stands at `at`, blanked in `code` when it is a comment or a literal.
std::size_t skip_one(std::string_view text, std::size_t at, std::string& code) {
  std::size_t end = at + 1;
  const bool inside_name = at > 0 && is_name(text[at - 1]);
  if (starts_at(text, at, "//")) {
    end = find_or_end(text, "\n", at);
    blank(code, at, end);
  } else if (starts_at(text, at, "/*")) {
    end = std::min(find_or_end(text, "*/", at + 2) + 2, text.size());
    blank(code, at, end);
  } else if (starts_at(text, at, "R\"") && !inside_name) {
    end = end_of_raw(text, at);
    blank(code, at, end);
  } else if (text[at] == '"' || (text[at] == '\'' && !inside_name)) {  // 1'000 is a number
    end = end_of_quoted(text, at);
    blank(code, at + 1, end - 1);
  } else if (starts_at(text, at, "#include")) {
    end = find_or_end(text, "\n", at);
  }
  return end;
}

bool has_word(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !is_name(text[at - 1])) && (end == text.size() || !is_name(text[end]))) {
      return true;
    }
  }
  return false;
}

enum class Scope {
  kTypes,  // namespaces, classes and their like
  kFunction,
  kInitialiser,  // of a member in a constructor's list: the function's brace is still to come
  kOther,
};

/// "C() : a_", whose brace gives a_ its value.
bool ends_in_member(std::string_view head) {
  const std::string_view text = trim(head);
  const std::size_t colon = text.find(" : ", std::min(text.find(')'), text.size()));
  return colon != text.npos && is_name(text.back());
}

/// What the brace behind `head` opens, where only namespaces and classes stand around it.
Scope scope_of(std::string_view head) {
  const std::string_view before_parenthesis = head.substr(0, head.find('('));
  for (const std::string_view word : {"namespace", "class", "struct", "union", "enum", "extern"}) {
    if (has_word(before_parenthesis, word) && head.find(')') == head.npos) return Scope::kTypes;
  }
  if (ends_in_member(head)) return Scope::kInitialiser;
  return head.find('(') == head.npos ? Scope::kOther : Scope::kFunction;
}

/// Follows braces through code_only() text.
class BraceCounter {
 public:
  explicit BraceCounter(std::string_view code) : code_(code) {}

  std::vector<FunctionBody> count() {
    for (at_ = 0; at_ < code_.size(); ++at_) step(code_[at_]);
    return std::move(bodies_);
  }

 private:
  struct Open {
    Scope scope;
    int line;
  };

  void step(char c) {
    if (c == '\n') ++line_;
    if (c == '(') ++parentheses_;
    if (c == ')') --parentheses_;
    if (c == ';') end_statement();
    if (c == '{') open();
    if (c == '}') close();
  }

  void end_statement() {
    if (parentheses_ == 0) statement_ = at_ + 1;
  }

  void open() {
    const bool among_types = open_.empty() || open_.back().scope == Scope::kTypes;
    const std::string_view head = code_.substr(statement_, at_ - statement_);
    const Scope scope = among_types && parentheses_ == 0 ? scope_of(head) : Scope::kOther;
    open_.push_back({.scope = scope, .line = line_});
    if (scope != Scope::kInitialiser) end_statement();
  }

  void close() {
    if (open_.empty()) return;
    const Open closed = open_.back();
    open_.pop_back();
    if (closed.scope != Scope::kInitialiser) end_statement();
    if (closed.scope != Scope::kFunction) return;
    bodies_.push_back({.first_line = closed.line, .line_count = line_ - closed.line + 1});
  }

  std::string_view code_;
  std::size_t at_ = 0;
  std::size_t statement_ = 0;
  int line_ = 1;
  int parentheses_ = 0;
  std::vector<Open> open_;
  std::vector<FunctionBody> bodies_;
};

}  // namespace

std::string code_only(std::string_view text) {
  std::string code(text);
  for (std::size_t at = 0; at < text.size();) at = skip_one(text, at, code);
  return code;
}

std::vector<Include> includes(std::string_view text) {
  std::vector<Include> found;
  const std::string code = code_only(text);
  int number = 0;
  for (const std::string_view line : split_lines(code)) {
    ++number;
    if (!starts_at(line, 0, "#include")) continue;
    const std::size_t open = line.find_first_of("<\"");
    const std::size_t close = line.find_last_of(">\"");
    if (open == line.npos || close <= open) continue;
    found.push_back({.line = number,
                     .name = std::string(line.substr(open + 1, close - open - 1)),
                     .quoted = line[open] == '"'});
  }
  return found;
}

std::vector<FunctionBody> functions(std::string_view text) {
  const std::string code = code_only(text);
  return BraceCounter(code).count();
}

std::vector<Word> words_of_names(std::string_view text) {
  std::vector<Word> words;
  const std::string code = code_only(text);
  int line = 1;
  std::string word;
  for (std::size_t at = 0; at <= code.size(); ++at) {
    const char c = at < code.size() ? code[at] : '\n';
    const bool begins_word = is_upper(c) && at > 0 && !is_upper(code[at - 1]);
    if ((!is_letter(c) || begins_word) && !word.empty()) {
      words.push_back({.line = line, .text = to_lower_ascii(word)});
      word.clear();
    }
    if (is_letter(c)) word += c;
    if (c == '\n') ++line;
  }
  return words;
}

}  // namespace dejavu
