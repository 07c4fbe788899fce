// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/recurrence/book.h"
#include "core/review/comparisons.h"
#include "core/review/headline.h"
#include "server/html/templates.h"

namespace dejavu {

/// "26 %", in one piece; 0 and 100 as they are.
std::string share_text(double share);

/// "14 to 35 %".
std::string interval_text(const Interval& interval);

/// "3 of 12, 25 % (9 to 53 %)", or "3 of 4, too few for a rate".
std::string counted_text(const CountedShare& share);

/// Seconds in words.
std::string seconds_text(double seconds);

/// "/compare?a=<later>&b=<earlier>", escaped.
std::string compare_url(std::string_view later, std::string_view earlier);

/// "R1" → "the fix was not done"; empty for what is no class.
std::string_view class_words(std::string_view name);

/// The class of web/report.css that draws the relation's shape: the name of the relation.
std::string_view relation_style(PairState state);

/// Incidents by id; pointers go into the Recurrences it was made from.
class IncidentsById {
 public:
  explicit IncidentsById(const std::vector<IncidentFacts>& incidents);

  /// nullptr when there is none.
  const IncidentFacts* find(std::string_view id) const;

 private:
  std::unordered_map<std::string_view, const IncidentFacts*> by_id_;
};

/// {id, url, title, severity, severity_class, started, services}. An id that the index lacks is its
/// own title.
TemplateValue side_value(std::string_view id, const IncidentFacts* incident, Instant now);

/// {id, url} for each, for web/templates/ids.html.
TemplateValue::List id_values(std::span<const std::string> ids);

/// Texts as {words}.
TemplateValue::List word_values(std::span<const std::string> texts);

/// When the index is older than this, pages that are read once a week say so.
inline constexpr std::chrono::days kStaleIndex{7};

/// What to do about an index that nobody has brought up to date for long; empty otherwise.
std::string stale_text(const IndexInfo& index, Instant now);

/// Do the same mistakes recur? With interval, bounds, coverage, and what may be concluded.
TemplateValue headline_value(const Headline& headline, std::chrono::seconds cooldown);

/// {drawing, note, rows} of a span by quarter, for web/templates/gap_figure.html; absent without
/// quarters. `name` is what the span is called.
TemplateValue gaps_value(const std::vector<SpanQuarter>& quarters, std::string_view name);

}  // namespace dejavu
