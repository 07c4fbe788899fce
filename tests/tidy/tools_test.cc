// SPDX-License-Identifier: GPL-2.0-or-later
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/base/temporary_folder.h"
#include "tests/cli/program.h"
#include "tests/tidy/project_tree.h"

namespace dejavu {
namespace {

std::vector<std::string> paths_where(bool (*is_wanted)(const SourceFile&)) {
  std::vector<std::string> paths;
  for (const SourceFile& file : read_project(".").files) {
    if (is_wanted(file)) paths.push_back(file.path);
  }
  return paths;
}

bool is_shell(const SourceFile& file) {
  return extension(file.path) == ".sh" || file.content.substr(0, 11) == "#!/bin/bash";
}

std::vector<std::string> joined(std::vector<std::string> words,
                                const std::vector<std::string>& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

/// Other versions lay out a few constructs in another way.
bool has_clang_format_14() {
  const Outcome outcome = run_program({.words = {"clang-format", "--version"}});
  return outcome.output.find("version 14.") != std::string::npos;
}

TEST(ClangFormat, CatchesAPlantedDeviation) {
  if (!has_clang_format_14()) GTEST_SKIP() << "skipped: clang-format 14 is not there";
  const TemporaryFolder folder;
  const std::string file = folder.write("a.cc", "int   f( ){return 1;}\n");
  EXPECT_NE(run_program({.words = {"clang-format", "--dry-run", "-Werror", file}}).status, 0);
}

TEST(ClangFormat, HasNothingToSayAboutTheSources) {
  if (!has_clang_format_14()) GTEST_SKIP() << "skipped: clang-format 14 is not there";
  const Outcome outcome =
      run_program({.words = joined({"clang-format", "--dry-run", "-Werror"}, paths_where(is_cpp))});
  EXPECT_EQ(outcome.status, 0) << outcome.errors;
}

TEST(ShellScripts, AreFound) { EXPECT_GE(paths_where(is_shell).size(), 5U); }

TEST(ShellScripts, PassShellcheck) {
  if (!is_installed("shellcheck")) GTEST_SKIP() << "skipped: shellcheck is not there";
  const Outcome outcome = run_program({.words = joined({"shellcheck"}, paths_where(is_shell))});
  EXPECT_EQ(outcome.status, 0) << outcome.output;
}

TEST(ShellScripts, AreReadByBash) {
  for (const std::string& path : paths_where(is_shell)) {
    const Outcome outcome = run_program({.words = {"bash", "-n", path}});
    EXPECT_EQ(outcome.status, 0) << outcome.errors;
  }
}

}  // namespace
}  // namespace dejavu
