// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/html/page_state.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "core/base/text.h"
#include "core/index/schema.h"
#include "core/secrets/mask.h"
#include "server/http/http.h"

namespace dejavu {
namespace {

bool is_facet(std::string_view name) {
  const Field* field = find_field(name);
  return field != nullptr && field->kind == FieldKind::kFacet;
}

/// Forms send lines that end in CRLF.
std::string with_plain_line_ends(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      out += text[i];
    } else if (i + 1 == text.size() || text[i + 1] != '\n') {
      out += '\n';
    }
  }
  return out;
}

std::size_t read_offset(std::string_view text) {
  std::size_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return std::min(number, kMaxOffset);
}

/// Forms that somebody repeats by hand must not make endless pages.
constexpr std::size_t kMaxFilterValues = 50;

void add_value(std::vector<std::string>& values, const std::string& value, std::size_t most) {
  const bool known = std::find(values.begin(), values.end(), value) != values.end();
  if (!known && values.size() < most && !trim(value).empty()) values.push_back(value);
}

bool is_same(std::string_view a, std::string_view b) { return fold(a) == fold(b); }

/// Takes the value out if it is there, in whatever letters.
bool remove_value(std::vector<std::string>& values, std::string_view value) {
  const auto found = std::find_if(values.begin(), values.end(),
                                  [&](const std::string& one) { return is_same(one, value); });
  if (found == values.end()) return false;
  values.erase(found);
  return true;
}

void toggle_value(std::vector<std::string>& values, std::string_view value) {
  if (!remove_value(values, value)) values.emplace_back(value);
}

std::optional<Instant> instant_of(const std::string& text) {
  const std::optional<Moment> moment = parse_moment(text);
  return moment ? std::optional(moment->at) : std::nullopt;
}

}  // namespace

PageState read_page_state(PageParameters parameters) {
  PageState state;
  std::string toggle;
  for (const auto& [name, value] : parameters) {
    if (name == "q") state.question = mask_secrets(with_plain_line_ends(value)).text;
    if (name == "after") state.after = trim(value);
    if (name == "before") state.before = trim(value);
    if (name == "offset") state.offset = read_offset(value);
    if (name == "recency") state.recency = value != "false";
    if (name == "toggle") toggle = value;
    if (name == "force") add_value(state.force, with_plain_line_ends(value), kMaxChoices);
    if (name == "ignore") add_value(state.ignore, with_plain_line_ends(value), kMaxChoices);
    if (is_facet(name) && !trim(value).empty()) {
      add_value(state.filters[name], value, kMaxFilterValues);
    }
  }
  toggle = with_plain_line_ends(toggle);
  const std::size_t equals = toggle.find('=');
  if (equals == std::string::npos) return state;
  return toggled(std::move(state), std::string_view(toggle).substr(0, equals),
                 std::string_view(toggle).substr(equals + 1));
}

std::string address_of(const PageState& state) {
  std::string query;
  const auto add = [&](std::string_view name, std::string_view value) {
    if (value.empty()) return;
    query += query.empty() ? '?' : '&';
    query.append(name).append("=").append(percent_encode(value));
  };
  add("q", state.question);
  for (const auto& [field, values] : state.filters) {
    for (const std::string& value : values) add(field, value);
  }
  for (const std::string& text : state.force) add("force", text);
  for (const std::string& text : state.ignore) add("ignore", text);
  add("after", state.after);
  add("before", state.before);
  if (!state.recency) add("recency", "false");
  if (state.offset > 0) add("offset", std::to_string(state.offset));
  return "/" + query;
}

std::string short_address_of(const PageState& state) {
  std::string address = address_of(state);
  return address.size() <= kMaxAddressBytes ? address : std::string();
}

PageState toggled(PageState state, std::string_view field, std::string_view value) {
  state.offset = 0;
  if (field == "dates") {
    const std::size_t slash = value.find('/');
    const bool pair = slash != std::string_view::npos;
    return with_dates(std::move(state), value.substr(0, slash),
                      pair ? value.substr(slash + 1) : std::string_view());
  }
  if (field == "recency") {
    state.recency = !state.recency;
    return state;
  }
  if (field == "after" || field == "before") {
    std::string& date = field == "after" ? state.after : state.before;
    date = date == value ? "" : value;
    return state;
  }
  if (field == "force" || field == "ignore") {
    const bool forces = field == "force";
    remove_value(forces ? state.ignore : state.force, value);
    toggle_value(forces ? state.force : state.ignore, value);
    return state;
  }
  if (!is_facet(field)) return state;
  const std::string name(field);
  std::vector<std::string>& values = state.filters[name];
  toggle_value(values, value);
  if (values.empty()) state.filters.erase(name);
  return state;
}

PageState with_dates(PageState state, std::string_view after, std::string_view before) {
  state.after = after;
  state.before = before;
  state.offset = 0;
  return state;
}

bool is_empty(const PageState& state) {
  return trim(state.question).empty() && state.filters.empty() && state.after.empty() &&
         state.before.empty();
}

Question question_of(const PageState& state) {
  return Question{.text = state.question,
                  .limit = kPageHits,
                  .offset = state.offset,
                  .before = instant_of(state.before),
                  .after = instant_of(state.after),
                  .filters = state.filters,
                  .recency = state.recency,
                  .force = state.force,
                  .ignore = state.ignore};
}

std::vector<std::string> date_notes(const PageState& state) {
  std::vector<std::string> notes;
  for (const std::string& text : {state.after, state.before}) {
    if (!text.empty() && !instant_of(text)) {
      notes.push_back("“" + text +
                      "” is no date and was left out: write 2024, 2024-03 or 2024-03-01");
    }
  }
  return notes;
}

}  // namespace dejavu
