// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dejavu {

/// The code alone: comments and the insides of literals become blanks, so that every character
/// keeps its place; names in #include lines stay.
std::string code_only(std::string_view text);

struct Include {
  int line = 1;
  std::string name;     // without quotes or brackets
  bool quoted = false;  // "name" and not <name>

  bool operator==(const Include&) const = default;
};

std::vector<Include> includes(std::string_view text);

struct FunctionBody {
  int first_line = 1;  // where its brace opens
  int line_count = 1;  // to where it closes, both counted

  bool operator==(const FunctionBody&) const = default;
};

/// Functions of namespaces and classes, found by counting braces: right for code that
/// clang-format has laid out, no parser.
std::vector<FunctionBody> functions(std::string_view text);

struct Word {
  int line = 1;
  std::string text;

  bool operator==(const Word&) const = default;
};

/// The words that names in the code are made of, in lower case: readFile and read_file both give
/// "read" and "file".
std::vector<Word> words_of_names(std::string_view text);

}  // namespace dejavu
