// SPDX-License-Identifier: GPL-2.0-or-later
// What a loss of power leaves of a folder: a kill spares what the kernel holds, this does not.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace dejavu {

/// One change that a program made, as the shim wrote it down.
struct JournalEntry {
  char call = 0;  // JournalHead::call
  std::string path;
  std::string other;
  std::uint64_t offset = 0;
  std::string bytes;
};

std::vector<JournalEntry> read_journal(const std::filesystem::path& file);

/// What survives besides what was synced. Both are within what POSIX allows; file systems differ.
enum class Survives {
  kNothing,  // bytes need a sync of their file, names (made, renamed, removed) one of their folder
  kNames,    // every name at once, and lengths, but zeros for bytes without a sync
};

/// A folder whose changes are replayed call for call.
class DiskModel {
 public:
  /// All that is in the folder now is on the disk.
  explicit DiskModel(const std::filesystem::path& folder);

  void apply(const JournalEntry& entry);

  /// Makes the subfolder `name` what is found there when power comes back now; it may be gone.
  void write_survivors(Survives survives, const std::string& name) const;

 private:
  struct Node;
  using NodePtr = std::shared_ptr<Node>;
  using Names = std::map<std::string, NodePtr>;

  /// A file or a folder: as programs see it, and as it is on the disk.
  struct Node {
    bool is_folder = false;
    std::string bytes;
    std::string synced_bytes;
    Names names;
    Names synced_names;
  };

  static NodePtr load(const std::filesystem::path& path);
  static void write_folder(const Node& folder, Survives survives,
                           const std::filesystem::path& target);
  NodePtr find(const std::filesystem::path& path) const;
  void put(const std::filesystem::path& path, NodePtr node);

  std::filesystem::path root_path_;
  NodePtr root_;
};

}  // namespace dejavu
