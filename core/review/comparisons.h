// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/review/scope.h"
#include "core/statistics/fisher.h"
#include "core/statistics/paired.h"
#include "core/statistics/proportion.h"
#include "core/statistics/quantile.h"

namespace dejavu {

/// The spans that a team can shorten; each absent unless both times are known to the minute and in
/// order.
enum class Span { kBlind, kSilence, kMitigation };

/// "blind_gap" (known_at − started_at), "silence_gap" (raised_at − known_at), "time_to_mitigate"
/// (mitigated_at − started_at).
std::string_view name_of(Span span);

std::optional<std::chrono::seconds> length_of(const IncidentFacts& incident, Span span);

/// Per confirmed pair whose two spans are known: was it shorter the second time? Pair names.
struct SecondTimeFigure {
  Span span = Span::kBlind;
  std::vector<std::string> better;
  std::vector<std::string> worse;
  std::vector<std::string> equal;
  std::optional<SignTest> test;

  bool operator==(const SecondTimeFigure&) const = default;
};

/// One for each span.
std::vector<SecondTimeFigure> second_time_figures(const Scope& scope);

/// Incidents with `prevent` actions: did they come back? An association, not a cause.
struct FixFigure {
  std::vector<std::string> done_recurred;  // all of the actions were done (or declined) …
  std::vector<std::string> done_held;
  std::vector<std::string> open_recurred;  // … or one was open when it came back, or is today
  std::vector<std::string> open_held;
  std::optional<Association> association;  // open against done

  bool operator==(const FixFigure&) const = default;
};
FixFigure fix_figure(const Scope& scope);

/// Medians of a span by quarter of started_at.
struct SpanQuarter {
  std::string quarter;
  std::vector<std::string> counted;      // ids of incidents whose span is known
  std::optional<Quartiles> quartiles_s;  // seconds; absent below kLeastForQuartiles

  bool operator==(const SpanQuarter&) const = default;
};
std::vector<SpanQuarter> span_quarters(const Scope& scope, Span span);

/// Why it could come back, as people stated it; "" where nobody did.
struct ClassFigure {
  std::string name;
  std::vector<std::string> pairs;

  bool operator==(const ClassFigure&) const = default;
};
std::vector<ClassFigure> class_figures(const Scope& scope);

enum class Grouping { kService, kTrigger, kTag, kQuarter };

/// "service", "trigger", "tag", "quarter"; absent for any other name.
std::optional<Grouping> grouping_from(std::string_view name);

/// The incidents that share a service, trigger, tag or quarter. By name: never a league table.
struct GroupFigure {
  std::string name;
  std::vector<std::string> recurred;
  std::vector<std::string> others;
  std::optional<Proportion> rate;  // absent below kLeastTrials

  bool operator==(const GroupFigure&) const = default;
};

/// An incident counts once in each of its groups; those without any are in none.
std::vector<GroupFigure> group_figures(const Scope& scope, Grouping by);

}  // namespace dejavu
