// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/tidy/list_rules.h"

#include <set>
#include <string>
#include <string_view>

#include "core/base/text.h"

namespace dejavu {
namespace {

/// What stands in a CMakeLists.txt: words between blanks and parentheses, without comments.
std::set<std::string> words_of_cmake(std::string_view content) {
  std::set<std::string> words;
  for (std::string_view line : split_lines(content)) {
    line = line.substr(0, line.find('#'));
    while (!line.empty()) {
      const std::size_t end = std::min(line.find_first_of(" \t()\""), line.size());
      if (end > 0) words.emplace(line.substr(0, end));
      line.remove_prefix(std::min(end + 1, line.size()));
    }
  }
  return words;
}

/// The CMakeLists.txt that has to list a file; nullptr when there is none above it.
const SourceFile* cmake_list_for(const ProjectTree& tree, std::string_view path) {
  std::string_view place = path;
  while (!place.empty()) {
    place = folder(place);
    const std::string list =
        place.empty() ? "CMakeLists.txt" : std::string(place) + "/CMakeLists.txt";
    const SourceFile* file = find_file(tree, list);
    if (file != nullptr) return file;
  }
  return nullptr;
}

bool names(const SourceFile& list, const std::string& file) {
  const std::set<std::string> words = words_of_cmake(list.content);
  // dejavu_fuzz(parse …) builds parse_fuzz.cc.
  constexpr std::string_view kFuzz = "_fuzz.cc";
  const bool is_fuzz = file.size() > kFuzz.size() &&
                       file.compare(file.size() - kFuzz.size(), kFuzz.size(), kFuzz) == 0;
  return words.count(file) > 0 ||
         (is_fuzz && words.count(file.substr(0, file.size() - kFuzz.size())) > 0);
}

}  // namespace

std::vector<Violation> every_source_is_built(const ProjectTree& tree) {
  std::vector<Violation> violations;
  for (const SourceFile& file : tree.files) {
    if (extension(file.path) != ".cc") continue;
    const SourceFile* list = cmake_list_for(tree, file.path);
    const std::string_view place = list == nullptr ? std::string_view() : folder(list->path);
    const std::string name = file.path.substr(place.empty() ? 0 : place.size() + 1);
    if (list != nullptr && names(*list, name)) continue;
    violations.push_back(
        {.path = file.path,
         .line = 1,
         .message = "is not listed in " + (list == nullptr ? "any CMakeLists.txt" : list->path)});
  }
  return violations;
}

std::vector<Violation> every_test_folder_is_entered(const ProjectTree& tree) {
  const SourceFile* tests = find_file(tree, "tests/CMakeLists.txt");
  const std::set<std::string> entered =
      tests == nullptr ? std::set<std::string>{} : words_of_cmake(tests->content);
  std::vector<Violation> violations;
  for (const SourceFile& file : tree.files) {
    const std::string_view place = folder(file.path);
    if (file_name(file.path) != "CMakeLists.txt" || folder(place) != "tests") continue;
    if (entered.count(std::string(file_name(place))) > 0) continue;
    violations.push_back(
        {.path = file.path, .line = 1, .message = "tests/CMakeLists.txt does not enter it"});
  }
  return violations;
}

}  // namespace dejavu
