// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace dejavu {

/// A text file of the project.
struct SourceFile {
  std::string path;  // relative to the project's root, '/' between parts
  std::string content;
};

/// What a person wrote and what is there, without build folders and Git's own.
struct ProjectTree {
  std::vector<SourceFile> files;  // text files that rules look at, sorted by path
  std::set<std::string> paths;    // every file and folder, "docs/INDEX.md" and "docs"
};

/// The file of a path; nullptr when the tree has none.
const SourceFile* find_file(const ProjectTree& tree, std::string_view path);

ProjectTree read_project(const std::filesystem::path& root);

struct Violation {
  std::string path;
  int line = 1;
  std::string message;

  bool operator==(const Violation&) const = default;
};

/// One line a violation, as compilers print them; empty when there is none.
std::string report(const std::vector<Violation>& violations);

std::string_view file_name(std::string_view path);
std::string_view folder(std::string_view path);     // "" for a file of the root
std::string_view extension(std::string_view path);  // ".cc"; "" when there is none

bool is_cpp(const SourceFile& file);

/// Programs and what builds them: everything with code in it, no prose and no data.
bool is_source(const SourceFile& file);

/// Code that is shipped: the rooms, without tests and benchmarks.
bool is_product(const SourceFile& file);

}  // namespace dejavu
