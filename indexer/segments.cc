// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/segments.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "core/base/error.h"
#include "indexer/index_writer.h"
#include "indexer/prepare.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

/// Measured best between 50 and 1,000 on 100,000 files.
constexpr std::size_t kFilesPerSegment = 100;

/// Huge files get segments of their own size, so that memory stays bounded.
constexpr std::uint64_t kMaxSourceBytesPerSegment = std::uint64_t{4} << 20;

class SegmentWriters {
 public:
  SegmentWriters(const IndexJob& job, const Generation& generation,
                 const std::vector<std::string>& paths)
      : job_(job),
        generation_(generation),
        paths_(paths),
        result_{.records = RecordAppender::create(generation.records()),
                .forward = ForwardAppender::create(generation.forward())} {}

  Segments run() {
    run_threads();
    if (failure_) std::rethrow_exception(failure_);
    std::ranges::sort(result_.folders);
    std::ranges::sort(result_.unread, {}, &WalkProblem::path);
    return std::move(result_);
  }

 private:
  /// Documents that wait to become a segment.
  struct Pending {
    std::string name;
    std::vector<IndexDocument> documents;
    std::uint64_t source_bytes = 0;
  };

  using Unnumbered = std::vector<UnnumberedDocument>;

  void run_threads() {
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < std::max(1U, job_.threads); ++i) {
      threads.emplace_back([this] { run_thread(); });
    }
  }

  void run_thread() {
    try {
      Preparer preparer(job_.thesaurus);
      const std::size_t runs = (paths_.size() + kFilesPerSegment - 1) / kFilesPerSegment;
      for (std::size_t run = next_run_++; run < runs && !stopped(); run = next_run_++) {
        write_run(run, preparer);
      }
    } catch (...) {
      const std::scoped_lock lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
      failed_ = true;
    }
  }

  bool stopped() const { return failed_ || job_.interrupted(); }

  /// One run of files in path order; more than one segment when they are large.
  void write_run(std::size_t run, Preparer& preparer) {
    const std::size_t begin = run * kFilesPerSegment;
    const std::size_t end = std::min(begin + kFilesPerSegment, paths_.size());
    Pending pending;
    Unnumbered unnumbered;
    int part = 0;
    for (std::size_t i = begin; i < end && !stopped(); ++i) {
      pending.name = fmt::format("{:010}-{:03}", run, part);
      if (auto document = take_in(preparer.prepare_file(job_.settings, paths_[i]), pending)) {
        unnumbered.push_back(*std::move(document));
      }
      if (pending.source_bytes < kMaxSourceBytesPerSegment) continue;
      flush(std::exchange(pending, {}));
      ++part;
    }
    flush(pending);
    if (!stopped()) number(run, std::move(unnumbered));
  }

  /// What waits for its number; absent when the file is not indexed.
  std::optional<UnnumberedDocument> take_in(std::variant<PreparedDocument, WalkProblem> outcome,
                                            Pending& pending) {
    ++job_.progress->files_done;
    const std::scoped_lock lock(mutex_);
    if (auto* problem = std::get_if<WalkProblem>(&outcome)) {
      result_.unread.push_back(std::move(*problem));
      return std::nullopt;
    }
    auto& prepared = std::get<PreparedDocument>(outcome);
    const RecordRef ref = result_.records.append(prepared.frame);
    job_.progress->bytes_done += prepared.source_bytes;
    pending.source_bytes += prepared.source_bytes;
    ++result_.indexed;
    result_.source_bytes += prepared.source_bytes;
    result_.record_bytes += frame_bytes(ref);
    if (prepared.has_problems) ++result_.files_with_problems;
    if (job_.keep_diagnostics && !prepared.diagnostics.empty()) {
      result_.reports[prepared.path] = std::move(prepared.diagnostics);
    }
    ForwardDocument forward = std::exchange(prepared.document.forward, {});
    pending.documents.push_back(std::move(prepared.document));
    return result_.forward.place(std::move(forward), ref);
  }

  void flush(const Pending& pending) {
    if (pending.documents.empty()) return;
    const fs::path folder = generation_.segments() / pending.name;
    write_segment(folder, pending.documents);
    const std::scoped_lock lock(mutex_);
    result_.folders.push_back(folder);
  }

  /// Numbers follow the order of paths, as those of the joined segments do: runs that are done
  /// early wait for those before them.
  void number(std::size_t run, Unnumbered documents) {
    const std::scoped_lock lock(mutex_);
    waiting_.emplace(run, std::move(documents));
    for (auto first = waiting_.begin(); first != waiting_.end() && first->first == next_numbered_;
         first = waiting_.erase(first), ++next_numbered_) {
      for (const UnnumberedDocument& document : first->second) result_.forward.number(document);
    }
  }

  const IndexJob& job_;
  const Generation& generation_;
  const std::vector<std::string>& paths_;
  std::atomic<std::size_t> next_run_{0};
  std::atomic<bool> failed_{false};
  std::mutex mutex_;  // guards what follows
  std::exception_ptr failure_;
  std::map<std::size_t, Unnumbered> waiting_;  // by run
  std::size_t next_numbered_ = 0;              // the run whose turn it is
  Segments result_;
};

void remove_folders(const std::vector<fs::path>& folders) {
  for (const fs::path& folder : folders) {
    std::error_code failure;
    fs::remove_all(folder, failure);
    if (!failure) continue;
    throw Error(ErrorKind::kIo,
                fmt::format("cannot remove {}: {}", folder.string(), failure.message()),
                "Check the permissions of the index directory.");
  }
}

}  // namespace

Segments write_segments(const IndexJob& job, const Generation& generation,
                        const std::vector<std::string>& paths) {
  std::error_code ignored;  // without it the first segment cannot be created, and says so
  fs::create_directory(generation.segments(), ignored);
  return SegmentWriters(job, generation, paths).run();
}

void join_segments(const Generation& generation, std::vector<fs::path> folders) {
  for (int level = 1; folders.size() > kMaxSegmentsPerMerge; ++level) {
    std::vector<fs::path> joined;
    for (std::size_t begin = 0; begin < folders.size(); begin += kMaxSegmentsPerMerge) {
      const std::size_t end = std::min(begin + kMaxSegmentsPerMerge, folders.size());
      const std::vector<fs::path> group(folders.begin() + static_cast<std::ptrdiff_t>(begin),
                                        folders.begin() + static_cast<std::ptrdiff_t>(end));
      joined.push_back(generation.segments() / fmt::format("level-{}-{}", level, joined.size()));
      merge_segments(group, joined.back());
      remove_folders(group);
    }
    folders = std::move(joined);
  }
  merge_segments(folders, generation.database());
  remove_folders({generation.segments()});
}

}  // namespace dejavu
