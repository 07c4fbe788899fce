// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/status.h"

#include <fmt/format.h>

#include <charconv>
#include <filesystem>

#include "core/base/error.h"
#include "core/git/git.h"
#include "core/git/indexed_commit.h"
#include "core/index/layout.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

/// Of all regular files below a folder; files that vanish meanwhile count nothing.
std::uint64_t bytes_below(const fs::path& folder) {
  std::uint64_t bytes = 0;
  std::error_code failure;
  for (fs::recursive_directory_iterator entry(folder, failure), end; !failure && entry != end;
       entry.increment(failure)) {
    std::error_code vanished;
    const std::uintmax_t size = entry->file_size(vanished);
    if (!vanished) bytes += size;
  }
  return bytes;
}

/// An index that is named alone, from anywhere, says nothing about the folder where that was done.
std::optional<CorpusLag> lag_of(const Settings& settings, Reader& reader) {
  std::error_code failure;
  if (!fs::equivalent(settings.corpus, reader.info().stats.corpus, failure)) return std::nullopt;
  return corpus_lag(settings, reader, Compare::kNewerFiles);
}

std::optional<int> commits_between(const Settings& settings, const std::string& commit) {
  try {
    const auto line = git_line({.folder = settings.corpus},
                               {.words = {"rev-list", "--count", commit + "..HEAD"}});
    int count = 0;
    if (!line) return std::nullopt;
    const auto [end, failure] = std::from_chars(line->data(), line->data() + line->size(), count);
    return failure == std::errc() ? std::optional(count) : std::nullopt;
  } catch (const Error&) {
    return std::nullopt;  // no Git: nobody knows
  }
}

std::optional<HookStatus> hook_of(const Settings& settings) {
  const auto commit = indexed_commit(settings.index);
  if (!commit) return std::nullopt;
  return HookStatus{.commit = *commit, .commits_since = commits_between(settings, *commit)};
}

}  // namespace

Status read_status(const Settings& settings) {
  Status status;
  status.index_dir = settings.index.string();
  status.writer = lock_holder(settings.index);
  if (!current_generation(settings.index) && status.writer) {
    throw Error(ErrorKind::kNotFound,
                fmt::format("There is no index in {} yet.", settings.index.string()),
                fmt::format("It is being written by {}.", describe(*status.writer)));
  }
  Reader reader(settings.index);
  status.info = reader.info();
  status.disk_bytes = bytes_below(settings.index);
  status.lag = lag_of(settings, reader);
  status.hook = hook_of(settings);
  return status;
}

}  // namespace dejavu
