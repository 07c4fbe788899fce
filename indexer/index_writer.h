// SPDX-License-Identifier: GPL-2.0-or-later
// The only code that writes to the full-text engine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/index/forward_appender.h"
#include "core/index/index_stats.h"
#include "core/index/layout.h"
#include "core/index/record_store.h"
#include "indexer/prepare.h"

namespace dejavu {

/// What the index knows about a file.
struct IndexedFile {
  std::string path;
  std::string content_hash;
  std::string wanted_id;
  std::string id;

  bool operator==(const IndexedFile&) const = default;
};

/// A generation that has just been filled, before its first commit.
struct NewGeneration {
  Generation generation;
  RecordAppender records;
  ForwardAppender forward;  // with all documents of the generation, numbered as the engine does
  IndexStats stats;         // with its count of files with problems
  std::uint64_t record_bytes = 0;  // of all frames that documents point at
};

/// Why the engine would refuse a document when it commits, and lose the whole batch with it;
/// absent when it would not. A writer that asks first loses nothing.
std::optional<std::string> why_refused(const IndexDocument& document);

/// Changes one generation. Files are known by their path. Nothing is visible to readers before
/// commit(); what is not committed when the object goes away never happened. Whoever holds one
/// also holds the WriteLock. All members throw Error; after that the object is of no more use.
class IndexWriter {
 public:
  static IndexWriter open(const Generation& generation);
  static IndexWriter adopt(NewGeneration filled);
  ~IndexWriter();
  IndexWriter(IndexWriter&&) noexcept;

  /// Everything that is indexed, uncommitted changes included; sorted by path.
  std::vector<IndexedFile> files() const;
  std::optional<IndexedFile> find(std::string_view path) const;
  std::vector<IndexedFile> files_wanting(std::string_view wanted_id) const;

  /// Ids that several files want, and those that no file may have (is_reserved_id).
  std::vector<std::string> contested_ids() const;

  /// As stored. The file is in the index.
  Postmortem postmortem(std::string_view path) const;

  /// Adds the file or replaces it. The document is one that why_refused lets pass.
  void put(const PreparedDocument& prepared);

  /// False when the file is not in the index.
  bool remove(std::string_view path);

  /// As of the last commit, but for files_with_problems, which is up to date.
  const IndexStats& stats() const;

  /// Bytes of records that no document points at any more, and of those that one does.
  std::uint64_t garbage_bytes() const;
  std::uint64_t record_bytes() const;

  /// Makes all changes durable and visible at once, with `stats` (whose files_with_problems is
  /// counted here).
  void commit(IndexStats stats);

 private:
  class Impl;
  explicit IndexWriter(std::unique_ptr<Impl> impl);

  std::unique_ptr<Impl> impl_;
};

/// Writes a small database of its own for merge_segments. Not durable. Safe to call from several
/// threads for different folders.
void write_segment(const std::filesystem::path& folder,
                   const std::vector<IndexDocument>& documents);

/// Joins segments into one database; document numbers follow the order of `segments`. None gives
/// an empty database.
void merge_segments(const std::vector<std::filesystem::path>& segments,
                    const std::filesystem::path& result);

/// More than this are merged in groups: each keeps four files open, and 1,024 is a common limit.
inline constexpr std::size_t kMaxSegmentsPerMerge = 200;

}  // namespace dejavu
