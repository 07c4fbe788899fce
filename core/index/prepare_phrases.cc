// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <string>

#include "core/index/prepared_phrases.h"
#include "core/index/thesaurus.h"

namespace dejavu {
namespace {

/// A literal of C++. The bundled phrases have no control characters.
std::string literal_of(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

std::string row_of(const SynonymGroup& group, const std::string& phrase, Tokenizer& tokenizer) {
  const std::vector<std::string> forms = phrase_forms(phrase, tokenizer);
  return fmt::format("    {{{}, {}, {}, {}}},\n", literal_of(group.name), literal_of(phrase),
                     literal_of(forms.empty() ? "" : forms[0]),
                     literal_of(forms.size() < 2 ? "" : forms[1]));
}

void print_source() {
  std::vector<SynonymGroup> groups = bundled_groups();
  std::ranges::sort(groups, {}, &SynonymGroup::name);
  Tokenizer tokenizer;
  fmt::print(
      "// Written by core/index/prepare_phrases.cc.\n"
      "#include \"core/index/prepared_phrases.h\"\n\n"
      "namespace dejavu {{\n\nconstexpr PreparedPhrase kPhrases[] = {{\n");
  for (const SynonymGroup& group : groups) {
    for (const std::string& phrase : group.phrases) {
      fmt::print("{}", row_of(group, phrase, tokenizer));
    }
  }
  fmt::print(
      "}};\n\nstd::span<const PreparedPhrase> prepared_phrases() {{ return kPhrases; }}\n\n"
      "}}  // namespace dejavu\n");
}

}  // namespace

/// Here nothing is prepared yet.
std::span<const PreparedPhrase> prepared_phrases() { return {}; }

}  // namespace dejavu

/// Runs when dejavu is built, and prints the source of prepared_phrases().
int main() {
  dejavu::print_source();
  return std::fflush(stdout) == 0 ? 0 : 1;
}
