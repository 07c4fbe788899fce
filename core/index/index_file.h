// SPDX-License-Identifier: GPL-2.0-or-later
// Private to core/index: files that begin with a magic and only grow. A commit of the engine says
// how much of each is valid; what stands behind that was never committed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/descriptor.h"

namespace dejavu {

/// Length of every magic; its last byte is the version digit that kLayoutVersion counts.
inline constexpr std::size_t kMagicBytes = 16;

/// Error kCorrupt: "The index is damaged: …".
[[noreturn]] void throw_damaged(std::string_view what);

/// Fewer bytes than asked for only at the end of the file. Throws Error kIo.
std::string read_at(const Descriptor& file, std::uint64_t offset, std::size_t size);

/// For reading. Throws Error kNotFound, kIo, kVersion for another version digit, kCorrupt for
/// another magic.
Descriptor open_index_file(const std::filesystem::path& path, std::string_view magic);

/// The writer's side. What it appends is visible to nobody until a commit counts it in. Members
/// throw Error kIo.
class AppendOnlyFile {
 public:
  /// Creates the file, empty but for its magic.
  static AppendOnlyFile create(const std::filesystem::path& path, std::string_view magic);

  /// Continues behind `end`; what stands there belongs to no commit and is cut off. Throws as
  /// open_index_file, and kCorrupt when the file is shorter.
  static AppendOnlyFile open(const std::filesystem::path& path, std::string_view magic,
                             std::uint64_t end);

  /// Where the bytes will stand. They reach the file with flush() or sync() at the latest.
  std::uint64_t append(std::string_view bytes);

  /// Overwrites what is in the file already; for what no commit points at yet.
  void overwrite(std::uint64_t offset, std::string_view bytes);

  void flush();

  /// Everything appended so far survives power loss. Costs nothing when there was nothing.
  void sync();

  bool is_synced() const { return synced_ && buffer_.empty(); }

  std::uint64_t end() const { return written_ + buffer_.size(); }
  const Descriptor& descriptor() const { return file_; }

 private:
  AppendOnlyFile(std::filesystem::path path, Descriptor file, std::uint64_t end);

  std::filesystem::path path_;
  Descriptor file_;
  std::uint64_t written_;
  std::string buffer_;
  bool synced_ = true;
};

/// sync() of each, at the same time: what a file system is asked for together, its journal writes
/// together, and waiting once is most of what a small commit costs. Throws as sync() does, when all
/// have ended.
void sync_together(const std::vector<AppendOnlyFile*>& files);

enum class Mapping {
  kShared,   // read-only
  kPrivate,  // may be changed in memory; the file never is
};

/// The reader's side: the first bytes of a file, mapped. It keeps the file, so it outlives the
/// file's removal. One object serves one thread.
class MappedFile {
 public:
  /// Maps nothing yet. Throws as open_index_file.
  MappedFile(const std::filesystem::path& path, std::string_view magic,
             Mapping mapping = Mapping::kShared);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&&) = delete;

  /// From now on bytes() has at least `end` bytes; views of it end here, and so do changes in
  /// memory when there were fewer. Throws Error kCorrupt when the file is shorter, kIo.
  void extend(std::uint64_t end);

  /// The magic included.
  std::string_view bytes() const { return {data_, size_}; }

  /// The same, to be changed: only for kPrivate.
  char* own_bytes() { return data_; }

 private:
  std::string name_;
  Descriptor file_;
  Mapping mapping_;
  char* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace dejavu
