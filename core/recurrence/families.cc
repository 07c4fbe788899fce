// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/recurrence/families.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "core/base/text.h"

namespace dejavu {
namespace {

/// Sets of incidents that grow together (union-find).
class Components {
 public:
  explicit Components(const std::vector<IncidentFacts>& incidents) : incidents_(incidents) {
    for (std::size_t i = 0; i < incidents.size(); ++i) {
      index_.emplace(incidents[i].id, i);
      parent_.push_back(i);
    }
  }

  void join(const SettledPair& pair) {
    const auto from = index_.find(pair.from);
    const auto to = index_.find(pair.to);
    if (from == index_.end() || to == index_.end()) return;
    parent_[root(from->second)] = root(to->second);
    joined_.insert(from->second);
    joined_.insert(to->second);
  }

  /// Members in the order of the incidents; only sets that were joined.
  std::vector<std::vector<const IncidentFacts*>> take() {
    std::map<std::size_t, std::vector<const IncidentFacts*>> members;
    for (const std::size_t i : joined_) members[root(i)].push_back(&incidents_[i]);
    std::vector<std::vector<const IncidentFacts*>> sets;
    for (auto& [of, set] : members) sets.push_back(std::move(set));
    return sets;
  }

 private:
  std::size_t root(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }

  const std::vector<IncidentFacts>& incidents_;
  std::unordered_map<std::string, std::size_t> index_;
  std::vector<std::size_t> parent_;
  std::set<std::size_t> joined_;
};

void add_once(std::vector<std::string>& list, const std::string& value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

Family family_of(const std::vector<const IncidentFacts*>& members) {
  Family family;
  family.id = members.front()->id;
  for (const IncidentFacts* incident : members) {
    family.incidents.push_back(incident->id);
    if (incident->started_at) family.last = incident->started_at;
    for (const std::string& service : incident->services) add_once(family.services, service);
  }
  family.first = members.front()->started_at;
  return family;
}

bool was_open(const ActionItem& item, Instant at) {
  if (item.type != ActionType::kPrevent || item.status == ActionStatus::kWontfix) return false;
  if (item.status == ActionStatus::kOpen) return true;
  return item.done_at && item.done_at->at > at;
}

bool was_done(const ActionItem& item, Instant at) {
  return item.type == ActionType::kPrevent && item.status == ActionStatus::kDone && item.done_at &&
         item.done_at->at <= at;
}

bool differ(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return !a.empty() && !b.empty() && shared_names(a, b).empty();
}

/// Reasons are shown on a line.
constexpr std::size_t kActionTextBytes = 120;

std::string action_reason(const ActionItem& item, std::string_view was) {
  return fmt::format("{} {}: {}", item.id, was, excerpt(item.text, kActionTextBytes));
}

}  // namespace

std::vector<Family> families(const std::vector<IncidentFacts>& incidents,
                             const std::vector<SettledPair>& pairs) {
  Components components(incidents);
  std::unordered_map<std::string, std::set<std::string>> classes;
  for (const SettledPair& pair : pairs) {
    if (pair.state != PairState::kConfirmed) continue;
    components.join(pair);
    if (!pair.recurrence_class.empty()) classes[pair.from].insert(pair.recurrence_class);
  }
  std::vector<Family> found;
  for (const auto& members : components.take()) {
    Family family = family_of(members);
    std::set<std::string> stated;
    for (const std::string& id : family.incidents) stated.merge(classes[id]);
    family.classes.assign(stated.begin(), stated.end());
    found.push_back(std::move(family));
  }
  std::sort(found.begin(), found.end(), [](const Family& a, const Family& b) {
    if (a.incidents.size() != b.incidents.size()) return a.incidents.size() > b.incidents.size();
    return a.id < b.id;
  });
  return found;
}

std::vector<std::vector<std::string>> remediation_chains(
    const std::vector<IncidentFacts>& incidents, const std::vector<SettledPair>& pairs) {
  Components components(incidents);
  for (const SettledPair& pair : pairs) {
    if (pair.state == PairState::kRemediation) components.join(pair);
  }
  std::vector<std::vector<std::string>> chains;
  for (const auto& members : components.take()) {
    std::vector<std::string> chain;
    for (const IncidentFacts* incident : members) chain.push_back(incident->id);
    chains.push_back(std::move(chain));
  }
  std::sort(chains.begin(), chains.end());
  return chains;
}

ProposedClass propose_class(const IncidentFacts& later, const IncidentFacts& earlier) {
  if (!later.started_at) return {};
  const Instant start = later.started_at->at;
  for (const ActionItem& item : earlier.action_items) {
    if (was_open(item, start)) return {"R1", action_reason(item, "was still open")};
  }
  for (const ActionItem& item : earlier.action_items) {
    if (was_done(item, start)) return {"R2", action_reason(item, "was done before")};
  }
  const std::optional<Instant> end = end_of(earlier);
  if (!earlier.fixed_in.empty() && earlier.resolved_at && *end <= start) {
    return {"R2", fmt::format("the fix was in: {}", earlier.fixed_in.front())};
  }
  if (differ(later.services, earlier.services) && differ(later.teams, earlier.teams)) {
    return {"R4", "another service and another team"};
  }
  return {};
}

}  // namespace dejavu
