// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/verify.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/index/layout.h"
#include "indexer/stored_documents.h"
#include "indexer/verify_document.h"

namespace dejavu {
namespace {

/// A commit takes some milliseconds; a writer that commits within each of these looks is not
/// waited for.
constexpr int kMaxLooks = 3;

/// More lines help nobody: the mending is the same.
constexpr std::size_t kMaxDamageLines = 20;
constexpr std::size_t kMaxPathsShown = 20;

using Damage = std::vector<std::string>;

/// The engine's check opens files for writing, though it writes nothing.
bool may_check_database(const Generation& generation) {
  return ::access(generation.database().c_str(), W_OK) == 0;
}

Damage check_counts(const IndexInfo& info, std::size_t listed, std::size_t with_problems) {
  if (listed != info.documents) {
    return {fmt::format("The database has {} documents, but lists {}.", info.documents, listed)};
  }
  if (with_problems != info.stats.files_with_problems) {
    return {fmt::format("{} files have problems, but {} are noted.", with_problems,
                        info.stats.files_with_problems)};
  }
  return {};
}

Damage check_documents(Reader& reader, const IndexJob& job) {
  Preparer preparer(job.thesaurus);
  Damage damage;
  std::size_t with_problems = 0;
  const std::vector<DocId> docs = reader.newest_first();
  for (const DocId doc : docs) {
    SoundDocument found = check_document(reader, doc, preparer);
    if (!found.damage.empty()) damage.push_back(std::move(found.damage));
    if (found.has_problems) ++with_problems;
    if (damage.size() == kMaxDamageLines) return damage;
  }
  return damage.empty() ? check_counts(reader.info(), docs.size(), with_problems) : damage;
}

std::string why_other_settings(const IndexJob& job, const IndexStats& stats) {
  if (stats.thesaurus == thesaurus_fingerprint(job)) return {};
  return "the thesaurus is another one since";
}

Verification look(const Generation& generation, Reader& reader, const IndexJob& job) {
  const bool may_check = may_check_database(generation);
  Verification found = {.documents = reader.info().documents,
                        .damage = may_check ? engine_damage(generation) : Damage(),
                        .lag = corpus_lag(job.settings, reader, Compare::kAllFiles),
                        .other_settings = why_other_settings(job, reader.info().stats),
                        .engine_checked = may_check};
  // With another thesaurus every document would have other terms.
  if (!found.damage.empty() || !found.other_settings.empty()) return found;
  found.damage = check_documents(reader, job);
  return found;
}

/// Whether there was an index once: what is missing of it is damage then.
bool has_pointer(const Settings& settings) {
  try {
    return current_generation(settings.index).has_value();
  } catch (const Error&) {
    return true;
  }
}

/// The engine tells of a lost file as of one that may not be read.
bool lacks_database(const Settings& settings) {
  const auto current = current_generation(settings.index);
  return current && !std::filesystem::exists(current->database() / "postlist.glass");
}

/// Throws what is no damage.
Verification damaged_or_throw(const Settings& settings, const Error& error) {
  const ErrorKind kind = error.kind();
  const bool is_gap = (kind == ErrorKind::kNotFound && has_pointer(settings)) ||
                      (kind == ErrorKind::kIo && lacks_database(settings));
  if (kind != ErrorKind::kCorrupt && !is_gap) throw;
  return {.documents = 0, .damage = {error.what()}, .lag = {}, .other_settings = {}};
}

std::string paths_text(std::string_view what, const std::vector<std::string>& paths) {
  std::string text;
  for (std::size_t i = 0; i < std::min(paths.size(), kMaxPathsShown); ++i) {
    text += fmt::format("{}  {}\n", what, printable(paths[i]));
  }
  if (paths.size() > kMaxPathsShown) {
    text += fmt::format("{}  … and {} more\n", what, paths.size() - kMaxPathsShown);
  }
  return text;
}

std::string last_line(const Verification& found) {
  switch (verification_exit_code(found)) {
    case kExitCorrupt: {
      return "The index is damaged. Mend it with: dejavu-index build\n"
             "It answers as well as it can until the new one is there; nothing else is to be done.";
    }
    case kExitAnsweredNo: {
      return "The index is whole, but behind the corpus. Mend it with: dejavu-index update";
    }
    default: return "The index is whole, and agrees with the corpus.";
  }
}

}  // namespace

Verification verify_index(const IndexJob& job) {
  if (!std::filesystem::is_directory(job.settings.corpus)) {
    throw Error(ErrorKind::kNotFound, job.settings.corpus.string() + " is no folder",
                "Name the corpus with --corpus DIR.");
  }
  for (int looks = 1;; ++looks) {
    try {
      Reader reader(job.settings.index);
      const IndexInfo before = reader.info();
      Verification found = look(Generation(job.settings.index, before.generation), reader, job);
      if (found.damage.empty() || !reader.refresh() || looks == kMaxLooks) return found;
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::kUnavailable && looks < kMaxLooks) continue;
      return damaged_or_throw(job.settings, error);
    }
  }
}

int verification_exit_code(const Verification& found) {
  if (!found.damage.empty()) return kExitCorrupt;
  const bool agrees = found.lag.files() == 0 && found.other_settings.empty();
  return agrees ? kExitAnswered : kExitAnsweredNo;
}

std::string verification_text(const Verification& found) {
  std::string text;
  for (const std::string& damage : found.damage) text += fmt::format("damaged  {}\n", damage);
  if (!found.other_settings.empty()) text += fmt::format("settings  {}\n", found.other_settings);
  if (!found.engine_checked) text += "skipped  Xapian's own check: the index is read-only here\n";
  text += paths_text("new", found.lag.added);
  text += paths_text("changed", found.lag.changed);
  text += paths_text("removed", found.lag.removed);
  return text + fmt::format("{} documents; {}\n", found.documents, last_line(found));
}

}  // namespace dejavu
