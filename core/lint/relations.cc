// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/lint/relations.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "core/lint/codes.h"

namespace dejavu {
namespace {

/// These say that the named incident came first; look-alikes and parts have no order.
bool leads_back(RelationKind kind) {
  return kind == RelationKind::kRecurrenceOf || kind == RelationKind::kCausedByRemediationOf;
}

class Neighbourhood {
 public:
  Neighbourhood(std::span<const Postmortem> files, const FindIncidents& elsewhere)
      : elsewhere_(elsewhere) {
    for (const Postmortem& file : files) {
      checked_.emplace(file.id, KnownIncident{file.id, file.path, file.started_at});
      paths_.insert(file.path);
    }
  }

  Findings check(const Postmortem& file) const {
    Findings findings;
    if (auto found = check_id(file)) findings.push_back(*std::move(found));
    for (const Relation& relation : file.relations) {
      if (auto found = check_relation(file, relation)) findings.push_back(*std::move(found));
    }
    return findings;
  }

 private:
  std::vector<KnownIncident> with_id(const std::string& id) const {
    std::vector<KnownIncident> found;
    const auto [begin, end] = checked_.equal_range(id);
    for (auto at = begin; at != end; ++at) found.push_back(at->second);
    if (!elsewhere_) return found;
    for (KnownIncident& other : elsewhere_(id)) {
      if (paths_.count(other.path) == 0) found.push_back(std::move(other));
    }
    return found;
  }

  std::optional<Finding> check_id(const Postmortem& file) const {
    for (const KnownIncident& other : with_id(file.id)) {
      if (other.path == file.path) continue;
      return finding("id-duplicate", 1, fmt::format("{} has the id {} too.", other.path, file.id));
    }
    return std::nullopt;
  }

  std::optional<Finding> check_relation(const Postmortem& file, const Relation& relation) const {
    const std::string what = fmt::format("{} {}", name_of(relation.kind), relation.id);
    if (relation.id == file.id) {
      return finding("relation-to-itself", relation.line,
                     fmt::format("{} names the incident itself.", name_of(relation.kind)));
    }
    const std::vector<KnownIncident> found = with_id(relation.id);
    if (found.empty()) {
      if (!elsewhere_) return std::nullopt;  // it may be anywhere
      return finding("relation-dangling", relation.line,
                     fmt::format("{}: no file has this id.", what));
    }
    const auto& start = found.front().started_at;
    if (!leads_back(relation.kind) || !start || !file.started_at) return std::nullopt;
    if (std::chrono::floor<std::chrono::days>(start->at) <= file.started_at->at) {
      return std::nullopt;
    }
    return finding("relation-forward", relation.line,
                   fmt::format("{}: it began on {}, after this incident ({}).", what,
                               format_moment(*start), format_moment(*file.started_at)));
  }

  const FindIncidents& elsewhere_;
  std::multimap<std::string, KnownIncident> checked_;
  std::set<std::string> paths_;
};

}  // namespace

std::vector<Findings> check_together(std::span<const Postmortem> files,
                                     const FindIncidents& elsewhere) {
  const Neighbourhood neighbourhood(files, elsewhere);
  std::vector<Findings> all;
  all.reserve(files.size());
  for (const Postmortem& file : files) all.push_back(neighbourhood.check(file));
  return all;
}

}  // namespace dejavu
