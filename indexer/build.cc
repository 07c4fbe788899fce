// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/build.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/base/error.h"
#include "core/git/indexed_commit.h"
#include "core/secrets/mask.h"
#include "indexer/identity.h"
#include "indexer/index_writer.h"
#include "indexer/scan.h"
#include "indexer/segments.h"

namespace dejavu {
namespace {

/// A new generation; unless it is switched to, its folder goes away.
class Attempt {
 public:
  explicit Attempt(const IndexJob& job)
      : index_dir_(job.settings.index), generation_(create_generation(index_dir_, job.now)) {}
  ~Attempt() {
    if (switched()) return;
    std::error_code ignored;  // gc finds what stays behind
    std::filesystem::remove_all(generation_.folder(), ignored);
  }
  Attempt(const Attempt&) = delete;
  Attempt& operator=(const Attempt&) = delete;

  const Generation& generation() const { return generation_; }

 private:
  /// Asks the disk: a switch that failed half-way may have moved the pointer, and then this
  /// generation is the index.
  bool switched() const {
    try {
      const auto current = current_generation(index_dir_);
      return current && current->name() == generation_.name();
    } catch (const Error&) {
      return true;  // unknown: keep it
    }
  }

  std::filesystem::path index_dir_;
  Generation generation_;
};

struct Settled {
  IndexStats stats;
  Reports reports;
};

/// Ids that clash, stats and first commit.
Settled settle(const IndexJob& job, NewGeneration filled) {
  const IndexStats stats = filled.stats;
  IndexWriter writer = IndexWriter::adopt(std::move(filled));
  const std::vector<std::string> contested = writer.contested_ids();
  Preparer preparer(job.thesaurus);
  Reports reports = settle_ids(writer, preparer, {contested.begin(), contested.end()});
  writer.commit(stats);
  return {writer.stats(), std::move(reports)};
}

std::vector<WalkProblem> joined(std::vector<WalkProblem> a, std::vector<WalkProblem> b) {
  a.insert(a.end(), std::make_move_iterator(b.begin()), std::make_move_iterator(b.end()));
  std::ranges::sort(a, {}, &WalkProblem::path);
  return a;
}

}  // namespace

Summary build_index(const IndexJob& job) {
  create_index_dir(job.settings.index);
  const WriteLock lock(job.settings.index, "dejavu-index build", job.now);
  return build_index(job, lock);
}

Summary build_index(const IndexJob& job, const WriteLock&) {
  Scan scan = scan_corpus(job.settings);
  job.progress->files_total = scan.paths.size();
  const Attempt attempt(job);
  const Generation& generation = attempt.generation();
  Segments segments = write_segments(job, generation, scan.paths);
  if (job.interrupted()) return {.interrupted = true};

  job.progress->merging = true;
  join_segments(generation, std::move(segments.folders));
  generation.write_format();
  IndexStats stats = {.corpus = job.settings.corpus.string(),
                      .built_at = job.now,
                      .updated_at = job.now,
                      .files_with_problems = segments.files_with_problems,
                      .unread = joined(std::move(scan.unread), std::move(segments.unread)),
                      .thesaurus = thesaurus_fingerprint(job),
                      .masking = masking_version(job.settings.allowed_secrets)};
  Settled settled =
      settle(job, {generation, std::move(segments.records), std::move(segments.forward),
                   std::move(stats), segments.record_bytes});
  if (job.interrupted()) return {.interrupted = true};

  forget_indexed_commit(job.settings.index);
  switch_to(job.settings.index, generation);
  remove_unpointed(job.settings.index);
  if (job.keep_diagnostics) settled.reports.merge(segments.reports);
  return {.indexed = segments.indexed,
          .source_bytes = segments.source_bytes,
          .stats = std::move(settled.stats),
          .reports = std::move(settled.reports)};
}

}  // namespace dejavu
