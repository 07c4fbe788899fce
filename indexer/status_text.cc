// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include "core/base/text.h"
#include "core/base/time_words.h"
#include "indexer/report.h"
#include "indexer/status.h"

namespace dejavu {
namespace {

constexpr double kBytesPerMegabyte = 1e6;

std::string lag_text(const Status& status) {
  if (!status.lag) return "unknown: name the corpus with --corpus DIR";
  if (status.lag->files() == 0) return "none";
  return fmt::format("{} new, {} changed, {} removed since; dejavu-index update",
                     status.lag->added.size(), status.lag->changed.size(),
                     status.lag->removed.size());
}

std::string hook_text(const Status& status) {
  if (!status.hook) return "none";
  const std::string commit = status.hook->commit.substr(0, 12);
  if (!status.hook->commits_since) return fmt::format("as of commit {}", commit);
  return fmt::format("as of commit {}, {} commits behind HEAD", commit,
                     *status.hook->commits_since);
}

}  // namespace

std::string status_text(const Status& status, Instant now) {
  const IndexStats& stats = status.info.stats;
  return fmt::format(
             "index       {}\n"
             "generation  {}, revision {}\n"
             "documents   {}\n"
             "corpus      {}\n"
             "built       {}\n"
             "updated     {} ({})\n"
             "lag         {}\n"
             "hook        {}\n"
             "disk        {:.1f} MB\n"
             "problems    {} indexed files have warnings or errors\n"
             "writer      {}\n"
             "unread      {} files\n",
             printable(status.index_dir), status.info.generation, status.info.revision,
             status.info.documents, printable(stats.corpus), format_instant(stats.built_at),
             format_instant(stats.updated_at), age_words(stats.updated_at, now), lag_text(status),
             hook_text(status), static_cast<double>(status.disk_bytes) / kBytesPerMegabyte,
             stats.files_with_problems,
             status.writer ? printable(describe(*status.writer)) : "none", stats.unread.size()) +
         unread_text(stats.unread, "  ");
}

}  // namespace dejavu
