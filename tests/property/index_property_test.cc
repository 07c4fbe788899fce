// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "core/index/reader.h"
#include "core/index/schema.h"
#include "indexer/build.h"
#include "tests/indexer/corpus_fixture.h"

namespace dejavu {
namespace {

/// Few paths and few ids, so that they clash often. The last id looks like one that a duplicate
/// was given.
const std::vector<std::string> kPaths = {"a.md", "b.md", "c.md", "sub/a.md", "sub/d.md", "z.md"};
const std::vector<std::string> kIds = {"PM-1", "PM-2", "PM-1~1a2b3c"};

enum class EditKind { kWrite, kRestrict, kRename, kRemove, kUpdateAll, kUpdateTouched };

struct Edit {
  EditKind kind = EditKind::kWrite;
  std::size_t path = 0;
  std::size_t other_path = 0;
  std::size_t id = 0;
  int title = 0;
};

void showValue(const Edit& edit, std::ostream& out) {
  out << fmt::format("{{kind {}, {} → {}, {}, title {}}}", static_cast<int>(edit.kind),
                     kPaths[edit.path], kPaths[edit.other_path], kIds[edit.id], edit.title);
}

/// Writing is as likely as everything else that changes files, or the corpus would stay empty.
rc::Gen<EditKind> any_kind() {
  return rc::gen::weightedElement<EditKind>({{6, EditKind::kWrite},
                                             {1, EditKind::kRestrict},
                                             {2, EditKind::kRename},
                                             {3, EditKind::kRemove},
                                             {2, EditKind::kUpdateAll},
                                             {2, EditKind::kUpdateTouched}});
}

rc::Gen<Edit> any_edit() {
  return rc::gen::build<Edit>(
      rc::gen::set(&Edit::kind, any_kind()),
      rc::gen::set(&Edit::path, rc::gen::inRange<std::size_t>(0, kPaths.size())),
      rc::gen::set(&Edit::other_path, rc::gen::inRange<std::size_t>(0, kPaths.size())),
      rc::gen::set(&Edit::id, rc::gen::inRange<std::size_t>(0, kIds.size())),
      rc::gen::set(&Edit::title, rc::gen::inRange(0, 3)));
}

/// Edits a corpus and remembers which paths it touched since the last update.
class Editor {
 public:
  explicit Editor(const CorpusFixture& corpus) : corpus_(corpus) {}

  void apply(const Edit& edit) {
    const std::string& path = kPaths[edit.path];
    const bool exists = std::filesystem::exists(corpus_.root() / path);
    switch (edit.kind) {
      case EditKind::kWrite: return write(path, text(edit));
      case EditKind::kRestrict: return write(path, "---\nvisibility: restricted\n---\n# Secret\n");
      case EditKind::kRename: return exists ? rename(path, kPaths[edit.other_path]) : void();
      case EditKind::kRemove: return exists ? remove(path) : void();
      case EditKind::kUpdateAll: return update_all();
      case EditKind::kUpdateTouched: return update_touched();
    }
  }

  void update_all() {
    corpus_.update();
    touched_.clear();
  }

 private:
  static std::string text(const Edit& edit) {
    return incident(kIds[edit.id], fmt::format("Title {}", edit.title), "2024-03-01");
  }

  void write(const std::string& path, const std::string& text) {
    corpus_.write(path, text);
    touched_.insert(path);
  }
  void remove(const std::string& path) {
    corpus_.remove(path);
    touched_.insert(path);
  }
  void rename(const std::string& from, const std::string& to) {
    corpus_.rename(from, to);
    touched_.insert({from, to});
  }
  void update_touched() {
    corpus_.update({touched_.begin(), touched_.end()});
    touched_.clear();
  }

  const CorpusFixture& corpus_;
  std::set<std::string> touched_;
};

/// What must be equal besides the documents.
struct Totals {
  std::uint32_t documents = 0;
  std::uint32_t files_with_problems = 0;
  std::vector<std::string> unread;

  bool operator==(const Totals&) const = default;
};

Totals totals(const std::filesystem::path& index_dir) {
  const Reader reader(index_dir);
  const IndexInfo& info = reader.info();
  return {info.documents, info.stats.files_with_problems, paths_of(info.stats.unread)};
}

std::filesystem::path rebuilt(const CorpusFixture& corpus) {
  IndexJob job = corpus.job();
  job.settings.index = corpus.scratch() / "rebuilt";
  build_index(job);
  return job.settings.index;
}

/// Words and facet values that any document has or had.
std::set<std::string> vocabulary(const std::filesystem::path& index_dir) {
  Reader reader(index_dir);
  std::set<std::string> vocabulary;
  for (const std::string_view word : reader.forward().words()) vocabulary.emplace(word);
  for (const FacetValue& value : reader.forward().facet_values()) {
    vocabulary.insert(fmt::format("{}:{}", value.facet, folded_value(value.value)));
  }
  return vocabulary;
}

RC_GTEST_PROP(IndexProperty, AnyUpdatesEqualARebuild, ()) {
  const auto edits = *rc::gen::container<std::vector<Edit>>(any_edit());
  const CorpusFixture corpus;
  corpus.build();
  Editor editor(corpus);
  for (const Edit& edit : edits) editor.apply(edit);
  editor.apply({.kind = EditKind::kUpdateTouched});
  const std::filesystem::path other = rebuilt(corpus);
  RC_ASSERT(differing(contents(corpus.index()), contents(other)).empty());
  RC_ASSERT(totals(corpus.index()) == totals(other));
  const auto words = vocabulary(other);
  RC_ASSERT(std::ranges::includes(vocabulary(corpus.index()), words));
}

RC_GTEST_PROP(IndexProperty, EveryIdBelongsToOneFile, ()) {
  const auto edits = *rc::gen::container<std::vector<Edit>>(any_edit());
  const CorpusFixture corpus;
  corpus.build();
  Editor editor(corpus);
  for (const Edit& edit : edits) editor.apply(edit);
  editor.update_all();
  Reader reader(corpus.index());
  std::set<std::string> ids;
  for (const auto& [path, id] : ids_by_path(corpus.index())) {
    RC_ASSERT(ids.insert(id).second);
    RC_ASSERT(reader.find_id(id) == reader.find_path(path));
  }
}

RC_GTEST_PROP(IndexProperty, OrderInWhichFilesCameIsForgotten, ()) {
  std::vector<std::size_t> order(kPaths.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t i = order.size() - 1; i > 0; --i) {
    std::swap(order[i], order[*rc::gen::inRange<std::size_t>(0, i + 1)]);
  }
  const CorpusFixture corpus;
  const CorpusFixture sorted;
  corpus.build();
  for (std::size_t i = 0; i < kPaths.size(); ++i) {
    const std::string text = incident(kIds[order[i] % kIds.size()], kPaths[order[i]], "");
    corpus.write(kPaths[order[i]], text);
    corpus.update({kPaths[order[i]]});
  }
  for (std::size_t i = 0; i < kPaths.size(); ++i) {
    sorted.write(kPaths[i], incident(kIds[i % kIds.size()], kPaths[i], ""));
  }
  sorted.build();
  RC_ASSERT(differing(contents(corpus.index()), contents(sorted.index())).empty());
}

}  // namespace
}  // namespace dejavu
