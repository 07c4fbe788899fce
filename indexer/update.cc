// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/update.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "core/base/corpus_path.h"
#include "core/base/error.h"
#include "core/git/indexed_commit.h"
#include "core/secrets/mask.h"
#include "indexer/build.h"
#include "indexer/identity.h"
#include "indexer/index_writer.h"
#include "indexer/scan.h"

namespace dejavu {
namespace {

/// A commit is atomic, so small updates are one. A large one is cut, or its memory would grow
/// with it.
constexpr std::size_t kMaxBatchBytes = std::size_t{64} << 20;

/// Changing a file costs about five times what building it costs, so when this part of many files
/// has changed, a build is faster.
constexpr std::size_t kRebuildAboveFiles = 1000;
constexpr std::size_t kRebuildAboveFraction = 5;

/// Records of replaced documents stay in their file until a build; it may double and then some.
constexpr std::uint64_t kMaxGarbageBytes = std::uint64_t{64} << 20;

/// What differs between the index and the corpus.
struct Changes {
  std::vector<std::string> changed;  // added ones too
  std::vector<std::string> removed;
  std::vector<WalkProblem> unread;  // of the whole corpus, but for what is in `changed`
  std::size_t unchanged = 0;
  std::size_t renamed = 0;
};

std::map<std::string, IndexedFile> by_path(std::vector<IndexedFile> files) {
  std::map<std::string, IndexedFile> result;
  for (IndexedFile& file : files) {
    std::string path = file.path;
    result.emplace(std::move(path), std::move(file));
  }
  return result;
}

/// Finds changes among `paths`, of which the index knows `known`; whatever of `known` is not among
/// `paths` is gone.
class Comparison {
 public:
  Comparison(const IndexJob& job, std::map<std::string, IndexedFile> known)
      : job_(job), known_(std::move(known)) {}

  Changes run(const std::vector<std::string>& paths) {
    for (const std::string& path : paths) {
      if (job_.interrupted()) break;
      compare(path);
      ++job_.progress->files_done;
    }
    std::multiset<std::string> gone;
    for (const auto& [path, file] : known_) {
      gone.insert(file.content_hash);
      changes_.removed.push_back(path);
    }
    for (const std::string& hash : added_) {
      const auto found = gone.find(hash);
      if (found == gone.end()) continue;
      gone.erase(found);
      ++changes_.renamed;
    }
    return std::move(changes_);
  }

 private:
  void compare(const std::string& path) {
    const SourceFile file = read_source(job_.settings, path);
    if (!file.bytes) {  // an indexed one stays in known_, and is removed
      changes_.unread.push_back({path, file.problem});
      return;
    }
    const std::string hash = content_hash(*file.bytes);
    const auto found = known_.find(path);
    if (found == known_.end()) {
      added_.push_back(hash);
      changes_.changed.push_back(path);
      return;
    }
    if (found->second.content_hash == hash) {
      ++changes_.unchanged;
    } else {
      changes_.changed.push_back(path);
    }
    known_.erase(found);
  }

  const IndexJob& job_;
  std::map<std::string, IndexedFile> known_;
  std::vector<std::string> added_;  // hashes
  Changes changes_;
};

/// Writes changes in batches, each of which leaves an index that is right in itself.
class ChangeWriter {
 public:
  ChangeWriter(const IndexJob& job, IndexWriter& writer)
      : job_(job), writer_(writer), preparer_(job.thesaurus) {}

  Summary run(Changes changes) {
    stats_ = writer_.stats();
    stats_.corpus = job_.settings.corpus.string();
    stats_.updated_at = job_.now;
    stats_.unread = std::move(changes.unread);
    for (const std::string& path : changes.removed) remove(path);
    for (const std::string& path : changes.changed) {
      if (job_.interrupted()) return {.interrupted = true};
      change(path);
      if (batch_bytes_ >= kMaxBatchBytes) commit();
    }
    if (job_.interrupted()) return {.interrupted = true};
    commit();
    summary_.unchanged = changes.unchanged;
    summary_.renamed = changes.renamed;
    summary_.indexed -= std::min(changes.renamed, summary_.indexed);
    summary_.removed = changes.removed.size() - changes.renamed;
    summary_.stats = writer_.stats();
    return std::move(summary_);
  }

 private:
  void remove(const std::string& path) {
    if (const auto known = writer_.find(path)) touched_.insert(known->wanted_id);
    writer_.remove(path);
  }

  void change(const std::string& path) {
    const auto known = writer_.find(path);
    if (known) touched_.insert(known->wanted_id);
    auto outcome = preparer_.prepare_file(job_.settings, path);
    if (auto* problem = std::get_if<WalkProblem>(&outcome)) {
      stats_.unread.push_back(std::move(*problem));
      if (known) writer_.remove(path);
      return;
    }
    auto& prepared = std::get<PreparedDocument>(outcome);
    writer_.put(prepared);
    touched_.insert(prepared.wanted_id);
    batch_bytes_ += prepared.frame.bytes.size();
    ++summary_.indexed;
    summary_.source_bytes += prepared.source_bytes;
    if (job_.keep_diagnostics) summary_.reports[path] = std::move(prepared.diagnostics);
  }

  void commit() {
    Reports settled = settle_ids(writer_, preparer_, touched_);
    if (job_.keep_diagnostics) {
      for (auto& [path, diagnostics] : settled) summary_.reports[path] = std::move(diagnostics);
    }
    std::ranges::sort(stats_.unread, {}, &WalkProblem::path);
    if (!touched_.empty()) forget_indexed_commit(job_.settings.index);
    writer_.commit(stats_);
    touched_.clear();
    batch_bytes_ = 0;
  }

  const IndexJob& job_;
  IndexWriter& writer_;
  Preparer preparer_;
  IndexStats stats_;
  Summary summary_;
  std::set<std::string> touched_;  // wanted ids
  std::size_t batch_bytes_ = 0;
};

/// Why the index must be built anew; absent when it can be updated.
std::optional<std::string> why_rebuild(const std::optional<Generation>& current) {
  if (!current) return "there is no index yet";
  try {
    current->check_format();
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::kVersion) return error.what();
    if (error.kind() == ErrorKind::kNotFound) return "the generation that CURRENT names is gone";
    throw;
  }
  return std::nullopt;
}

Summary rebuild(const IndexJob& job, const WriteLock& lock, std::string reason) {
  Summary summary = build_index(job, lock);
  summary.rebuilt_because = std::move(reason);
  return summary;
}

/// An update that nobody aimed at this corpus would empty the index of another one.
void check_corpus(const Settings& settings, const IndexStats& stats) {
  std::error_code failure;
  const bool same = stats.corpus == settings.corpus.string();
  if (same || settings.corpus_was_named || !std::filesystem::exists(stats.corpus, failure)) return;
  throw Error(ErrorKind::kInvalid,
              "The index in " + settings.index.string() + " belongs to the corpus " + stats.corpus +
                  ", not to " + settings.corpus.string() + ".",
              "Name the corpus with --corpus DIR.");
}

std::optional<std::string> why_build_is_cheaper(const Changes& changes) {
  const std::size_t differing = changes.changed.size() + changes.removed.size();
  const std::size_t all = changes.unchanged + differing;
  if (differing > kRebuildAboveFiles && differing > all / kRebuildAboveFraction) {
    return "much has changed";
  }
  return std::nullopt;
}

/// Calls `run` with a writer on the index, or builds when there is none that can be updated. `run`
/// may close the writer.
template <typename Run>
Summary with_current_index(const IndexJob& job, Run&& run) {
  create_index_dir(job.settings.index);
  const WriteLock lock(job.settings.index, "dejavu-index update", job.now);
  const std::optional<Generation> current = current_generation(job.settings.index);
  if (auto reason = why_rebuild(current)) return rebuild(job, lock, *std::move(reason));
  std::optional<IndexWriter> writer = IndexWriter::open(*current);
  check_corpus(job.settings, writer->stats());
  if (writer->stats().thesaurus != thesaurus_fingerprint(job)) {
    writer.reset();
    return rebuild(job, lock, "the thesaurus has changed");
  }
  if (writer->stats().masking != masking_version(job.settings.allowed_secrets)) {
    writer.reset();
    return rebuild(job, lock, "what is masked as a secret has changed");
  }
  if (writer->garbage_bytes() > writer->record_bytes() + kMaxGarbageBytes) {
    writer.reset();
    return rebuild(job, lock, "most of the stored records are of files that have changed since");
  }
  return run(writer, lock);
}

bool is_gone(const Settings& settings, const std::string& path) {
  std::error_code failure;
  return !std::filesystem::exists(std::filesystem::symlink_status(settings.corpus / path, failure));
}

bool is_link(const Settings& settings, const std::string& path) {
  std::error_code failure;
  return std::filesystem::is_symlink(settings.corpus / path, failure);
}

bool is_folder(const Settings& settings, const std::string& path) {
  std::error_code failure;
  return std::filesystem::is_directory(settings.corpus / path, failure);
}

/// Whether dejavu.toml has been touched since the index was brought up to date. The time of the
/// inode, because programs that copy files set the other one as they like.
bool has_newer_settings(const Settings& settings, Instant updated_at) {
  struct stat status = {};
  const std::filesystem::path file = settings.corpus / kSettingsFile;
  return ::stat(file.c_str(), &status) == 0 &&
         status.st_ctim.tv_sec >= updated_at.time_since_epoch().count();
}

/// What stands where several paths were named.
struct NamedFiles {
  std::vector<std::string> wanted;           // to be read
  std::map<std::string, IndexedFile> known;  // what the index has of them
  std::vector<WalkProblem> unread;
  std::vector<std::string> folders;
};

bool is_below(std::string_view path, std::string_view folder) {
  return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

bool is_below_any(const std::string& path, const std::vector<std::string>& folders) {
  return std::ranges::any_of(folders,
                             [&](const std::string& folder) { return is_below(path, folder); });
}

/// A name that is nothing now, and was no file, may have been a folder.
NamedFiles find_named(const IndexJob& job, const IndexWriter& writer,
                      const std::vector<std::string>& paths) {
  NamedFiles named;
  for (const std::string& path : paths) {
    auto file = writer.find(path);
    const bool folder = is_folder(job.settings, path);
    if (folder || (!file && is_gone(job.settings, path))) named.folders.push_back(path);
    if (file) named.known.emplace(path, *std::move(file));
    if (!folder && belongs_to_corpus(job.settings, path)) named.wanted.push_back(path);
    if (!folder) continue;
    Scan scan = scan_folder(job.settings, path);
    std::ranges::move(scan.paths, std::back_inserter(named.wanted));
    std::ranges::move(scan.unread, std::back_inserter(named.unread));
  }
  if (named.folders.empty()) return named;
  for (IndexedFile& file : writer.files()) {
    std::string path = file.path;
    if (is_below_any(path, named.folders)) named.known.emplace(std::move(path), std::move(file));
  }
  std::ranges::sort(named.wanted);
  named.wanted.erase(std::unique(named.wanted.begin(), named.wanted.end()), named.wanted.end());
  return named;
}

/// `writer` may be closed.
Summary update_all(const IndexJob& job, std::optional<IndexWriter>& writer, const WriteLock& lock) {
  Scan scan = scan_corpus(job.settings);
  job.progress->files_total = scan.paths.size();
  Changes changes = Comparison(job, by_path(writer->files())).run(scan.paths);
  if (job.interrupted()) return Summary{.interrupted = true};
  if (auto reason = why_build_is_cheaper(changes)) {
    writer.reset();
    return rebuild(job, lock, *std::move(reason));
  }
  changes.unread.insert(changes.unread.end(), scan.unread.begin(), scan.unread.end());
  return ChangeWriter(job, *writer).run(std::move(changes));
}

Summary update_named(const IndexJob& job, IndexWriter& writer,
                     const std::vector<std::string>& paths) {
  NamedFiles named = find_named(job, writer, paths);
  job.progress->files_total = named.wanted.size();
  Changes changes = Comparison(job, std::move(named.known)).run(named.wanted);
  if (job.interrupted()) return Summary{.interrupted = true};
  std::erase_if(changes.unread,
                [&](const WalkProblem& problem) { return is_gone(job.settings, problem.path); });
  std::ranges::move(named.unread, std::back_inserter(changes.unread));
  for (const WalkProblem& problem : writer.stats().unread) {
    const bool looked_at = std::ranges::binary_search(paths, problem.path) ||
                           is_below_any(problem.path, named.folders);
    if (!looked_at) changes.unread.push_back(problem);
  }
  return ChangeWriter(job, writer).run(std::move(changes));
}

/// Why naming files is not enough; empty when it is.
std::string why_all(const IndexJob& job, const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    if (path == ".") return "the whole corpus was named";
    if (path == kSettingsFile) return fmt::format("{} has changed", kSettingsFile);
    // Which links are followed depends on all other files.
    if (is_link(job.settings, path)) return fmt::format("{} is a link", path);
    if (is_folder(job.settings, path) && has_link_below(job.settings, path)) {
      return fmt::format("there is a link in {}", path);
    }
  }
  return {};
}

Summary with_reason(Summary summary, std::string reason) {
  if (summary.rebuilt_because.empty()) summary.all_read_because = std::move(reason);
  return summary;
}

}  // namespace

Summary update_index(const IndexJob& job) {
  return with_current_index(job, [&](std::optional<IndexWriter>& writer, const WriteLock& lock) {
    return update_all(job, writer, lock);
  });
}

Summary update_files(const IndexJob& job, const std::vector<std::string>& paths) {
  if (std::string reason = why_all(job, paths); !reason.empty()) {
    return with_reason(update_index(job), std::move(reason));
  }
  return with_current_index(job, [&](std::optional<IndexWriter>& writer, const WriteLock& lock) {
    if (has_newer_settings(job.settings, writer->stats().updated_at)) {
      return with_reason(update_all(job, writer, lock),
                         fmt::format("{} has changed", kSettingsFile));
    }
    return update_named(job, *writer, paths);
  });
}

}  // namespace dejavu
