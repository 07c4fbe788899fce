// SPDX-License-Identifier: GPL-2.0-or-later
// The file beside the database that holds what is shown: for each document a frame with its card
// and its whole postmortem. A list of hits reads only the cards. The postmortem is compressed with
// its card as prefix, because most of the card stands in it again.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "core/index/card.h"
#include "core/index/index_file.h"
#include "core/postmortem/postmortem.h"

namespace dejavu {

/// Where a frame stands.
struct RecordRef {
  std::uint64_t offset = 0;
  std::uint32_t card_bytes = 0;        // compressed
  std::uint32_t postmortem_bytes = 0;  // compressed

  bool operator==(const RecordRef&) const = default;
};

/// Bytes that the frame takes in the file.
std::uint64_t frame_bytes(const RecordRef& ref);

/// One postmortem, ready to be appended.
struct Frame {
  std::string bytes;
  std::uint32_t card_bytes = 0;
  std::uint32_t postmortem_bytes = 0;
};

/// Compresses. One object serves one thread.
class FramePacker {
 public:
  FramePacker();
  ~FramePacker();
  Frame pack(const Card& card, const Postmortem& postmortem);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// The writer's side. What it appends is visible to nobody until a commit points at it.
class RecordAppender {
 public:
  /// Creates the file, empty but for its header. Throws Error kIo.
  static RecordAppender create(const std::filesystem::path& path);

  /// Continues behind `end_offset`; what stands there belongs to no commit and is cut off. Throws
  /// Error kCorrupt when the file is shorter or no record file, kVersion, kIo.
  static RecordAppender open(const std::filesystem::path& path, std::uint64_t end_offset);

  /// In the file when it returns: a RecordReader finds it.
  RecordRef append(const Frame& frame);

  /// Everything appended so far survives power loss.
  void sync() { file_.sync(); }

  std::uint64_t end_offset() const { return file_.end(); }

 private:
  explicit RecordAppender(AppendOnlyFile file) : file_(std::move(file)) {}

  AppendOnlyFile file_;
};

/// The reader's side. It keeps the file open, so it outlives the file's removal. One object serves
/// one thread.
class RecordReader {
 public:
  /// Throws Error kNotFound, kIo, kVersion, or kCorrupt when it is no record file.
  explicit RecordReader(const std::filesystem::path& path);
  ~RecordReader();
  RecordReader(RecordReader&&) noexcept;
  RecordReader& operator=(RecordReader&&) noexcept;

  /// Throw Error kCorrupt when the bytes do not agree with their checksum.
  Card card(const RecordRef& ref);
  Postmortem postmortem(const RecordRef& ref);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dejavu
