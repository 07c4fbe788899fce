// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/tidy/word_rules.h"

#include <array>
#include <string>
#include <string_view>

#include "core/base/text.h"
#include "tests/tidy/cpp_text.h"

namespace dejavu {
namespace {

struct Ban {
  std::string_view word;
  std::string_view instead;
};

constexpr std::array<Ban, 5> kEmptyWords = {{
    {"util", "name the thing: text, time, files"},
    {"utils", "name the thing: text, time, files"},
    {"helper", "name what it does"},
    {"helpers", "name what it does"},
    {"manager", "name what it owns: writer, reader, store"},
}};

// In two pieces, so that this file obeys its own rule.
constexpr std::array<Ban, 5> kBannedPhrases = {{
    {"TO"
     "DO",
     "open an issue, or do it"},
    {"FIX"
     "ME",
     "open an issue, or mend it"},
    {"XX"
     "X",
     "say what is meant"},
    {"std::"
     "regex",
     "RE2: linear time, no stack overflow"},
    {"using namespace "
     "std;",
     "write std::"},
}};

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool has_phrase(std::string_view line, std::string_view phrase) {
  for (std::size_t at = line.find(phrase); at != line.npos; at = line.find(phrase, at + 1)) {
    const std::size_t end = at + phrase.size();
    if ((at == 0 || !is_name(line[at - 1])) && (end == line.size() || !is_name(line[end]))) {
      return true;
    }
  }
  return false;
}

/// Past the parenthesis that closes the one at `open`.
std::size_t end_of_call(std::string_view code, std::size_t open) {
  int depth = 0;
  for (std::size_t at = open; at < code.size(); ++at) {
    if (code[at] == '(') ++depth;
    if (code[at] == ')' && --depth == 0) return at + 1;
  }
  return code.size();
}

int line_at(std::string_view text, std::size_t offset) {
  int line = 1;
  for (const char c : text.substr(0, offset)) line += c == '\n' ? 1 : 0;
  return line;
}

}  // namespace

std::vector<Violation> no_empty_words(const SourceFile& file) {
  if (!is_cpp(file)) return {};
  std::vector<Violation> violations;
  std::vector<Word> words = words_of_names(file.content);
  for (const Word& word : words_of_names(file_name(file.path))) words.push_back(word);
  for (const Word& word : words) {
    for (const Ban& ban : kEmptyWords) {
      if (word.text != ban.word) continue;
      violations.push_back(
          {.path = file.path,
           .line = word.line,
           .message = "\"" + word.text + "\" in a name: " + std::string(ban.instead)});
    }
  }
  return violations;
}

std::vector<Violation> no_banned_phrase(const SourceFile& file) {
  if (!is_source(file)) return {};
  std::vector<Violation> violations;
  int number = 0;
  for (const std::string_view line : split_lines(file.content)) {
    ++number;
    for (const Ban& ban : kBannedPhrases) {
      if (!has_phrase(line, ban.word)) continue;
      violations.push_back({.path = file.path,
                            .line = number,
                            .message = std::string(ban.word) + ": " + std::string(ban.instead)});
    }
  }
  return violations;
}

std::vector<Violation> json_is_dumped_safely(const SourceFile& file) {
  if (!is_product(file)) return {};
  std::vector<Violation> violations;
  const std::string code = code_only(file.content);
  constexpr std::string_view kDump = ".dump(";
  for (std::size_t at = code.find(kDump); at != code.npos; at = code.find(kDump, at + 1)) {
    const std::size_t open = at + kDump.size() - 1;
    const std::string_view call =
        std::string_view(code).substr(open, end_of_call(code, open) - open);
    if (call.find("error_handler_t::replace") != call.npos) continue;
    violations.push_back(
        {.path = file.path,
         .line = line_at(code, at),
         .message = "dump() without error_handler_t::replace throws on bad UTF-8"});
  }
  return violations;
}

}  // namespace dejavu
