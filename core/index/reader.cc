// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/error.h"
#include "core/index/layout.h"
#include "core/index/record_store.h"
#include "core/index/schema.h"
#include "core/index/stored.h"
#include "core/index/xapian_access.h"

namespace dejavu {
namespace {

/// A build would have to replace the index this often between two system calls of ours.
constexpr int kMaxOpenAttempts = 10;

/// One generation, opened. Readers that have it open keep it when it is removed.
struct OpenGeneration {
  std::string name;
  XapianAccess access;
  RecordReader records;
  ForwardIndex forward;
  std::uint64_t forward_revision = 0;  // `forward` is of this one
};

Generation current_or_throw(const std::filesystem::path& index_dir) {
  if (auto current = current_generation(index_dir)) return *std::move(current);
  throw Error(ErrorKind::kNotFound, fmt::format("There is no index in {}.", index_dir.string()),
              "Build one with: dejavu-index build --corpus DIR --index DIR");
}

struct Revision {
  std::uint64_t number = 0;
  ForwardEnds ends;
};

Revision revision_of(const Xapian::Database& database) {
  return {database.get_revision(), decode_ends(database.get_metadata(std::string(kForwardKey)))};
}

OpenGeneration open(const Generation& generation) {
  generation.check_format();
  try {
    XapianAccess access(Xapian::Database(generation.database().string()));
    const Revision revision = access.read(revision_of);
    return {generation.name(), std::move(access), RecordReader(generation.records()),
            ForwardIndex(generation.forward(), revision.ends), revision.number};
  } catch (const Xapian::Error& error) {
    throw translate(error);
  }
}

bool is_current(const std::filesystem::path& index_dir, const std::string& name) {
  const auto now = current_generation(index_dir);
  return now && now->name() == name;
}

/// The current generation. It may be replaced and removed between reading the pointer and opening
/// its files, and the engine takes some files that are gone for empty ones. The pointer moves
/// before anything is removed: a generation that is still current when it is open had all its
/// files, and keeps them. Otherwise the next one is tried.
OpenGeneration open_current(const std::filesystem::path& index_dir) {
  for (int attempt = 1;; ++attempt) {
    const Generation generation = current_or_throw(index_dir);
    try {
      OpenGeneration opened = open(generation);
      if (is_current(index_dir, generation.name())) return opened;
    } catch (const Error&) {
      if (is_current(index_dir, generation.name()) || attempt == kMaxOpenAttempts) throw;
    }
    if (attempt == kMaxOpenAttempts) {
      throw Error(ErrorKind::kUnavailable, "The index is being replaced again and again.",
                  "Ask again.");
    }
  }
}

IndexInfo info_of(OpenGeneration& generation) {
  IndexInfo info = generation.access.read([](const Xapian::Database& database) {
    IndexInfo read;
    read.revision = database.get_revision();
    read.documents = database.get_doccount();
    const std::string stats = database.get_metadata(std::string(kStatsKey));
    if (!stats.empty()) read.stats = decode_stats(stats);
    return read;
  });
  info.generation = generation.name;
  return info;
}

struct NewestFirst {
  std::uint64_t revision = 0;
  std::vector<DocId> docs;
};

NewestFirst newest_first_of(const Xapian::Database& database, const ForwardIndex& forward) {
  struct Row {
    std::int64_t started_at;
    std::string id;
    DocId doc;
  };
  std::vector<Row> rows;
  rows.reserve(database.get_doccount());
  // A stream of values is read once from end to end; asking document by document costs ten times
  // as much.
  for (auto id = database.valuestream_begin(kIdSlot); id != database.valuestream_end(kIdSlot);
       ++id) {
    rows.push_back({forward.facts(id.get_docid()).started_at, *id, id.get_docid()});
  }
  std::ranges::sort(rows, [](const Row& a, const Row& b) {
    return a.started_at != b.started_at ? a.started_at > b.started_at : a.id < b.id;
  });
  NewestFirst newest = {database.get_revision(), {}};
  newest.docs.reserve(rows.size());
  for (const Row& row : rows) newest.docs.push_back(row.doc);
  return newest;
}

}  // namespace

class Reader::Impl {
 public:
  explicit Impl(std::filesystem::path index_dir)
      : index_dir_(std::move(index_dir)), open_(open_current(index_dir_)), info_(info_of(open_)) {}

  bool refresh() {
    // A read that a commit had overtaken has reopened the database already: so look at the
    // revision itself and not only at what reopening says.
    if (!move_on() && revision() == info_.revision) return false;
    info_ = info_of(open_);
    return true;
  }

  std::optional<DocId> find_term(const std::string& term) {
    return open_.access.read([&](const Xapian::Database& database) -> std::optional<DocId> {
      const auto doc = database.postlist_begin(term);
      if (doc == database.postlist_end(term)) return std::nullopt;
      return *doc;
    });
  }

  RecordRef ref(DocId doc) {
    const ForwardIndex& index = forward();
    if (doc == 0 || doc > index.last()) {
      throw Error(ErrorKind::kNotFound, fmt::format("The index has no document {}.", doc),
                  "Ask again.");
    }
    return index.facts(doc).record;
  }

  const std::vector<DocId>& newest_first() {
    if (!newest_first_ || newest_first_->revision != revision()) {
      newest_first_ = open_.access.read([this](const Xapian::Database& database) {
        return newest_first_of(database, forward());
      });
    }
    return newest_first_->docs;
  }

  ForwardIndex& forward() {
    if (revision() != open_.forward_revision) {
      const Revision newest = open_.access.read(revision_of);
      open_.forward.extend(newest.ends);
      open_.forward_revision = newest.number;
    }
    return open_.forward;
  }

  const IndexInfo& info() const { return info_; }
  RecordReader& records() { return open_.records; }
  XapianAccess& access() { return open_.access; }

 private:
  bool move_on() {
    if (current_or_throw(index_dir_).name() == open_.name) {
      try {
        const bool changed = open_.access.reopen();
        if (!changed || is_current(index_dir_, open_.name)) return changed;
      } catch (const Error& error) {
        if (error.kind() != ErrorKind::kUnavailable) throw;
      }
    }
    open_ = open_current(index_dir_);
    newest_first_.reset();
    return true;
  }

  std::uint64_t revision() {
    return open_.access.read(
        [](const Xapian::Database& database) { return std::uint64_t{database.get_revision()}; });
  }

  std::filesystem::path index_dir_;
  OpenGeneration open_;
  IndexInfo info_;
  std::optional<NewestFirst> newest_first_;
};

Reader::Reader(std::filesystem::path index_dir)
    : impl_(std::make_unique<Impl>(std::move(index_dir))) {}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

bool Reader::refresh() { return impl_->refresh(); }
const IndexInfo& Reader::info() const { return impl_->info(); }

std::optional<DocId> Reader::find_id(std::string_view id) {
  return impl_->find_term(exact_term(kIdPrefix, id));
}

std::optional<DocId> Reader::find_path(std::string_view path) {
  return impl_->find_term(exact_term(kPathPrefix, path));
}

Card Reader::card(DocId doc) { return impl_->records().card(impl_->ref(doc)); }

Postmortem Reader::postmortem(DocId doc) { return impl_->records().postmortem(impl_->ref(doc)); }

const std::vector<DocId>& Reader::newest_first() { return impl_->newest_first(); }

XapianAccess& Reader::access() { return impl_->access(); }
ForwardIndex& Reader::forward() { return impl_->forward(); }

}  // namespace dejavu
