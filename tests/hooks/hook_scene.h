// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "tests/cli/program.h"
#include "tests/git/git_scene.h"

namespace dejavu {

/// A postmortem file with everything that the lint asks for.
std::string whole_postmortem(const std::string& id, const std::string& title);

/// Runs `dejavu` with these words.
Outcome dejavu(const std::vector<std::string>& words);

/// Paths that an index has, asked through `dejavu incidents`.
std::set<std::string> indexed_paths(const std::filesystem::path& index);

/// What `dejavu-index build` of the same files would have.
std::set<std::string> built_paths(const std::filesystem::path& corpus);

/// A working copy whose root is the corpus, with the hooks installed and one postmortem.
class HookedCopy {
 public:
  HookedCopy();

  std::filesystem::path path() const { return scene.path(); }
  std::filesystem::path index() const { return scene.path() / ".dejavu"; }
  std::filesystem::path hook(const std::string& name) const {
    return scene.path() / ".git/hooks" / name;
  }

  /// Runs git there and gives what it printed, errors behind: hooks print to these.
  std::string git(const std::vector<std::string>& words) const;
  std::string commit_all(const std::string& message = "a change") const;

  std::set<std::string> indexed() const { return indexed_paths(index()); }

  GitScene scene;
};

/// A bare repository with the hook installed, and a clone to push from.
class HookedServer {
 public:
  explicit HookedServer(const std::vector<std::string>& options = {});

  std::filesystem::path index() const { return server.path() / "dejavu/index"; }
  std::filesystem::path copy() const { return server.path() / "dejavu/corpus"; }

  /// Runs git in the clone; output and errors.
  std::string git(const std::vector<std::string>& words) const;
  std::string push(const std::vector<std::string>& options = {}) const;
  void write(const std::string& path, std::string_view content) const {
    clone.write(path, content);
  }
  void commit_all() const { clone.commit_all(); }

  std::set<std::string> indexed() const { return indexed_paths(index()); }

  GitScene server{{"--bare"}};
  GitScene clone;
};

}  // namespace dejavu
