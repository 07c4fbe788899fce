// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/git/child.h"
#include "core/git/git.h"
#include "tests/base/temporary_folder.h"

namespace dejavu {

/// Runs git as a person does: the settings of this machine's users and of a hook that runs the
/// tests are left out.
ChildEnd run_git_as_person(const std::filesystem::path& folder,
                           const std::vector<std::string>& words);

/// A real repository in a temporary folder.
class GitScene {
 public:
  /// An empty one: a working copy, or a bare repository with `{"--bare"}`.
  explicit GitScene(const std::vector<std::string>& options = {});

  const std::filesystem::path& path() const { return folder_.path(); }
  GitPlace place() const { return {.folder = path()}; }

  /// Runs git there; aborts the test program with git's message when it fails.
  std::string git(const std::vector<std::string>& words) const;

  void write(const std::string& relative, std::string_view content) const {
    folder_.write(relative, content);
  }

  /// Stages everything and commits; gives the commit's id.
  std::string commit_all(const std::string& message = "a change") const;

 private:
  TemporaryFolder folder_;
};

}  // namespace dejavu
