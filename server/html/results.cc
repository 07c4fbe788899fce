// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/html/results.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/text.h"
#include "core/base/time_words.h"
#include "server/html/filters.h"
#include "server/html/hit.h"
#include "server/html/parts.h"
#include "server/html/report_parts.h"
#include "server/html/times.h"

namespace dejavu {
namespace {

/// A tab shows thirty letters, a history list some more.
constexpr std::size_t kTitleBytes = 70;

/// A chip holds a word or a log line, not a page.
constexpr std::size_t kChipBytes = 120;

/// Only filters or dates were given: the hits are a list, not a likeness.
bool is_list(const SearchAnswer& answer) {
  return !answer.hits.empty() && answer.hits.front().score == 0;
}

std::size_t count_likely(const SearchAnswer& answer) {
  if (answer.verdict.answer == VerdictAnswer::kNo) return 0;
  return static_cast<std::size_t>(std::count_if(answer.hits.begin(), answer.hits.end(),
                                                [](const HitAnswer& hit) { return hit.likely; }));
}

std::string_view verdict_word(VerdictAnswer answer) {
  switch (answer) {
    case VerdictAnswer::kYes: return "Yes";
    case VerdictAnswer::kMaybe: return "Maybe";
    case VerdictAnswer::kNo: return "Nothing like this has been written down";
  }
  return "";
}

std::string extent_text(const SearchAnswer& answer, const PageState& state) {
  if (state.offset > 0) return "further down the list";
  const std::size_t likely = count_likely(answer);
  return likely > 0 ? count_text(likely, "similar incident") : "only weaker matches";
}

/// "— likely seen before, 83 %; 2 similar incidents".
std::string rest_of_verdict(const SearchAnswer& answer, const PageState& state) {
  const Verdict& verdict = answer.verdict;
  const std::string chance = verdict.confidence ? percent_text(*verdict.confidence) : "";
  if (verdict.answer == VerdictAnswer::kNo) {
    return chance.empty() ? chance : fmt::format("— a {} chance that it was seen before", chance);
  }
  const std::string extent = extent_text(answer, state);
  if (chance.empty()) return "— " + extent;
  const bool yes = verdict.answer == VerdictAnswer::kYes;
  return fmt::format("— {} seen before, {}; {}", yes ? "likely" : "perhaps", chance, extent);
}

/// "as written: no stop" → "As written: no stop."
std::string sentence(const std::string& text) {
  if (text.empty()) return text;
  std::string out = text;
  if (out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
  if (std::string_view(".!?").find(out.back()) == std::string_view::npos) out += '.';
  return out;
}

bool is_filtered(const PageState& state) {
  return !state.filters.empty() || !state.after.empty() || !state.before.empty() ||
         !state.force.empty();
}

TemplateValue::List next_steps(const SearchAnswer& answer, const PageState& state) {
  TemplateValue::List steps;
  if (answer.verdict.answer != VerdictAnswer::kNo) return steps;
  if (is_filtered(state)) {
    steps.push_back(
        "Filters or required words are in force, listed above: without them there may be more.");
  }
  if (answer.hits.empty()) {
    steps.push_back("Try the error text itself, the name of the service, or other words for it.");
  } else {
    steps.push_back(
        "The nearest incidents are below; they share a few words and may be unrelated.");
  }
  return steps;
}

void set_verdict(TemplateValue& value, const SearchAnswer& answer, const PageState& state) {
  const Verdict& verdict = answer.verdict;
  if (is_list(answer)) {
    value["verdict_class"] = "list";
    value["verdict_word"] = count_text(answer.total, "incident");
    value["verdict_rest"] = "newest first";
  } else {
    value["verdict_class"] = name_of(verdict.answer);
    value["verdict_word"] = verdict_word(verdict.answer);
    value["verdict_rest"] = rest_of_verdict(answer, state);
  }
  value["reason"] = sentence(verdict.reason);
  if (answer.did_you_mean) {
    PageState meant = state;
    meant.question = *answer.did_you_mean;
    meant.offset = 0;
    value["did_you_mean"] = *answer.did_you_mean;
    value["meant_url"] = short_address_of(meant);
  }
  value["notes"] =
      list_of(answer.notes, [](const std::string& note) { return TemplateValue(note); });
  value["next_steps"] = next_steps(answer, state);
}

std::string_view part_label(PartKind kind) {
  switch (kind) {
    case PartKind::kWord: return "";
    case PartKind::kIdentifier: return "identifier";
    case PartKind::kLine: return "log line";
    case PartKind::kConcept: return "synonyms of";
    case PartKind::kPhrase: return "exact words";
    case PartKind::kPrefix: return "begins with";
    case PartKind::kFilter: return "only";
    case PartKind::kExcluded: return "without";
  }
  return "";
}

/// Whether a click can force it or leave it out. What is an operator is changed in the box.
bool has_switches(const QuestionPart& part) {
  switch (part.kind) {
    case PartKind::kWord:
    case PartKind::kIdentifier:
    case PartKind::kLine:
    case PartKind::kConcept: return true;
    case PartKind::kPhrase:
    case PartKind::kPrefix:
    case PartKind::kFilter:
    case PartKind::kExcluded: return false;
  }
  return false;
}

TemplateValue part_value(const QuestionPart& part) {
  TemplateValue value;
  value["kind"] = part_label(part.kind);
  value["whole"] = has_switches(part) ? part.text : std::string();
  value["required"] = part.group != 0;
  const std::string text = excerpt(collapse_blanks(part.text), kChipBytes);
  value["text"] = part.field.empty() ? text : part.field + ": " + text;
  return value;
}

TemplateValue ignored_value(const IgnoredText& ignored) {
  TemplateValue value;
  value["text"] = excerpt(collapse_blanks(ignored.text), kChipBytes);
  value["reason"] = ignored.reason;
  const bool by_choice = ignored.reason == kIgnoredByChoice;
  value["left_out"] = by_choice ? ignored.text : std::string();
  value["common"] = ignored.reason == kTooCommon ? ignored.text : std::string();
  return value;
}

TemplateValue missing_value(const std::string& text) {
  TemplateValue value;
  value["text"] = excerpt(collapse_blanks(text), kChipBytes);
  value["whole"] = text;
  return value;
}

TemplateValue parts_value(const SearchAnswer& answer, const PageState& state) {
  if (answer.used.empty() && answer.missing.empty() && answer.ignored.empty()) return {};
  TemplateValue value;
  std::string summary = count_text(answer.used.size(), "part") + " of the question";
  if (!answer.missing.empty()) summary += fmt::format(", {} unknown", answer.missing.size());
  if (!answer.ignored.empty()) summary += fmt::format(", {} ignored", answer.ignored.size());
  value["summary"] = summary;
  value["used"] = list_of(answer.used, part_value);
  value["has_used"] = !answer.used.empty();
  const bool open = !state.force.empty() || !state.ignore.empty();
  value["open"] = open;
  if (open) value["folded"] = true;  // whatever else is left out
  value["missing"] = list_of(answer.missing, missing_value);
  value["has_missing"] = !answer.missing.empty();
  value["ignored"] = list_of(answer.ignored, ignored_value);
  value["has_ignored"] = !answer.ignored.empty();
  return value;
}

/// A run of hits under a heading; the numbering goes on from group to group.
struct Group {
  std::string_view kind;
  std::string_view heading;
  TemplateValue::List hits;
};

std::string_view heading_of_rest(const SearchAnswer& answer) {
  if (is_list(answer)) return "Incidents";
  return answer.verdict.answer == VerdictAnswer::kNo ? "Nearest" : "Weaker matches";
}

/// Two suspects side by side: the first with the second, every other with the first.
std::string compare_address(const SearchAnswer& answer, const HitAnswer& hit) {
  if (answer.hits.size() < 2) return "";
  const std::string& first = answer.hits[0].card.id;
  const bool is_first = hit.card.id == first;
  return compare_url(hit.card.id, is_first ? answer.hits[1].card.id : first);
}

TemplateValue::List group_values(const SearchAnswer& answer, const PageState& state, Instant now) {
  const bool no = answer.verdict.answer == VerdictAnswer::kNo;
  Group likely{"likely", "Likely the same", {}};
  Group rest{is_list(answer) ? "listed" : "weak", heading_of_rest(answer), {}};
  for (const HitAnswer& hit : answer.hits) {
    TemplateValue value = hit_value(hit, now);
    value["beside_url"] = compare_address(answer, hit);
    value["beside"] = &hit == &answer.hits.front() ? "the next" : "the first";
    (hit.likely && !no ? likely : rest).hits.push_back(std::move(value));
  }
  TemplateValue::List groups;
  std::size_t first = state.offset + 1;
  for (Group* group : {&likely, &rest}) {
    if (group->hits.empty()) continue;
    TemplateValue value;
    value["kind"] = group->kind;
    value["heading"] = group->heading;
    value["first"] = std::to_string(first);
    first += group->hits.size();
    value["hits"] = std::move(group->hits);
    groups.push_back(std::move(value));
  }
  return groups;
}

TemplateValue page_value(PageState state, std::size_t offset, std::string_view label) {
  state.offset = offset;
  TemplateValue value;
  value["label"] = label;
  value["offset"] = std::to_string(offset);
  value["url"] = short_address_of(state);
  return value;
}

TemplateValue::List page_values(const SearchAnswer& answer, const PageState& state) {
  TemplateValue::List pages;
  if (state.offset > 0) {
    const std::size_t before = state.offset - std::min(state.offset, kPageHits);
    pages.push_back(page_value(state, before, "Better matches"));
  }
  const std::size_t next = state.offset + kPageHits;
  if (next < answer.total && next <= kMaxOffset && !answer.hits.empty()) {
    pages.push_back(page_value(state, next, "Further down the list"));
  }
  return pages;
}

TemplateValue filters_value(const SearchAnswer& answer, const PageState& state, Instant now) {
  TemplateValue value;
  value["dates"] = date_values(state, now);
  value["after"] = state.after;
  value["before"] = state.before;
  value["recency"] = is_list(answer) ? TemplateValue() : recency_value(state);
  value["facets"] = facet_values(answer, state);
  return value;
}

}  // namespace

std::string page_title(const PageState& state) {
  const std::string question = excerpt(collapse_blanks(state.question), kTitleBytes);
  return question.empty() ? "dejavu: has this happened before?" : question + " · dejavu";
}

TemplateValue results_value(const SearchAnswer& answer, const PageState& state, Instant now,
                            FoldedParts folded) {
  TemplateValue value;
  value["folded"] = folded == FoldedParts::kPresent;
  value["title"] = page_title(state);
  value["hidden"] = hidden_values(state);
  set_verdict(value, answer, state);
  value["parts"] = parts_value(answer, state);
  value["chosen"] = chosen_values(state);
  value["has_chosen"] = !chosen_values(state).empty();
  value["groups"] = group_values(answer, state, now);
  if (folded == FoldedParts::kPresent) {
    value["pages"] = page_values(answer, state);
    value["has_pages"] = !page_values(answer, state).empty();
  } else if (answer.hits.size() == kBriefHits && state.offset + kBriefHits < answer.total) {
    const std::size_t whole = std::min(answer.total - state.offset, kPageHits);
    value["more_hits"] = std::to_string(whole - kBriefHits);
  }
  // Where nothing was found without a filter, no filter finds more.
  const bool filterable = !answer.hits.empty() || is_filtered(state) || state.offset > 0;
  value["to_filters"] = filterable;
  value["filters"] = filterable ? filters_value(answer, state, now) : TemplateValue();
  return value;
}

}  // namespace dejavu
