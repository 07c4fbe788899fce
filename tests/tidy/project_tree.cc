// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/tidy/project_tree.h"

#include <algorithm>
#include <array>

#include "core/base/files.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

/// Nothing in the project comes near; a larger file is no text.
constexpr std::size_t kMaxTextBytes = std::size_t{4} << 20;

constexpr std::array<std::string_view, 13> kTextExtensions = {
    ".cc", ".h",   ".cmake", ".sh",   ".js", ".css", ".html",
    ".md", ".txt", ".json",  ".toml", ".in", ".supp"};
constexpr std::array<std::string_view, 1> kTextFiles = {".ci/run"};

/// Made by tools or by whoever runs the programs. Other hidden folders but .ci are nobody's text.
constexpr std::array<std::string_view, 2> kForeignFolders = {"build", "node_modules"};

/// Odd on purpose: input of tests, not text of ours.
constexpr std::array<std::string_view, 2> kFixtureFolders = {"tests/fuzz/corpus", "tests/golden"};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& list, std::string_view value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

bool is_text(std::string_view path) {
  return contains(kTextExtensions, extension(path)) || contains(kTextFiles, path);
}

bool is_foreign_folder(std::string_view path) {
  if (contains(kForeignFolders, path)) return true;
  return file_name(path).front() == '.' && path != ".ci";
}

}  // namespace

const SourceFile* find_file(const ProjectTree& tree, std::string_view path) {
  const auto found = std::find_if(tree.files.begin(), tree.files.end(),
                                  [&](const SourceFile& file) { return file.path == path; });
  return found == tree.files.end() ? nullptr : &*found;
}

ProjectTree read_project(const fs::path& root) {
  ProjectTree tree;
  for (auto entry = fs::recursive_directory_iterator(root); entry != fs::end(entry); ++entry) {
    const std::string path = entry->path().lexically_relative(root).generic_string();
    if (entry->is_directory() && is_foreign_folder(path)) {
      entry.disable_recursion_pending();
      continue;
    }
    tree.paths.insert(path);
    if (entry->is_directory() && contains(kFixtureFolders, path)) {
      entry.disable_recursion_pending();
    }
    if (entry->is_regular_file() && is_text(path)) {
      tree.files.push_back({.path = path, .content = read_file(entry->path(), kMaxTextBytes)});
    }
  }
  std::sort(tree.files.begin(), tree.files.end(),
            [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return tree;
}

std::string report(const std::vector<Violation>& violations) {
  std::string text;
  for (const Violation& violation : violations) {
    text += violation.path + ":" + std::to_string(violation.line) + ": " + violation.message + "\n";
  }
  return text;
}

std::string_view file_name(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == path.npos ? path : path.substr(slash + 1);
}

std::string_view folder(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == path.npos ? std::string_view() : path.substr(0, slash);
}

std::string_view extension(std::string_view path) {
  const std::string_view name = file_name(path);
  const std::size_t dot = name.rfind('.');
  return dot == name.npos || dot == 0 ? std::string_view() : name.substr(dot);
}

bool is_cpp(const SourceFile& file) {
  return extension(file.path) == ".cc" || extension(file.path) == ".h";
}

bool is_source(const SourceFile& file) {
  static constexpr std::array<std::string_view, 7> kSources = {".cc", ".h",   ".cmake", ".sh",
                                                               ".js", ".css", ".html"};
  return contains(kSources, extension(file.path)) || contains(kTextFiles, file.path) ||
         file_name(file.path) == "CMakeLists.txt";
}

bool is_product(const SourceFile& file) {
  for (const std::string_view room : {"core/", "eval/", "indexer/", "server/", "web/"}) {
    if (file.path.compare(0, room.size(), room) == 0) return is_cpp(file);
  }
  return false;
}

}  // namespace dejavu
