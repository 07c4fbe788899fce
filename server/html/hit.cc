// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/html/hit.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "core/base/text.h"
#include "core/base/time_words.h"
#include "server/html/parts.h"
#include "server/html/report_parts.h"
#include "server/html/times.h"

namespace dejavu {
namespace {

/// Evidence may be whole log lines, and a card must stay readable.
constexpr std::size_t kEvidenceBytes = 120;
constexpr std::size_t kSimilarWords = 6;

TemplateValue::List remedy_values(const Card& card) {
  TemplateValue::List remedy;
  const auto add = [&](std::string_view name, const std::string& text) {
    if (text.empty()) return;
    TemplateValue value;
    value["name"] = name;
    value["text"] = text;
    remedy.push_back(std::move(value));
  };
  add("Fixed by", card.fixed_by);
  add("First check", card.first_check);
  add("Wrong turns", card.wrong_turns);
  return remedy;
}

TemplateValue::List snippet_values(const std::vector<SnippetPart>& snippet) {
  return list_of(snippet, [](const SnippetPart& part) {
    TemplateValue value;
    value["text"] = part.text;
    value["match"] = part.match;
    return value;
  });
}

std::string evidence_text(const std::vector<std::string>& evidence) {
  std::vector<std::string> shown;
  for (const std::string& text : evidence) {
    shown.push_back(excerpt(collapse_blanks(text), kEvidenceBytes));
  }
  return joined(shown);
}

/// Where a word stands, when that says something: a word of the whole file says nothing.
std::vector<std::string> telling_sections(const Evidence& evidence) {
  constexpr std::size_t kTelling = 2;
  // The features of title words have it in their name.
  const auto plain = set_of(SectionGroup::kTitle) | set_of(SectionGroup::kOther);
  std::vector<std::string> names =
      section_names(static_cast<SectionSet>(evidence.sections & ~plain));
  if (names.size() > kTelling) names.clear();
  return names;
}

/// "wal-g (fix, timeline)"; words that a stronger reason has told are not told again.
std::vector<std::string> new_texts(const std::vector<Evidence>& evidence,
                                   std::set<std::string>& told) {
  std::vector<std::string> texts;
  for (const Evidence& one : evidence) {
    if (!told.insert(one.text).second) continue;
    const std::string text = excerpt(collapse_blanks(one.text), kEvidenceBytes);
    const std::vector<std::string> sections = telling_sections(one);
    texts.push_back(sections.empty() ? text : fmt::format("{} ({})", text, joined(sections)));
  }
  return texts;
}

/// Reasons with the reader's own words first: "recent" alone convinces nobody, and what is shown
/// as 0.0 even less.
TemplateValue::List why_values(std::vector<Reason> why) {
  constexpr double kLeastShown = 0.05;
  std::erase_if(why, [](const Reason& reason) {
    return reason.evidence.empty() && reason.contribution < kLeastShown;
  });
  std::stable_partition(why.begin(), why.end(),
                        [](const Reason& reason) { return !reason.evidence.empty(); });
  std::set<std::string> told;
  return list_of(why, [&](const Reason& reason) {
    TemplateValue value;
    value["feature"] = reason.feature;
    value["evidence"] = joined(new_texts(reason.evidence, told));
    value["contribution"] = fmt::format("{:.1f}", reason.contribution);
    return value;
  });
}

std::string overdue_text(const OpenPreventAction& action) {
  if (!action.item.due) return "";
  const int days = action.days_overdue.value_or(0);
  if (days > 0) return count_text(static_cast<std::size_t>(days), "day") + " overdue";
  return "due " + format_day(action.item.due->at);
}

TemplateValue::List action_values(const std::vector<OpenPreventAction>& actions) {
  return list_of(actions, [](const OpenPreventAction& action) {
    TemplateValue value;
    value["text"] = action.item.text;
    value["owner"] = action.item.owner;
    value["state"] = overdue_text(action);
    return value;
  });
}

/// For whom a copy is sent to: "likely the same, 83 %".
std::string verdict_text(const HitAnswer& hit) {
  if (!hit.confidence) return "";
  return fmt::format("{}, {}", hit.likely ? "likely the same" : "a weak match",
                     percent_text(*hit.confidence));
}

std::string_view kind_note(FileKind kind) {
  switch (kind) {
    case FileKind::kTemplate: return "a template";
    case FileKind::kOther: return "a text about something else";
    case FileKind::kIncident: return "";
  }
  return "";
}

}  // namespace

TemplateValue hit_value(const HitAnswer& hit, Instant now) {
  const Card& card = hit.card;
  TemplateValue value = card_value(card, now);
  value["id"] = card.id;
  value["verdict"] = verdict_text(hit);
  value["company"] = card.company;
  value["remedy"] = remedy_values(card);
  value["has_remedy"] = !remedy_values(card).empty();
  value["snippet"] = snippet_values(hit.snippet);
  value["has_snippet"] = !hit.snippet.empty();
  value["why"] = why_values(hit.why);
  value["has_why"] = !hit.why.empty();
  value["missing"] = evidence_text(hit.missing);
  value["differs"] = fmt::format("{}", fmt::join(hit.differs, "; "));
  value["not_incident"] = kind_note(card.kind);
  value["actions"] = action_values(hit.open_prevent_actions);
  TemplateValue::List relations = relation_values(card.relations);
  for (std::size_t i = 0; i < relations.size(); ++i) {
    relations[i]["compare_url"] = compare_url(card.id, card.relations[i].id);
  }
  value["relations"] = std::move(relations);
  return value;
}

TemplateValue similar_value(const HitAnswer& hit, Instant now) {
  TemplateValue value = card_value(hit.card, now);
  value["chance"] = hit.likely ? percent_text(*hit.confidence) : std::string();
  std::vector<std::string> words;
  for (const Reason& reason : hit.why) {
    for (const Evidence& evidence : reason.evidence) {
      const bool known = std::find(words.begin(), words.end(), evidence.text) != words.end();
      if (!known && words.size() < kSimilarWords) words.push_back(evidence.text);
    }
  }
  value["evidence"] = evidence_text(words);
  return value;
}

}  // namespace dejavu
