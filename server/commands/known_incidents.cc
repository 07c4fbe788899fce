// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/commands/known_incidents.h"

#include <filesystem>
#include <map>
#include <memory>
#include <utility>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/postmortem/parse.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

/// About ten seconds of reading; a larger corpus has an index.
constexpr std::size_t kMostFilesRead = 20'000;

/// Beside an index: less than a second of reading for what was written since it was brought up to
/// date. In a larger corpus a relation to a file that is not indexed yet is said to lead nowhere.
constexpr std::size_t kMostFilesReadBesideIndex = 1'000;

using ById = std::multimap<std::string, KnownIncident, std::less<>>;

ById read_corpus(const Settings& settings) {
  ById incidents;
  for (const WalkedFile& file : walk_corpus(settings.corpus, settings.extensions).files) {
    if (incidents.size() >= kMostFilesRead) break;
    try {
      const Postmortem read =
          parse_postmortem(file.path, read_file(settings.corpus / file.path, kMaxFileBytes));
      incidents.emplace(read.id, KnownIncident{read.id, file.path, read.started_at});
    } catch (const Error&) {
      continue;  // a neighbour that cannot be read is the index's business, not this file's
    }
  }
  return incidents;
}

std::vector<KnownIncident> with_id(const ById& incidents, std::string_view id) {
  std::vector<KnownIncident> found;
  const auto [begin, end] = incidents.equal_range(id);
  for (auto at = begin; at != end; ++at) found.push_back(at->second);
  return found;
}

}  // namespace

FindIncidents known_to(Reader& reader, const Settings& settings) {
  FindIncidents not_indexed;
  if (reader.info().documents <= kMostFilesReadBesideIndex) not_indexed = known_to_corpus(settings);
  return [&reader, corpus = settings.corpus,
          not_indexed](std::string_view id) -> std::vector<KnownIncident> {
    if (const auto doc = reader.find_id(id)) {
      const Card card = reader.card(*doc);
      std::error_code ignored;
      if (fs::exists(corpus / card.path, ignored)) return {{card.id, card.path, card.started_at}};
    }
    return not_indexed ? not_indexed(id) : std::vector<KnownIncident>{};
  };
}

FindIncidents known_to_corpus(const Settings& settings) {
  std::error_code ignored;
  const bool is_corpus = settings.corpus_was_named ||
                         fs::exists(settings.corpus / kSettingsFile, ignored) ||
                         fs::exists(settings.corpus / kDefaultIndex, ignored);
  if (!is_corpus || !fs::is_directory(settings.corpus, ignored)) return {};
  return [settings, read = std::shared_ptr<ById>()](std::string_view id) mutable {
    if (!read) read = std::make_shared<ById>(read_corpus(settings));
    return with_id(*read, id);
  };
}

}  // namespace dejavu
