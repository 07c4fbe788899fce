// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/index_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <future>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/index/packing.h"
#include "core/index/schema.h"
#include "core/index/stored.h"
#include "core/index/xapian_access.h"
#include "indexer/identity.h"

namespace dejavu {
namespace {

/// Glass refuses keys over 255 bytes: the term, with each NUL doubled, and up to 10 of its own.
constexpr std::size_t kMaxEscapedTermBytes = 245;

/// What the writer must know about the records, committed with the documents that have them.
struct WriterState {
  std::uint64_t end_offset = 0;
  std::uint64_t record_bytes = 0;
};

std::string encode_state(const WriterState& state) {
  Packer packer;
  packer(state.end_offset, state.record_bytes);
  return packer.take();
}

WriterState decode_state(std::string_view bytes) {
  WriterState state;
  Unpacker unpacker(bytes);
  unpacker(state.end_offset, state.record_bytes);
  unpacker.finish();
  return state;
}

/// Runs `use` and translates what the engine throws.
template <typename Use>
auto engine(Use&& use) {
  try {
    return use();
  } catch (const Xapian::Error& error) {
    throw translate(error);
  }
}

Xapian::Document to_xapian(const IndexDocument& document) {
  Xapian::Document result;
  for (const DocumentTerm& term : document.terms) {
    result.add_term(term.term, term.count);
  }
  for (const auto& [slot, value] : document.values) result.add_value(slot, value);
  return result;
}

IndexedFile indexed_file(const Xapian::Document& document) {
  return {document.get_value(kPathSlot), document.get_value(kContentHashSlot),
          document.get_value(kWantedIdSlot), document.get_value(kIdSlot)};
}

/// The engine takes a table that it cannot open for one that nothing was written to, and joins the
/// others without a word.
void check_term_lists(const Xapian::Database& database,
                      const std::vector<Xapian::docid>& documents) {
  try {
    for (const Xapian::docid document : documents) database.termlist_begin(document);
  } catch (const Xapian::Error& error) {
    throw Error(ErrorKind::kIo,
                fmt::format("cannot read a part of the new index back: {}", error.get_msg()),
                "Look for disk errors in the kernel's log and at `ulimit -n`, then run it again.");
  }
}

std::size_t escaped_bytes(std::string_view term) {
  return term.size() + static_cast<std::size_t>(std::ranges::count(term, '\0'));
}

}  // namespace

std::optional<std::string> why_refused(const IndexDocument& document) {
  for (const DocumentTerm& term : document.terms) {
    if (term.term.empty()) return "It has an empty index term.";
    if (escaped_bytes(term.term) > kMaxEscapedTermBytes) {
      return fmt::format("It has an index term of {} bytes; {} are possible.",
                         escaped_bytes(term.term), kMaxEscapedTermBytes);
    }
  }
  return std::nullopt;
}

class IndexWriter::Impl {
 public:
  explicit Impl(const Generation& generation)
      : database_(generation.database().string(), Xapian::DB_OPEN),
        state_(decode_state(database_.get_metadata(std::string(kWriterStateKey)))),
        appender_(RecordAppender::open(generation.records(), state_.end_offset)),
        reader_(generation.records()),
        forward_(ForwardAppender::open(
            generation.forward(), decode_ends(database_.get_metadata(std::string(kForwardKey))))),
        stats_(decode_stats(database_.get_metadata(std::string(kStatsKey)))),
        synced_folder_(generation.database()) {
    begin();
  }

  // The generation is made durable as a whole before anything points at it: no syncing here.
  explicit Impl(NewGeneration filled)
      : database_(filled.generation.database().string(), Xapian::DB_OPEN | Xapian::DB_NO_SYNC),
        state_{filled.records.end_offset(), filled.record_bytes},
        appender_(std::move(filled.records)),
        reader_(filled.generation.records()),
        forward_(std::move(filled.forward)),
        stats_(std::move(filled.stats)) {
    begin();
  }

  std::vector<IndexedFile> files() const {
    std::vector<IndexedFile> files;
    for (const Xapian::docid doc : documents({})) {
      files.push_back(indexed_file(database_.get_document(doc)));
    }
    std::ranges::sort(files, {}, &IndexedFile::path);
    return files;
  }

  std::vector<IndexedFile> files_with(const std::string& term) const {
    std::vector<IndexedFile> files;
    for (const Xapian::docid doc : documents(term)) {
      files.push_back(indexed_file(database_.get_document(doc)));
    }
    std::ranges::sort(files, {}, &IndexedFile::path);
    return files;
  }

  std::vector<std::string> contested_ids() const {
    std::vector<std::string> ids;
    const std::string prefix(kWantedIdPrefix);
    const auto end = database_.allterms_end(prefix);
    for (auto term = database_.allterms_begin(prefix); term != end; ++term) {
      const Xapian::docid doc = *database_.postlist_begin(*term);
      const std::string id = database_.get_document(doc).get_value(kWantedIdSlot);
      if (term.get_termfreq() > 1 || is_reserved_id(id)) ids.push_back(id);
    }
    return ids;
  }

  std::optional<Xapian::docid> find(std::string_view path) const {
    const std::string term = exact_term(kPathPrefix, path);
    const auto doc = database_.postlist_begin(term);
    if (doc == database_.postlist_end(term)) return std::nullopt;
    return *doc;
  }

  void put(const PreparedDocument& prepared) {
    if (const auto reason = why_refused(prepared.document)) {
      throw Error(ErrorKind::kInvalid, prepared.path + ": " + *reason, "Leave the file out.");
    }
    const auto old = find(prepared.path);
    if (old) forget(*old);
    const RecordRef ref = appender_.append(prepared.frame);
    state_.record_bytes += frame_bytes(ref);
    if (prepared.has_problems) ++stats_.files_with_problems;
    const UnnumberedDocument placed = forward_.place(prepared.document.forward, ref);
    // Under its old number the engine writes only what differs; under a new one, every block that a
    // term of the document stands in, twenty times as much.
    if (old) {
      forward_.replace(*old, placed);
      database_.replace_document(*old, to_xapian(prepared.document));
    } else {
      database_.replace_document(forward_.number(placed), to_xapian(prepared.document));
    }
  }

  bool remove(std::string_view path) {
    const auto old = find(path);
    if (!old) return false;
    forget(*old);
    database_.delete_document(*old);
    return true;
  }

  void commit(IndexStats stats) {
    stats.files_with_problems = stats_.files_with_problems;
    state_.end_offset = appender_.end_offset();
    database_.set_metadata(std::string(kStatsKey), encode_stats(stats));
    database_.set_metadata(std::string(kWriterStateKey), encode_state(state_));
    // Before anything points at what was appended; both at once, which is waiting once.
    std::future<void> records = std::async(std::launch::async, [this] { appender_.sync(); });
    const ForwardEnds ends = forward_.sync();
    records.get();
    database_.set_metadata(std::string(kForwardKey), encode_ends(ends));
    database_.commit_transaction();
    // The engine's commit is a rename; it syncs the file, but not the folder that has its name.
    if (!synced_folder_.empty()) sync_path(synced_folder_);
    database_.begin_transaction();
    stats_ = std::move(stats);
  }

  Postmortem postmortem(std::string_view path) {
    const auto doc = find(path);
    if (!doc) {
      throw Error(ErrorKind::kNotFound, fmt::format("{} is not in the index.", path),
                  "Rebuild the index with: dejavu-index build");
    }
    return reader_.postmortem(forward_.record(*doc));
  }

  IndexedFile file(Xapian::docid doc) const { return indexed_file(database_.get_document(doc)); }
  const IndexStats& stats() const { return stats_; }
  std::uint64_t record_bytes() const { return state_.record_bytes; }
  std::uint64_t end_offset() const { return appender_.end_offset(); }

 private:
  /// Numbers are given by the forward index; the engine must have no other ones.
  void begin() {
    if (database_.get_lastdocid() > forward_.last()) {
      throw Error(ErrorKind::kCorrupt, "The index is damaged: documents lack their facts.",
                  "Rebuild it with: dejavu-index build");
    }
    database_.begin_transaction();
  }

  std::vector<Xapian::docid> documents(const std::string& term) const {
    return {database_.postlist_begin(term), database_.postlist_end(term)};
  }

  /// The counts no longer include the document.
  void forget(Xapian::docid doc) {
    const RecordRef ref = forward_.record(doc);
    state_.record_bytes -= frame_bytes(ref);
    if (reader_.card(ref).problems > 0) --stats_.files_with_problems;
  }

  Xapian::WritableDatabase database_;  // always inside a transaction: no implicit commits
  WriterState state_;
  RecordAppender appender_;
  RecordReader reader_;
  ForwardAppender forward_;
  IndexStats stats_;
  std::filesystem::path synced_folder_;  // empty for a generation that is synced as a whole
};

IndexWriter::IndexWriter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
IndexWriter::~IndexWriter() = default;
IndexWriter::IndexWriter(IndexWriter&&) noexcept = default;

IndexWriter IndexWriter::open(const Generation& generation) {
  generation.check_format();
  return engine([&] { return IndexWriter(std::make_unique<Impl>(generation)); });
}

IndexWriter IndexWriter::adopt(NewGeneration filled) {
  return engine([&] { return IndexWriter(std::make_unique<Impl>(std::move(filled))); });
}

std::vector<IndexedFile> IndexWriter::files() const {
  return engine([&] { return impl_->files(); });
}

std::optional<IndexedFile> IndexWriter::find(std::string_view path) const {
  return engine([&]() -> std::optional<IndexedFile> {
    const auto doc = impl_->find(path);
    if (!doc) return std::nullopt;
    return impl_->file(*doc);
  });
}

std::vector<IndexedFile> IndexWriter::files_wanting(std::string_view wanted_id) const {
  return engine([&] { return impl_->files_with(exact_term(kWantedIdPrefix, wanted_id)); });
}

std::vector<std::string> IndexWriter::contested_ids() const {
  return engine([&] { return impl_->contested_ids(); });
}

Postmortem IndexWriter::postmortem(std::string_view path) const {
  return engine([&] { return impl_->postmortem(path); });
}

void IndexWriter::put(const PreparedDocument& prepared) {
  engine([&] { impl_->put(prepared); });
}

bool IndexWriter::remove(std::string_view path) {
  return engine([&] { return impl_->remove(path); });
}

void IndexWriter::commit(IndexStats stats) {
  engine([&] { impl_->commit(std::move(stats)); });
}

const IndexStats& IndexWriter::stats() const { return impl_->stats(); }
std::uint64_t IndexWriter::record_bytes() const { return impl_->record_bytes(); }
std::uint64_t IndexWriter::garbage_bytes() const {
  return impl_->end_offset() - std::min(impl_->end_offset(), impl_->record_bytes());
}

void write_segment(const std::filesystem::path& folder,
                   const std::vector<IndexDocument>& documents) {
  engine([&] {
    Xapian::WritableDatabase segment(folder.string(),
                                     Xapian::DB_CREATE | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS);
    for (const IndexDocument& document : documents) segment.add_document(to_xapian(document));
    segment.commit();
  });
}

void merge_segments(const std::vector<std::filesystem::path>& segments,
                    const std::filesystem::path& result) {
  engine([&] {
    if (segments.empty()) {
      Xapian::WritableDatabase(result.string(), Xapian::DB_CREATE | Xapian::DB_NO_SYNC).commit();
      return;
    }
    Xapian::Database sources;
    std::vector<Xapian::docid> last_documents;  // of each segment, as numbered in the result
    for (const auto& folder : segments) {
      const Xapian::Database segment(folder.string());
      const Xapian::docid before = last_documents.empty() ? 0 : last_documents.back();
      last_documents.push_back(before + segment.get_lastdocid());
      sources.add_database(segment);
    }
    // No DB_NO_SYNC here: it has the same bit as DBCOMPACT_NO_RENUMBER.
    sources.compact(result.string());
    check_term_lists(Xapian::Database(result.string()), last_documents);
  });
}

}  // namespace dejavu
