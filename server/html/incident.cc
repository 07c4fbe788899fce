// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/html/incident.h"

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/base/time_words.h"
#include "server/html/course.h"
#include "server/html/page_state.h"
#include "server/html/parts.h"
#include "server/html/times.h"

namespace dejavu {
namespace {

void add_gap(TemplateValue::List& gaps, std::string_view name,
             const std::optional<std::chrono::seconds>& length, std::string_view meaning) {
  if (!length) return;
  TemplateValue gap;
  gap["name"] = name;
  gap["value"] = duration_words(*length);
  gap["meaning"] = meaning;
  gaps.push_back(std::move(gap));
}

TemplateValue::List gap_values(const IncidentAnswer& answer) {
  TemplateValue::List gaps;
  add_gap(gaps, "Lasted", answer.duration, "from beginning to end");
  add_gap(gaps, "Nobody knew for", answer.blind_gap, "blind gap: from beginning to known");
  add_gap(gaps, "Known, not said for", answer.silence_gap, "silence gap: from known to raised");
  return gaps;
}

/// "Search for all with the same": only fields that the search can filter by.
std::string filter_url(std::string_view field, const std::string& value) {
  PageState state;
  state.filters[std::string(field)] = {value};
  return address_of(state);
}

enum class Linked { kNo, kToFilter };

struct FactRow {
  std::string_view field;
  std::string_view name;
  std::vector<std::string> values;
  Linked linked = Linked::kNo;
};

std::vector<std::string> one(const std::string& text) {
  return text.empty() ? std::vector<std::string>() : std::vector<std::string>{text};
}

std::vector<FactRow> fact_rows(const Postmortem& p) {
  std::vector<FactRow> rows = {
      {"team", "Teams", p.teams, Linked::kToFilter},
      {"tag", "Tags", p.tags, Linked::kToFilter},
      {"trigger", "Trigger", one(p.trigger), Linked::kToFilter},
      {"detected_by", "Detected by", one(p.detected_by), Linked::kToFilter},
      {"environment", "Environment", one(p.environment), Linked::kToFilter},
      {"", "Seen before, said the author", one(p.seen_before)},
      {"", "Fixed in", p.fixed_in},
      {"", "Authors", p.authors},
      {"", "Facilitator", one(p.facilitator)},
  };
  if (!p.severity_text.empty() && p.severity_text != p.severity) {
    rows.push_back({"", "Severity as written", {p.severity_text}});
  }
  if (p.restricted) rows.push_back({"", "Visibility", {"restricted"}});
  for (const auto& [key, text] : p.extra) rows.push_back({"", key, one(text)});
  return rows;
}

TemplateValue fact_value(const FactRow& row) {
  TemplateValue::List values;
  for (const std::string& text : row.values) {
    TemplateValue value;
    value["text"] = text;
    value["url"] = row.linked == Linked::kToFilter ? filter_url(row.field, text) : std::string();
    value["last"] = &text == &row.values.back();
    values.push_back(std::move(value));
  }
  TemplateValue out;
  out["name"] = row.name;
  out["values"] = std::move(values);
  return out;
}

TemplateValue::List fact_values(const Postmortem& postmortem) {
  TemplateValue::List facts;
  for (const FactRow& row : fact_rows(postmortem)) {
    if (!row.values.empty()) facts.push_back(fact_value(row));
  }
  return facts;
}

TemplateValue::List problem_values(const IncidentPage& page) {
  const Postmortem& postmortem = page.answer.postmortem;
  return list_of(postmortem.diagnostics, [&](const Diagnostic& diagnostic) {
    TemplateValue value;
    value["level"] = name_of(diagnostic.level);
    value["line"] = std::to_string(diagnostic.line);
    value["edit_url"] = edit_address(page.edit_url, postmortem.path, diagnostic.line);
    value["message"] = diagnostic.message;
    value["code"] = diagnostic.code;
    return value;
  });
}

TemplateValue::List factor_values(const std::vector<ContributingFactor>& factors) {
  return list_of(factors, [](const ContributingFactor& factor) {
    TemplateValue value;
    value["text"] = factor.text;
    value["category"] = factor.category;
    return value;
  });
}

/// Links to the sections that have a heading.
TemplateValue::List content_values(TemplateValue::List& sections) {
  TemplateValue::List contents;
  for (TemplateValue& section : sections) {
    const auto* anchor = std::get_if<std::string>(&section["anchor"].value());
    if (anchor == nullptr || anchor->empty()) continue;
    TemplateValue entry;
    entry["anchor"] = *anchor;
    entry["heading"] = section["heading"];
    contents.push_back(std::move(entry));
  }
  return contents;
}

void set_course(TemplateValue& value, const Postmortem& postmortem, Instant now) {
  const Course course = course_of(postmortem);
  const std::span<const Course> alone(&course, 1);
  const CourseScale scale = scale_of(alone);
  const TemplateValue drawing = drawing_value(course_drawing(course, scale));
  value["course"]["drawing"] = drawing;
  value["scale_note"] = course.phases.empty() ? std::string() : course_note(alone, scale);
  set_list(value, "moments", moment_rows(postmortem, now));
}

}  // namespace

TemplateValue incident_value(const IncidentPage& page, Instant now) {
  const IncidentAnswer& answer = page.answer;
  const Postmortem& postmortem = answer.postmortem;
  TemplateValue value;
  value["title"] = postmortem.title;
  set_severity(value, postmortem.severity);
  value["started"] = moment_value(postmortem.started_at, now);
  value["company"] = postmortem.company;
  value["status"] = label_of(postmortem.status);
  value["path"] = postmortem.path;
  value["id"] = postmortem.id;
  value["edit_url"] = edit_address(page.edit_url, postmortem.path, 1);
  value["services"] = fact_value({"service", "Services", postmortem.services, Linked::kToFilter});
  value["fields"] = fact_values(postmortem);
  set_course(value, postmortem, now);
  TemplateValue::List sections = section_values(page, now);
  set_list(value, "contents", content_values(sections));
  value["sections"] = std::move(sections);
  set_list(value, "gaps", gap_values(answer));
  set_list(value, "related", related_values(page, now));
  value["related_note"] = page.related_note;
  set_list(value, "factors", factor_values(postmortem.contributing_factors));
  set_list(value, "signatures", list_of(postmortem.signatures, [](const std::string& signature) {
             return TemplateValue(signature);
           }));
  set_list(value, "sources", list_of(postmortem.sources, link_value));
  set_list(value, "problems", problem_values(page));
  return value;
}

}  // namespace dejavu
