// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace dejavu {

/// The whole file. Throws Error kNotFound, kIo, or kInvalid when it is larger than `limit_bytes`
/// or no regular file (a FIFO is never opened for reading: that would wait for a writer).
std::string read_file(const std::filesystem::path& path, std::size_t limit_bytes);

/// As read_file, for a path below `root` that came from outside: refuses absolute paths, "..", and
/// symlinks that lead out of `root` (kInvalid), without a race between check and open.
std::string read_file_beneath(const std::filesystem::path& root, std::string_view relative,
                              std::size_t limit_bytes);

/// Durable and atomic: after return the new content survives power loss; at every moment before,
/// readers see the old file or the new one, whole. (temporary file, fsync, rename, fsync folder)
void write_file_atomically(const std::filesystem::path& path, std::string_view content);

/// fsync of a file or folder; throws Error kIo.
void sync_path(const std::filesystem::path& path);

/// 32 lower-case hex digits of XXH3-128. It tells changed files from unchanged ones; it is no
/// protection against somebody who wants two files to look alike.
std::string content_hash(std::string_view bytes);

/// A file below the root of a corpus.
struct WalkedFile {
  std::string path;  // relative to the root, '/' between parts, bytes as the file system has them
  std::uint64_t size_bytes = 0;
  std::int64_t modified_ns = 0;  // since the epoch

  bool operator==(const WalkedFile&) const = default;
};

/// Something in the tree that is not read, with the reason for a person.
struct WalkProblem {
  std::string path;
  std::string reason;

  bool operator==(const WalkProblem&) const = default;
};

struct Walk {
  std::vector<WalkedFile> files;      // sorted by path, bytewise
  std::vector<WalkProblem> problems;  // sorted by path
};

/// Every regular file below `root` whose name ends in one of `extensions` (".md"; case folded for
/// ASCII). Hidden folders (".git") are skipped in silence; symlinks are followed only to regular
/// files inside `root` that are not found otherwise; FIFOs, devices, and links that lead out (an
/// absolute link does) or in a circle are problems when their name matches; an unreadable folder
/// always is one. Throws Error kNotFound when `root` is no folder.
Walk walk_corpus(const std::filesystem::path& root, const std::vector<std::string>& extensions);

}  // namespace dejavu
