// SPDX-License-Identifier: GPL-2.0-or-later
// Where things stand in an index directory, and how one generation takes the place of another
// (docs/INDEX.md).
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/time.h"

namespace dejavu {

/// Version of the files and of the stored records; that of terms and values is kSchemaVersion.
/// One line of history for each number:
///   1  first format
///   2  forward index; where records stand moved from document data to its facts
///   3  stats note by which rules secrets were masked
///   4  the order of words in the forward index
inline constexpr int kLayoutVersion = 4;

/// Keys of the database's metadata: IndexStats, ForwardEnds, and what only the writer needs.
inline constexpr std::string_view kStatsKey = "stats";
inline constexpr std::string_view kForwardKey = "forward";
inline constexpr std::string_view kWriterStateKey = "writer";

/// The paths of one generation.
class Generation {
 public:
  Generation(const std::filesystem::path& index_dir, std::string name);

  const std::string& name() const { return name_; }
  const std::filesystem::path& folder() const { return folder_; }
  std::filesystem::path database() const { return folder_ / "xapian"; }
  std::filesystem::path records() const { return folder_ / "records"; }
  std::filesystem::path forward() const { return folder_ / "forward"; }
  std::filesystem::path segments() const { return folder_ / "segments"; }  // only while building
  std::filesystem::path suggestions() const { return folder_ / "suggestions"; }  // a cache

  /// Notes the two version numbers.
  void write_format() const;

  /// Throws Error kVersion when it was written by another version, kNotFound when it is gone,
  /// kCorrupt when its note is damaged.
  void check_format() const;

 private:
  std::string name_;
  std::filesystem::path folder_;
};

/// The directory and its `.gitignore`, where they are missing.
void create_index_dir(const std::filesystem::path& index_dir);

/// Where the write lock stands; never deleted.
std::filesystem::path lock_file(const std::filesystem::path& index_dir);

/// What `CURRENT` points at; absent when there is no index. Throws Error kCorrupt when the pointer
/// is damaged.
std::optional<Generation> current_generation(const std::filesystem::path& index_dir);

/// A new empty generation beside the others; its name begins with `now` and sorts by it.
Generation create_generation(const std::filesystem::path& index_dir, Instant now);

/// Makes everything below the generation durable, then points `CURRENT` at it: before the return
/// of this function readers open the old generation, after it the new one.
void switch_to(const std::filesystem::path& index_dir, const Generation& generation);

/// Removes every generation that `CURRENT` does not point at, and what interrupted writes left.
/// Readers that have one of them open keep it. Only for who holds the write lock. Returns the
/// names of what was removed, sorted.
std::vector<std::string> remove_unpointed(const std::filesystem::path& index_dir);

}  // namespace dejavu
