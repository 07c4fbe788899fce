// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "core/base/descriptor.h"

namespace dejavu {

/// What has happened below a folder since it was asked for last.
struct WatchedChanges {
  std::set<std::string> files;    // written, made, moved or removed; relative to the folder
  std::set<std::string> folders;  // made, moved or removed
  bool all = false;               // the kernel lost count: anything may have happened

  bool empty() const { return files.empty() && folders.empty() && !all; }
};

/// Hears from the kernel (inotify) about every folder below `root`, those that come later too.
/// Hidden folders and `skipped` are left out; links are not followed.
class FolderWatch {
 public:
  /// Throws Error kNotFound when `root` is no folder, kIo when the kernel refuses to watch.
  FolderWatch(std::filesystem::path root, std::filesystem::path skipped);

  /// For poll(): readable when something has happened.
  int number() const { return events_.number(); }

  /// Adds what has happened to `changes`; never waits. Throws Error kNotFound when the root itself
  /// is gone, kIo.
  WatchedChanges add_to(WatchedChanges changes);

 private:
  struct Event {
    int watch = -1;
    std::uint32_t mask = 0;
    std::string_view name;
  };

  void add_tree(const std::string& folder);
  void add_folder(const std::string& folder);
  void drop_tree(const std::string& folder);
  void note(const Event& event, WatchedChanges& changes);
  void note_folder(const Event& event, const std::string& path, WatchedChanges& changes);
  bool is_skipped(const std::filesystem::path& folder) const;

  std::filesystem::path root_;
  std::filesystem::path skipped_;
  Descriptor events_;
  std::map<int, std::string> folders_;  // by watch; the root is ""
};

}  // namespace dejavu
