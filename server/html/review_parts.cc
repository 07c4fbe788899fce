// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/html/review_parts.h"

#include <fmt/format.h>

#include "core/base/time_words.h"
#include "server/html/action_rows.h"
#include "server/html/charts.h"
#include "server/html/parts.h"
#include "server/html/report_html.h"
#include "server/html/report_parts.h"
#include "server/html/suggestion.h"
#include "server/html/times.h"

namespace dejavu {
namespace {

std::string gaps_of(const ReviewedIncident& incident) {
  std::string words;
  const auto add = [&](std::string_view name, const std::optional<std::chrono::seconds>& length) {
    if (!length) return;
    if (!words.empty()) words += "; ";
    words += fmt::format("{} {}", name, duration_words(*length));
  };
  add("nobody knew for", incident.blind_gap);
  add("known but not said for", incident.silence_gap);
  add("mitigated after", incident.time_to_mitigate);
  return words;
}

TemplateValue incident_row(const ReviewedIncident& incident, Instant now) {
  TemplateValue value = side_value(incident.id, nullptr, now);
  value["title"] = incident.title;
  set_severity(value, incident.severity);
  value["started"] = moment_value(incident.started_at, now);
  value["undated"] = false;
  value["services"] = joined(incident.services);
  value["gaps"] = gaps_of(incident);
  set_list(value, "came_back", list_of(incident.recurrence_of, [&](const std::string& earlier) {
             TemplateValue pair;
             pair["id"] = earlier;
             pair["url"] = compare_url(incident.id, earlier);
             return pair;
           }));
  return value;
}

class PartsWriter {
 public:
  PartsWriter(const WeeklyReview& review, const ReviewPlace& place)
      : review_(review), place_(place) {}

  TemplateValue::List write() {
    add_incidents("New incidents", review_.incidents, "None began in this time.");
    add_suggestions();
    TemplateValue& headline = add_part("Do the same mistakes recur?", "");
    headline["headline"] = headline_value(review_.headline, review_.cooldown);
    add_actions("Would have prevented a recurrence, and is still open",
                review_.would_have_prevented);
    add_actions("Overdue besides", other_overdue());
    add_actions("Done lately, and nobody has verified that it helps", review_.unverified);
    add_gaps("How long nobody knew", review_.blind_gaps);
    add_gaps("How long it was known and not said", review_.silence_gaps);
    if (!review_.anniversaries.empty()) {
      add_incidents("These days in earlier years", review_.anniversaries, "");
    }
    if (review_.reread) {
      add_incidents("Worth reading again", {review_.reread->incident}, "");
      parts_.back()["note"] = "Chosen because: " + review_.reread->rule + ".";
    }
    return std::move(parts_);
  }

 private:
  TemplateValue& add_part(std::string_view heading, std::string note) {
    TemplateValue part;
    part["heading"] = heading;
    part["note"] = std::move(note);
    part["anchor"] = fmt::format("part-{}", parts_.size() + 1);
    // A name that a part lacks would be looked for in the page around it.
    for (const char* name : {"headline", "gaps"}) part[name] = false;
    for (const char* name : {"incidents", "suggestions", "actions"}) set_list(part, name, {});
    parts_.push_back(std::move(part));
    return parts_.back();
  }

  void add_incidents(std::string_view heading, const std::vector<ReviewedIncident>& incidents,
                     std::string empty) {
    TemplateValue& part = add_part(heading, incidents.empty() ? std::move(empty) : "");
    set_list(part, "incidents", list_of(incidents, [&](const ReviewedIncident& incident) {
               return incident_row(incident, place_.now);
             }));
  }

  TemplateValue side(const std::string& id) const {
    TemplateValue value = side_value(id, nullptr, place_.now);
    const auto title = review_.titles.find(id);
    if (title != review_.titles.end()) value["title"] = title->second;
    return value;
  }

  void add_suggestions() {
    const std::size_t waiting = review_.suggestions.size();
    std::string note = waiting == 0 ? "Nothing waits for a decision." : "";
    if (waiting > kSuggestionsShown) {
      note = fmt::format("The first {} of {}.", kSuggestionsShown, waiting);
    }
    TemplateValue& part = add_part("Do these belong together?", std::move(note));
    TemplateValue::List list;
    for (const Suggestion& one : review_.suggestions) {
      if (list.size() == kSuggestionsShown) break;
      list.push_back(suggestion_value(
          one, {.number = list.size() + 1, .back = place_.address, .caller = place_.caller},
          side(one.from), side(one.to)));
    }
    set_list(part, "suggestions", std::move(list));
  }

  /// Those that would have prevented something stand above already.
  std::vector<ReviewedAction> other_overdue() const {
    std::vector<ReviewedAction> others;
    for (const ReviewedAction& action : review_.overdue) {
      if (action.would_have_prevented.empty()) others.push_back(action);
    }
    return others;
  }

  void add_actions(std::string_view heading, const std::vector<ReviewedAction>& actions) {
    TemplateValue& part = add_part(heading, actions.empty() ? "None." : "");
    set_list(part, "actions", action_rows(actions));
  }

  void add_gaps(std::string_view heading, const std::vector<SpanQuarter>& quarters) {
    if (quarters.empty()) return;
    add_part(heading, "")["gaps"] = gaps_value(quarters, heading);
  }

  const WeeklyReview& review_;
  const ReviewPlace& place_;
  TemplateValue::List parts_;
};

}  // namespace

TemplateValue::List review_part_values(const WeeklyReview& review, const ReviewPlace& place) {
  return PartsWriter(review, place).write();
}

}  // namespace dejavu
