// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/recurrence/team_corpus.h"

#include <fmt/format.h>

#include <array>

#include "indexer/build.h"
#include "indexer/update.h"

namespace dejavu {
namespace {

std::string head(const std::string& id, const std::string& day, const std::string& service) {
  return fmt::format(
      "---\nid: {}\nstarted_at: {}T10:00Z\nresolved_at: {}T12:00Z\n"
      "services: [{}]\nteams: [{}-team]\n",
      id, day, day, service, service);
}

constexpr std::array<const char*, 10> kOthers = {
    "Clock of an edge node ran two hours ahead and tokens were refused as too young",
    "Nightly backups turned out to be empty when a restore was rehearsed by the vault",
    "Robots paged through the catalogue and the price cache was evicted all the time",
    "Label printer lost its server when a fan failed in the warehouse basement",
    "Readers with accents in their names could not log in after a collation upgrade",
    "Image host vanished from the zone file during a registrar migration by hand",
    "Stocktake file was loaded twice and shelves seemed to overflow with paperbacks",
    "Card verification was slow at the provider and baskets were abandoned in rows",
    "Checkout script used syntax that old tablets do not parse, tapping did nothing",
    "Gift vouchers went below zero when two tills redeemed the same one at noon"};

std::string other(std::size_t number) {
  return head(fmt::format("PM-{}", number == 0 ? 2 : number + 10),
              fmt::format("2025-02-{:02}", number + 1), fmt::format("service{}", number)) +
         fmt::format("---\n# {0}\n\n## Summary\n{0}. Nobody had expected it.\n", kOthers[number]);
}

constexpr const char* kDisk = R"(action_items:
  - {id: A1, text: Limit the parked messages, type: prevent, status: open}
---
# Broker disk full of parked messages

## Summary
Dead letters of the shipping exchange piled up in the parking queue until the volume of the message
broker was full. RabbitMQ raised its disk alarm and blocked all publishers.

## Contributing factors
Parked dead letters have no limit and nobody reads them.

## Resolution
Purged the parking queue; the disk alarm cleared and publishers were unblocked.
)";

}  // namespace

TeamCorpus::TeamCorpus() : thesaurus_(thesaurus_of(Settings())) {
  write("disk.md", head("PM-1", "2025-01-10", "queue") + kDisk);
  write("disk-again.md", disk_again("PM-3", "2025-07-01"));
  for (std::size_t i = 0; i < kOthers.size(); ++i) write(fmt::format("other{}.md", i), other(i));
  build();
}

void TeamCorpus::write(const std::string& name, const std::string& text) const {
  folder_.write("corpus/" + name, text);
}

void TeamCorpus::build() const { build_index(job()); }
void TeamCorpus::update() const { update_index(job()); }

std::string TeamCorpus::disk_again(const std::string& id, const std::string& day) {
  return head(id, day, "queue") + R"(---
# Publishers blocked: parked dead letters filled the broker volume

## Summary
The parking queue of the returns exchange had grown until the message broker had no disk left.
RabbitMQ raised the disk alarm and blocked publishers, so orders stood still.

## Contributing factors
Dead letters are parked without a limit.

## Resolution
Purged the parking queue and enlarged the volume; publishers were unblocked.
)";
}

IndexJob TeamCorpus::job() const {
  IndexJob job;
  job.settings.corpus = corpus();
  job.settings.index = index();
  job.now = Instant(std::chrono::seconds{1'767'225'600});  // 2026-01-01
  job.thesaurus = thesaurus_;
  return job;
}

}  // namespace dejavu
