// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/html/report_parts.h"

#include <fmt/format.h>

#include "core/base/time_words.h"
#include "server/html/parts.h"
#include "server/html/times.h"
#include "server/http/http.h"

namespace dejavu {

std::string share_text(double share) { return fmt::format("{:.0f}\u00a0%", share * 100); }

std::string interval_text(const Interval& interval) {
  return fmt::format("{:.0f} to {:.0f}\u00a0%", interval.low * 100, interval.high * 100);
}

std::string counted_text(const CountedShare& share) {
  const std::size_t total = share.counted.size() + share.others.size();
  const std::string counts = fmt::format("{} of {}", share.counted.size(), total);
  if (!share.share) return counts + ", too few for a rate";
  return fmt::format("{}, {} ({})", counts, share_text(share.share->rate),
                     interval_text(share.share->interval));
}

std::string seconds_text(double seconds) {
  return duration_words(std::chrono::seconds(static_cast<std::int64_t>(seconds)));
}

std::string compare_url(std::string_view later, std::string_view earlier) {
  return "/compare?a=" + percent_encode(later) + "&b=" + percent_encode(earlier);
}

std::string_view class_words(std::string_view name) {
  if (name == "R1") return "the fix was not done";
  if (name == "R2") return "the fix did not work";
  if (name == "R3") return "the fix was undone";
  if (name == "R4") return "the same elsewhere: the learning did not travel";
  if (name == "R5") return "the risk was accepted";
  return "";
}

std::string_view relation_style(PairState state) {
  switch (state) {
    case PairState::kConfirmed: return "recurrence_of";
    case PairState::kRejected: return "not_recurrence_of";
    case PairState::kLookalike: return "lookalike_of";
    case PairState::kDuplicate: return "duplicate_of";
    case PairState::kRemediation: return "caused_by_remediation_of";
    case PairState::kPart: return "part_of";
  }
  return "";
}

IncidentsById::IncidentsById(const std::vector<IncidentFacts>& incidents) {
  for (const IncidentFacts& one : incidents) by_id_.emplace(one.id, &one);
}

const IncidentFacts* IncidentsById::find(std::string_view id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : found->second;
}

TemplateValue side_value(std::string_view id, const IncidentFacts* incident, Instant now) {
  TemplateValue value;
  value["id"] = id;
  value["url"] = incident_url(id);
  value["title"] = incident == nullptr ? std::string(id) : incident->title;
  set_severity(value, incident == nullptr ? std::string_view() : incident->severity);
  value["started"] =
      incident == nullptr ? TemplateValue() : moment_value(incident->started_at, now);
  value["services"] = incident == nullptr ? std::string() : joined(incident->services);
  value["undated"] = incident == nullptr;
  return value;
}

TemplateValue::List id_values(std::span<const std::string> ids) {
  return list_of(ids, [](const std::string& id) {
    TemplateValue value;
    value["id"] = id;
    value["url"] = incident_url(id);
    return value;
  });
}

TemplateValue::List word_values(std::span<const std::string> texts) {
  return list_of(texts, [](const std::string& text) {
    TemplateValue value;
    value["words"] = text;
    return value;
  });
}

std::string stale_text(const IndexInfo& index, Instant now) {
  const Instant updated = index.stats.updated_at;
  if (updated == Instant() || now - updated < kStaleIndex) return "";
  return fmt::format("The index was brought up to date {}.", age_words(updated, now));
}

}  // namespace dejavu
