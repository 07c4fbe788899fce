// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/recurrence/incidents.h"
#include "core/recurrence/ledger.h"
#include "server/html/compare_html.h"
#include "server/html/course.h"
#include "server/html/layout.h"
#include "server/html/parts.h"
#include "server/html/report_parts.h"
#include "server/html/times.h"

namespace dejavu {
namespace {

std::vector<std::string> one(const std::string& text) {
  return text.empty() ? std::vector<std::string>() : std::vector<std::string>{text};
}

/// A fact of both, side by side.
struct FactRow {
  std::string_view name;
  std::vector<std::string> earlier;
  std::vector<std::string> later;
};

std::vector<FactRow> fact_rows(const Postmortem& earlier, const Postmortem& later) {
  return {{"Services", earlier.services, later.services},
          {"Teams", earlier.teams, later.teams},
          {"Trigger", one(earlier.trigger), one(later.trigger)},
          {"Severity", one(earlier.severity), one(later.severity)},
          {"Detected by", one(earlier.detected_by), one(later.detected_by)},
          {"Environment", one(earlier.environment), one(later.environment)},
          {"Tags", earlier.tags, later.tags}};
}

/// "same", "partly", "differs", or "unknown" where one file does not say it.
std::string_view likeness_of(const FactRow& row) {
  if (row.earlier.empty() || row.later.empty()) return "unknown";
  const std::size_t shared = shared_names(row.earlier, row.later).size();
  if (shared == 0) return "differs";
  return shared == row.earlier.size() && shared == row.later.size() ? "same" : "partly";
}

std::string_view likeness_word(std::string_view likeness) {
  return likeness == "unknown" ? "not said in both" : likeness;
}

TemplateValue::List fact_values(const ComparePage& page) {
  TemplateValue::List facts;
  for (const FactRow& row : fact_rows(page.earlier.postmortem, page.later.postmortem)) {
    if (row.earlier.empty() && row.later.empty()) continue;
    TemplateValue value;
    value["name"] = row.name;
    value["earlier"] = joined(row.earlier);
    value["later"] = joined(row.later);
    value["likeness"] = likeness_of(row);
    value["word"] = likeness_word(likeness_of(row));
    facts.push_back(std::move(value));
  }
  return facts;
}

TemplateValue::List text_values(const ComparedIncident& incident) {
  const Card& card = incident.card;
  std::vector<std::string> factors;
  for (const ContributingFactor& factor : incident.postmortem.contributing_factors) {
    factors.push_back(factor.text);
  }
  const std::array<std::pair<std::string_view, std::vector<std::string>>, 4> texts = {{
      {"Fixed by", one(card.fixed_by)},
      {"First check", one(card.first_check)},
      {"Wrong turns", one(card.wrong_turns)},
      {"Contributing factors", factors},
  }};
  TemplateValue::List values;
  for (const auto& [name, lines] : texts) {
    if (lines.empty()) continue;
    TemplateValue value;
    value["name"] = name;
    value["lines"] = word_values(lines);
    values.push_back(std::move(value));
  }
  return values;
}

TemplateValue column_value(const ComparedIncident& incident, std::string_view place, Instant now) {
  const Postmortem& p = incident.postmortem;
  TemplateValue value;
  value["place"] = place;
  value["undated"] = false;
  value["id"] = p.id;
  value["url"] = incident_url(p.id);
  value["title"] = p.title;
  set_severity(value, p.severity);
  value["started"] = moment_value(p.started_at, now);
  value["services"] = joined(p.services);
  set_list(value, "texts", text_values(incident));
  set_list(value, "moments", moment_rows(p, now));
  return value;
}

std::string_view state_words(PairState state) {
  switch (state) {
    case PairState::kConfirmed: return kind_words(LedgerKind::kRecurrenceOf);
    case PairState::kRejected: return kind_words(LedgerKind::kNotRecurrenceOf);
    case PairState::kLookalike: return kind_words(LedgerKind::kLookalikeOf);
    case PairState::kDuplicate: return kind_words(LedgerKind::kDuplicateOf);
    case PairState::kRemediation: return kind_words(LedgerKind::kCausedByRemediationOf);
    case PairState::kPart: return kind_words(LedgerKind::kPartOf);
  }
  return "";
}

TemplateValue::List settled_values(const ComparePage& page) {
  return list_of(page.settled, [&](const SettledPair& pair) {
    const bool in_ledger = pair.source == DecisionSource::kLedger;
    TemplateValue value;
    value["kind"] = relation_style(pair.state);
    value["label"] = state_words(pair.state);
    value["class_name"] = pair.recurrence_class;
    value["class_words"] = class_words(pair.recurrence_class);
    value["reason"] = pair.reason;
    value["by"] = pair.by;
    value["day"] = pair.at ? format_day(pair.at->at) : std::string();
    value["undo"] = in_ledger;
    value["where"] = in_ledger ? std::string(kLedgerFile)
                               : page.later.postmortem.path + " or " + page.earlier.postmortem.path;
    value["from"] = pair.from;
    value["to"] = pair.to;
    return value;
  });
}

/// Both on one scale; absent where neither has two times that are known to the minute.
void set_courses(TemplateValue& body, const ComparePage& page) {
  const std::array<Course, 2> courses = {course_of(page.earlier.postmortem),
                                         course_of(page.later.postmortem)};
  const CourseScale scale = scale_of(courses);
  const bool drawn = !courses[0].phases.empty() || !courses[1].phases.empty();
  body["scale_note"] = drawn ? "Both on one scale. " + course_note(courses, scale) : std::string();
  const std::array<std::string_view, 2> names = {"earlier", "later"};
  for (std::size_t i = 0; i < courses.size(); ++i) {
    body[names[i]]["drawing"] = drawing_value(course_drawing(courses[i], scale));
  }
}

}  // namespace

std::string render_compare_page(const ComparePage& page, const ReportContext& context) {
  TemplateValue body;
  // What holds now is told once, with its way back; only what was taken back has to be said
  // besides.
  const bool taken_back = context.written && context.written->kind == LedgerKind::kRetracted;
  body["written"] = taken_back ? written_value(*context.written, context.address) : TemplateValue();
  body["fresh"] = context.written.has_value();
  body["earlier"] = column_value(page.earlier, "Earlier", context.now);
  body["later"] = column_value(page.later, "Later", context.now);
  set_courses(body, page);
  set_list(body, "same", word_values(page.same));
  set_list(body, "differs", word_values(page.differs));
  set_list(body, "facts", fact_values(page));
  set_list(body, "settled", settled_values(page));
  body["form"] = verdict_form_value(page.form);
  body["back"] = context.address;
  return render_layout(
      {.title = page.later.postmortem.id + " and " + page.earlier.postmortem.id + " · dejavu",
       .question = "",
       .index = index_value(page.index, context.now),
       .current = "",
       .needs = PageNeeds::kReport},
      render_template("compare", body));
}

std::string render_compare_choice(const CompareChoice& choice, Instant now) {
  TemplateValue body;
  body["a"] = choice.a;
  body["b"] = choice.b;
  body["problem"] = choice.problem;
  return render_layout({.title = "Compare · dejavu",
                        .question = "",
                        .index = index_value(choice.index, now),
                        .current = "",
                        .needs = PageNeeds::kReport},
                       render_template("compare_choice", body));
}

}  // namespace dejavu
