// SPDX-License-Identifier: GPL-2.0-or-later
// Facets against counting by hand, over made-up incidents and any filters.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <random>

#include "core/index/schema.h"
#include "tests/answer/indexed_corpus.h"

namespace dejavu {
namespace {

using testing::ElementsAre;

using Values = std::vector<std::string>;

const Values kServices = {"cart", "Cart", "CART", "payments", "search", "Order API"};
const Values kSeverities = {"sev1", "sev2", "sev3"};
const Values kTags = {"dns", "DNS", "tls", "disk"};
const Values kWords = {"quokka", "wombat", "numbat"};

struct Incident {
  std::string word;
  Values services;
  std::string severity;
  Values tags;
};

std::string markdown(const Incident& incident, int number) {
  return fmt::format(
      "---\nid: PM-{}\ntitle: Story {}\nseverity: {}\nservices: [{}]\ntags: [{}]\n---\n\n"
      "It was a {}.\n",
      number, number, incident.severity, fmt::join(incident.services, ", "),
      fmt::join(incident.tags, ", "), incident.word);
}

/// The same ones on every machine: mt19937 gives the numbers that the standard says.
class Incidents {
 public:
  Incidents() {
    constexpr int kIncidents = 60;
    for (int i = 0; i < kIncidents; ++i) {
      Incident incident{.word = any_of(kWords),
                        .services = {any_of(kServices)},
                        .severity = any_of(kSeverities),
                        .tags = {any_of(kTags)}};
      if (random_() % 3 == 0) incident.services.push_back(any_of(kServices));
      corpus_.with(fmt::format("{}.md", i), markdown(incident, i));
      incidents_.push_back(std::move(incident));
    }
    corpus_.build();
  }

  const std::vector<Incident>& all() const { return incidents_; }
  SearchAnswer ask(const Question& question) const { return corpus_.ask(question); }

 private:
  std::string any_of(const Values& values) { return values[random_() % values.size()]; }

  std::mt19937 random_{7};
  IndexedCorpus corpus_;
  std::vector<Incident> incidents_;
};

const Incidents& incidents() {
  static const Incidents kIncidents;
  return kIncidents;
}

Values values_of(const Incident& incident, const std::string& facet) {
  Values values = {incident.severity};
  if (facet == "service") values = incident.services;
  if (facet == "tag") values = incident.tags;
  for (std::string& value : values) value = folded_value(value);
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

bool passes(const Incident& incident, const Question& question, const std::string& but) {
  if (!question.text.empty() && question.text != incident.word) return false;
  return std::all_of(question.filters.begin(), question.filters.end(), [&](const auto& filter) {
    if (filter.first == but) return true;
    const Values own = values_of(incident, filter.first);
    return std::any_of(filter.second.begin(), filter.second.end(), [&](const std::string& value) {
      return std::find(own.begin(), own.end(), folded_value(value)) != own.end();
    });
  });
}

using Counts = std::map<std::string, std::size_t>;

Counts by_hand(const Question& question, const std::string& facet) {
  Counts counts;
  for (const Incident& incident : incidents().all()) {
    if (!passes(incident, question, facet)) continue;
    for (const std::string& value : values_of(incident, facet)) ++counts[value];
  }
  return counts;
}

Counts counted(const SearchAnswer& answer, const std::string& facet) {
  Counts counts;
  const auto found = answer.facets.find(facet);
  if (found == answer.facets.end()) return counts;
  for (const FacetCount& count : found->second) counts[folded_value(count.value)] += count.count;
  return counts;
}

Question any_question() {
  Question question;
  question.text = *rc::gen::oneOf(rc::gen::just(std::string()), rc::gen::elementOf(kWords));
  const auto add = [&](const std::string& name, const Values& values) {
    constexpr std::size_t kMostValues = 2;
    const auto count = *rc::gen::inRange<std::size_t>(0, kMostValues + 1);
    if (count == 0) return;
    question.filters[name] =
        *rc::gen::container<Values>(count, rc::gen::elementOf(values)).as(name);
  };
  add("service", kServices);
  add("severity", kSeverities);
  add("tag", kTags);
  return question;
}

RC_GTEST_PROP(Facets, AreWhatCountingByHandGives, ()) {
  const Question question = any_question();
  const SearchAnswer answer = incidents().ask(question);
  const auto matching =
      std::count_if(incidents().all().begin(), incidents().all().end(),
                    [&](const Incident& incident) { return passes(incident, question, ""); });
  RC_ASSERT(answer.total == static_cast<std::size_t>(matching));
  for (const std::string facet : {"service", "severity", "tag"}) {
    RC_ASSERT(counted(answer, facet) == by_hand(question, facet));
  }
}

TEST(FacetValues, ThatDifferInCapitalsAreOneAndTheUsualFormIsShown) {
  IndexedCorpus corpus;
  corpus.with("a.md", "---\nservices: [Cart]\n---\n# Timeout\n");
  corpus.with("b.md", "---\nservices: [cart]\n---\n# Timeout\n");
  corpus.with("c.md", "---\nservices: [Cart, payments]\n---\n# Timeout\n");
  corpus.build();
  EXPECT_THAT(corpus.ask("timeout").facets.at("service"),
              ElementsAre(FacetCount{"Cart", 3}, FacetCount{"payments", 1}));
}

TEST(FacetValues, AreNotCountedWhenNobodyWantsThem) {
  const SearchAnswer answer = [] {
    IndexedCorpus corpus;
    corpus.with("a.md", "---\nservices: [cart]\n---\n# Timeout\n").build();
    return corpus.ask({.text = "timeout"}, {.now = kTestNow, .with_facets = false});
  }();
  EXPECT_EQ(answer.total, 1u);
  EXPECT_TRUE(answer.facets.empty());
}

}  // namespace
}  // namespace dejavu
