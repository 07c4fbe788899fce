// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/review/team.h"

#include <algorithm>
#include <filesystem>
#include <memory>

#include "core/index/thesaurus.h"
#include "indexer/build.h"
#include "tests/base/temporary_folder.h"
#include "tests/recurrence/incident_facts.h"

namespace dejavu {
namespace {

std::shared_ptr<const Recurrences> read_team(const std::string& corpus) {
  if (!std::filesystem::exists(corpus)) return nullptr;
  const TemporaryFolder folder;
  IndexJob job;
  job.settings.corpus = std::filesystem::absolute(corpus);
  job.settings.index = folder.path() / "index";
  job.now = demo_day();
  job.thesaurus = thesaurus_of(job.settings);
  build_index(job);
  Reader reader(job.settings.index);
  Tokenizer tokenizer(job.thesaurus);
  return RecurrenceBook({.corpus = corpus}).read(reader, tokenizer);
}

}  // namespace

Recurrences recurrences_of(std::vector<IncidentFacts> incidents,
                           const std::vector<LedgerEntry>& decisions) {
  Recurrences all;
  std::sort(incidents.begin(), incidents.end(), [](const auto& a, const auto& b) {
    const auto day = [](const IncidentFacts& one) {
      return std::pair(!one.started_at, one.started_at ? one.started_at->at : Instant());
    };
    return std::pair(day(a), a.id) < std::pair(day(b), b.id);
  });
  all.incidents = std::move(incidents);
  all.ledger = ledger_of(decisions);
  all.cooldown = kDefaultCooldown;
  all.pairs = settle(all.incidents, all.ledger, all.cooldown).pairs;
  all.families = families(all.incidents, all.pairs);
  return all;
}

Instant noon_of(const std::string& day) { return parse_moment(day + "T12:00Z")->at; }

const Recurrences* demo_team() {
  static const std::shared_ptr<const Recurrences> kDemo = read_team("demo");
  return kDemo.get();
}

const Recurrences* bundled_team() {
  static const std::shared_ptr<const Recurrences> kBundled = read_team("corpus");
  return kBundled.get();
}

Instant demo_day() { return noon_of("2026-11-20"); }

}  // namespace dejavu
