// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <tuple>
#include <vector>

#include "core/index/prepared_thesaurus.h"
#include "core/index/thesaurus.h"

namespace dejavu {
namespace {

/// Gathers texts, and what is said of them.
class Source {
 public:
  PreparedText add(std::string_view text) {
    const PreparedText part = {static_cast<std::uint32_t>(size_),
                               static_cast<std::uint32_t>(text.size())};
    for (const char c : text) bytes_ += fmt::format("{},", static_cast<int>(c));
    bytes_ += '\n';
    size_ += text.size();
    return part;
  }
  void add_group(const SynonymGroup& group, Tokenizer& tokenizer) {
    const PreparedText name = add(group.name);
    groups_ +=
        fmt::format("    {{{}, {}, {}}},\n", row_of(name), phrase_count_, group.phrases.size());
    for (const std::string& phrase : group.phrases) {
      phrases_ += fmt::format("    {},\n", row_of(add(phrase)));
      ++phrase_count_;
      for (std::string& form : phrase_forms(phrase, tokenizer)) {
        forms_.emplace_back(std::move(form), group_count_);
      }
    }
    ++group_count_;
  }
  void print(std::uint64_t fingerprint) {
    std::ranges::sort(forms_);
    std::string forms;
    for (const auto& [terms, group] : forms_) {
      forms += fmt::format("    {{{}, {}}},\n", row_of(add(terms)), group);
    }
    fmt::print(
        "// Written by core/index/prepare_thesaurus.cc.\n"
        "#include \"core/index/prepared_thesaurus.h\"\n\n"
        "namespace dejavu {{\nnamespace {{\n\n"
        "constexpr char kText[] = {{\n{}}};\n\n"  // a literal may have 65,536 bytes
        "constexpr PreparedGroup kGroups[] = {{\n{}}};\n\n"
        "constexpr PreparedText kPhrases[] = {{\n{}}};\n\n"
        "constexpr PreparedForm kForms[] = {{\n{}}};\n\n"
        "}}  // namespace\n\n"
        "const PreparedThesaurus& prepared_thesaurus() {{\n"
        "  static constexpr PreparedThesaurus kThesaurus = {{\n"
        "      {{kText, sizeof kText}}, kGroups, kPhrases, kForms, {}U}};\n"
        "  return kThesaurus;\n}}\n\n"
        "}}  // namespace dejavu\n",
        bytes_, groups_, phrases_, forms, fingerprint);
  }

 private:
  static std::string row_of(PreparedText part) {
    return fmt::format("{{{}, {}}}", part.begin, part.size);
  }

  std::string bytes_;
  std::size_t size_ = 0;
  std::string groups_;
  std::size_t group_count_ = 0;
  std::string phrases_;
  std::size_t phrase_count_ = 0;
  std::vector<std::tuple<std::string, std::size_t>> forms_;
};

void print_source() {
  std::vector<SynonymGroup> groups = bundled_groups();
  std::ranges::sort(groups, {}, &SynonymGroup::name);
  Tokenizer tokenizer;
  Source source;
  std::uint64_t fingerprint = 0;
  for (const SynonymGroup& group : groups) {
    source.add_group(group, tokenizer);
    for (const std::string& phrase : group.phrases) {
      fingerprint += phrase_fingerprint(group.name, phrase);
    }
  }
  source.print(fingerprint);
}

}  // namespace

/// Here nothing is prepared yet.
const PreparedThesaurus& prepared_thesaurus() {
  static constexpr PreparedThesaurus kNothing = {};
  return kNothing;
}

}  // namespace dejavu

/// Runs when dejavu is built, and prints the source of prepared_thesaurus().
int main() {
  dejavu::print_source();
  return std::fflush(stdout) == 0 ? 0 : 1;
}
