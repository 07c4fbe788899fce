// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/corpus_lag.h"

#include <sys/stat.h>

#include <map>
#include <set>

#include "core/base/files.h"
#include "indexer/scan.h"
#include "indexer/stored_documents.h"

namespace dejavu {
namespace {

/// A file that cannot be looked at is taken for new: reading it says more.
bool is_newer(const Settings& settings, const std::string& path, Instant updated_at) {
  struct stat status = {};
  if (::stat((settings.corpus / path).c_str(), &status) != 0) return true;
  return status.st_mtim.tv_sec >= updated_at.time_since_epoch().count();
}

}  // namespace

CorpusLag corpus_lag(const Settings& settings, Reader& reader, Compare compare) {
  const Scan scan = scan_corpus(settings);
  const IndexStats& stats = reader.info().stats;
  std::map<std::string, std::string> hashes = indexed_hashes(reader);
  std::set<std::string> unread;
  for (const WalkProblem& problem : stats.unread) unread.insert(problem.path);
  CorpusLag lag;
  for (const std::string& path : scan.paths) {
    const auto indexed = hashes.extract(path);
    if (!indexed) {
      if (!unread.contains(path)) lag.added.push_back(path);
      continue;
    }
    if (compare == Compare::kNewerFiles && !is_newer(settings, path, stats.updated_at)) continue;
    const SourceFile file = read_source(settings, path);
    if (!file.bytes || content_hash(*file.bytes) != indexed.mapped()) lag.changed.push_back(path);
  }
  for (const auto& [path, hash] : hashes) lag.removed.push_back(path);
  return lag;
}

}  // namespace dejavu
