// SPDX-License-Identifier: GPL-2.0-or-later
// Private to core/index.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "core/index/index_file.h"

namespace dejavu {

/// The writer's side of the file of words: each word once, those of the build sorted, so that an
/// update looks one up where it stands instead of reading all.
class WordList {
 public:
  static WordList create(const std::filesystem::path& folder);
  static WordList open(const std::filesystem::path& folder, std::uint64_t end);

  /// Adds the word when it is new.
  void add(const std::string& word);

  /// The file, with every word in it, to be synced.
  AppendOnlyFile& finished();

 private:
  WordList(std::filesystem::path path, AppendOnlyFile file);

  bool stands_sorted(std::string_view word);
  void look_up_in_file();
  void write_sorted();

  std::filesystem::path path_;
  AppendOnlyFile file_;
  bool collecting_ = false;                   // created and not synced yet
  std::unordered_set<std::string> unsorted_;  // of the build until it is synced, else of updates
  std::optional<MappedFile> mapped_;
  std::string_view sorted_;  // words of the build, each with its end
};

}  // namespace dejavu
