// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/html/filters.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/base/text.h"
#include "core/index/schema.h"
#include "server/html/parts.h"

namespace dejavu {
namespace {

/// More values hide the next facet; the rest opens on a click.
constexpr std::size_t kValuesShown = 5;

/// {url} or {toggle}: how to switch a value.
TemplateValue switch_value(const PageState& state, std::string_view field,
                           const std::string& value) {
  TemplateValue out;
  out["url"] = short_address_of(toggled(state, field, value));
  out["toggle"] = std::string(field) + "=" + value;
  out["removes"] = false;
  return out;
}

bool is_chosen(const PageState& state, std::string_view field, const std::string& value) {
  const auto chosen = state.filters.find(std::string(field));
  if (chosen == state.filters.end()) return false;
  // The index folds facet values, and somebody may have written the address by hand.
  return std::any_of(chosen->second.begin(), chosen->second.end(),
                     [&](const std::string& one) { return fold(one) == fold(value); });
}

TemplateValue facet_value(const std::vector<FacetCount>& counts, const Field& field,
                          const PageState& state) {
  TemplateValue::List values;
  TemplateValue::List rest;
  for (const FacetCount& facet : counts) {
    const bool on = is_chosen(state, field.name, facet.value);
    TemplateValue value = switch_value(state, field.name, facet.value);
    value["label"] = facet.value;
    value["check"] = true;
    value["count"] = std::to_string(facet.count);
    value["on"] = on;
    (on || values.size() < kValuesShown ? values : rest).push_back(std::move(value));
  }
  TemplateValue out;
  out["field"] = field.name;
  out["name"] = label_of(field.name);
  out["rest_count"] = std::to_string(rest.size());
  out["has_rest"] = !rest.empty();
  out["values"] = std::move(values);
  out["rest"] = std::move(rest);
  return out;
}

/// "2026-10": the first month of this quarter.
std::string quarter_of(Instant now) {
  const std::string day = format_day(now);
  const int month = (day[5] - '0') * 10 + (day[6] - '0');
  return fmt::format("{}-{:02}", day.substr(0, 4), (month - 1) / 3 * 3 + 1);
}

std::string year_before(Instant now) {
  const auto day = std::chrono::floor<std::chrono::days>(now);
  const std::chrono::year_month_day today{day};
  const std::chrono::year_month_day then = today - std::chrono::years(1);
  // There is a 29th of February in one year of four.
  const auto at = then.ok() ? std::chrono::sys_days(then)
                            : std::chrono::sys_days(then.year() / then.month() / std::chrono::last);
  return format_day(at);
}

/// A part of a paste may be a whole log line.
constexpr std::size_t kLabelBytes = 60;

std::string chosen_label(std::string_view field, const std::string& text) {
  const std::string shown = excerpt(collapse_blanks(text), kLabelBytes);
  if (field == "force") return "Must have: " + shown;
  if (field == "ignore") return "Without looking for: " + shown;
  return label_of(field) + ": " + shown;
}

}  // namespace

TemplateValue::List facet_values(const SearchAnswer& answer, const PageState& state) {
  TemplateValue::List facets;
  for (const Field& field : kFields) {
    const auto counts = answer.facets.find(std::string(field.name));
    if (counts == answer.facets.end()) continue;
    // One value alone is no choice.
    const bool chosen = state.filters.count(std::string(field.name)) > 0;
    if (counts->second.size() < 2 && !chosen) continue;
    facets.push_back(facet_value(counts->second, field, state));
  }
  return facets;
}

TemplateValue::List date_values(const PageState& state, Instant now) {
  struct Choice {
    std::string_view label;
    std::string after;
    std::string before;
  };
  const std::string quarter = quarter_of(now);
  const std::string last = year_before(now);
  const std::array<Choice, 4> choices = {{{"Any time", "", ""},
                                          {"This quarter", quarter, ""},
                                          {"Last 12 months", last, ""},
                                          {"Older than a year", "", last}}};
  return list_of(choices, [&](const Choice& choice) {
    TemplateValue value;
    value["label"] = choice.label;
    value["check"] = false;
    value["on"] = state.after == choice.after && state.before == choice.before;
    value["url"] = short_address_of(with_dates(state, choice.after, choice.before));
    value["toggle"] = "dates=" + choice.after + "/" + choice.before;
    value["removes"] = false;
    return value;
  });
}

TemplateValue recency_value(const PageState& state) {
  TemplateValue value = switch_value(state, "recency", "false");
  value["label"] = "Prefer recent ones";
  value["check"] = true;
  value["on"] = state.recency;
  return value;
}

TemplateValue::List chosen_values(const PageState& state) {
  TemplateValue::List chosen;
  const auto add = [&](std::string_view field, const std::string& text) {
    if (text.empty()) return;
    TemplateValue value = switch_value(state, field, text);
    value["label"] = chosen_label(field, text);
    value["check"] = false;
    value["on"] = true;
    value["removes"] = true;
    chosen.push_back(std::move(value));
  };
  for (const auto& [field, values] : state.filters) {
    for (const std::string& value : values) add(field, value);
  }
  for (const std::string& text : state.force) add("force", text);
  for (const std::string& text : state.ignore) add("ignore", text);
  add("after", state.after);
  add("before", state.before);
  if (!state.recency) {
    add("recency", "false");
    chosen.back()["label"] = "Recent ones not preferred";
  }
  return chosen;
}

TemplateValue::List hidden_values(const PageState& state) {
  TemplateValue::List hidden;
  const auto add = [&](std::string_view name, const std::string& text) {
    TemplateValue value;
    value["name"] = name;
    value["value"] = text;
    hidden.push_back(std::move(value));
  };
  for (const auto& [field, values] : state.filters) {
    for (const std::string& text : values) add(field, text);
  }
  for (const std::string& text : state.force) add("force", text);
  for (const std::string& text : state.ignore) add("ignore", text);
  if (!state.recency) add("recency", "false");
  return hidden;
}

}  // namespace dejavu
