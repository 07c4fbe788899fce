// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/search/question.h"

namespace dejavu {

/// Longer addresses are cut by mail programs, chats and some proxies: such a question goes by POST.
inline constexpr std::size_t kMaxAddressBytes = 1500;

/// Hits on one page.
inline constexpr std::size_t kPageHits = 10;

/// What a page shows only when somebody opens it, and the hits behind the first ones: two thirds of
/// the elements of an answer, which a slow phone would build at each key. The script fetches them
/// when a folded part is opened.
enum class FoldedParts { kPresent, kLeftOut };

/// Hits of an answer without its folded parts: more than a screen has room for.
inline constexpr std::size_t kBriefHits = 5;

/// What a search page was asked for: all of it is in the address, unless it came by POST.
struct PageState {
  std::string question;                                     // lines end in "\n"
  std::map<std::string, std::vector<std::string>> filters;  // facet field → chosen values
  std::vector<std::string> force;                           // parts that must occur
  std::vector<std::string> ignore;                          // parts that are not looked for
  std::string after;                                        // as written: "2024", "2024-03-01"
  std::string before;
  std::size_t offset = 0;
  bool recency = true;  // whether newer incidents may rank higher

  bool operator==(const PageState&) const = default;
};

using PageParameters = std::span<const std::pair<std::string, std::string>>;

/// Reads `q`, `after`, `before`, `offset`, `recency`, each `force` and `ignore`, and one parameter
/// for each value of a facet field; other names are left alone. `toggle=field=value`, which buttons
/// send, switches one value on or off.
PageState read_page_state(PageParameters parameters);

/// "/?q=…&service=…": read_page_state gives back the same state. "/" for an empty one.
std::string address_of(const PageState& state);

/// The address, or an empty text when it is longer than kMaxAddressBytes.
std::string short_address_of(const PageState& state);

/// With one value switched on or off, back on the first page. `field` is a facet field, "force" or
/// "ignore" (the one ends the other), "recency" (of any value), "after" or "before", or "dates"
/// with both as "<after>/<before>".
PageState toggled(PageState state, std::string_view field, std::string_view value);

/// With these dates, back on the first page.
PageState with_dates(PageState state, std::string_view after, std::string_view before);

/// Neither question nor filters: the start page.
bool is_empty(const PageState& state);

/// What the search is asked. A date that is none is left out; date_notes says so.
Question question_of(const PageState& state);
std::vector<std::string> date_notes(const PageState& state);

}  // namespace dejavu
