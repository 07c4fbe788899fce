// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/html/incident.h"

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/base/time_words.h"
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
  add_gap(gaps, "Lasted", answer.duration, "");
  add_gap(gaps, "Nobody knew for", answer.blind_gap, "blind gap: from beginning to known");
  add_gap(gaps, "Known, not said for", answer.silence_gap, "silence gap: from known to raised");
  return gaps;
}

std::string_view time_label(std::string_view name) {
  if (name == "started_at") return "Began";
  if (name == "detected_at") return "Detected";
  if (name == "known_at") return "Known";
  if (name == "raised_at") return "Raised";
  if (name == "acknowledged_at") return "Acknowledged";
  if (name == "mitigated_at") return "Mitigated";
  return "Resolved";
}

TemplateValue::List time_values(const Postmortem& postmortem, Instant now) {
  TemplateValue::List times;
  for (const MomentField& field : kMomentFields) {
    TemplateValue value = moment_value(postmortem.*field.member, now);
    if (std::holds_alternative<bool>(value.value())) continue;
    value["name"] = time_label(field.name);
    times.push_back(std::move(value));
  }
  return times;
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
      {"service", "Services", p.services, Linked::kToFilter},
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

TemplateValue::List problem_values(const std::vector<Diagnostic>& diagnostics) {
  return list_of(diagnostics, [](const Diagnostic& diagnostic) {
    TemplateValue value;
    value["level"] = name_of(diagnostic.level);
    value["line"] = std::to_string(diagnostic.line);
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

void set_list(TemplateValue& value, const std::string& name, TemplateValue::List list) {
  value["has_" + name] = !list.empty();
  value[name] = std::move(list);
}

}  // namespace

TemplateValue incident_value(const IncidentAnswer& answer, Instant now) {
  const Postmortem& postmortem = answer.postmortem;
  TemplateValue value;
  value["title"] = postmortem.title;
  set_severity(value, postmortem.severity);
  value["started"] = moment_value(postmortem.started_at, now);
  value["company"] = postmortem.company;
  value["status"] = label_of(postmortem.status);
  value["path"] = postmortem.path;
  value["id"] = postmortem.id;
  value["times"] = time_values(postmortem, now);
  value["fields"] = fact_values(postmortem);
  TemplateValue::List sections = section_values(postmortem, now);
  set_list(value, "contents", content_values(sections));
  value["sections"] = std::move(sections);
  set_list(value, "gaps", gap_values(answer));
  set_list(value, "relations", relation_values(postmortem.relations));
  set_list(value, "factors", factor_values(postmortem.contributing_factors));
  set_list(value, "signatures", list_of(postmortem.signatures, [](const std::string& signature) {
             return TemplateValue(signature);
           }));
  set_list(value, "sources", list_of(postmortem.sources, link_value));
  set_list(value, "problems", problem_values(postmortem.diagnostics));
  return value;
}

}  // namespace dejavu
