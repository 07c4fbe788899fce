// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/review/figures.h"

#include <fmt/format.h>

#include <array>

#include "core/base/time_words.h"
#include "core/statistics/power.h"

namespace dejavu {
namespace {

constexpr std::array<double, 6> kPowerLine = {5, 10, 20, 30, 40, 60};

CollectionSize size_of(std::size_t incidents) {
  if (incidents < kLeastForRates) return CollectionSize::kTooFew;
  if (incidents < kLeastForCourse) return CollectionSize::kSmall;
  return incidents < kLeastForTrends ? CollectionSize::kMedium : CollectionSize::kLarge;
}

std::vector<HalvingChance> power_line() {
  std::vector<HalvingChance> line;
  for (const double before : kPowerLine) {
    line.push_back({before, chance_to_see_halving(before).value_or(0)});
  }
  return line;
}

void hide_rates(Headline& headline) {
  headline.rate.reset();
  headline.bounds.reset();
  headline.precision.share.reset();
  headline.without_largest_family.share.reset();
}

class Reporter {
 public:
  Reporter(const Recurrences& recurrences, const FigureOptions& options)
      : scope_(scope_of(recurrences, {options.now, options.last})), by_(options.by) {
    figures_.now = options.now;
    figures_.cooldown = recurrences.cooldown;
    figures_.size = size_of(scope_.incidents.size());
  }

  Figures report() {
    figures_.headline = headline_of(scope_);
    if (by_) figures_.groups = group_figures(scope_, *by_);
    if (figures_.size == CollectionSize::kTooFew) hide_rates(figures_.headline);
    note_headline();
    add_small();
    add_medium();
    add_large();
    return std::move(figures_);
  }

 private:
  void note(std::string text) { figures_.too_few.push_back(std::move(text)); }

  bool is_at_least(CollectionSize size, std::size_t incidents, std::string_view what) {
    if (figures_.size >= size) return true;
    note(fmt::format("{}: from {} incidents on, there are {}", what, incidents,
                     scope_.incidents.size()));
    return false;
  }

  void note_headline() {
    const Headline& headline = figures_.headline;
    const bool small = scope_.incidents.size() < kLeastForRates;
    if (!small && !headline.rate && headline.coverage.value_or(1) < kLeastCoverage) {
      note(
          fmt::format("recurrence rate: {:.0f} % of the suggestions have been reviewed, below "
                      "{:.0f} % only the bounds are shown",
                      *headline.coverage * 100, kLeastCoverage * 100));
    }
    const std::size_t both = headline.missed.both.size();
    if (!headline.missed.all && both >= kLeastRecaptured) {
      note("missed recurrences: author and engine find the same ones");
    } else if (!headline.missed.all) {
      note(fmt::format("missed recurrences: {} found by author and engine, too few below {}", both,
                       kLeastRecaptured));
    }
  }

  void add_small() {
    if (!is_at_least(CollectionSize::kSmall, kLeastForRates, "rates, bounds, gaps by quarter")) {
      return;
    }
    figures_.blind_gaps = span_quarters(scope_, Span::kBlind);
    figures_.silence_gaps = span_quarters(scope_, Span::kSilence);
  }

  void add_medium() {
    if (!is_at_least(CollectionSize::kMedium, kLeastForCourse,
                     "classes, recurrences per quarter, how long repairs hold, second time "
                     "better")) {
      return;
    }
    figures_.classes = class_figures(scope_);
    figures_.quarters = quarter_figures(scope_);
    figures_.halves = halves_figure(scope_);
    figures_.repairs = repair_figure(scope_);
    figures_.second_time = second_time_figures(scope_);
    figures_.power = power_line();
  }

  void add_large() {
    if (!is_at_least(CollectionSize::kLarge, kLeastForTrends,
                     "trend, mean cumulative function, open actions against recurrences")) {
      return;
    }
    figures_.trend = trend_figure(scope_);
    figures_.services = service_figure(scope_);
    figures_.fixes = fix_figure(scope_);
    const std::size_t events = figures_.trend->recurred.size();
    if (!figures_.trend->laplace) {
      note(fmt::format("trend: {}, too few below {}", count_text(events, "recurrence"),
                       kLeastForLaplace));
    }
    if (!figures_.trend->power_law) {
      note(fmt::format("growth of the trend: {}, too few below {}",
                       count_text(events, "recurrence"), kLeastForPowerLaw));
    }
  }

  Scope scope_;
  std::optional<Grouping> by_;
  Figures figures_;
};

}  // namespace

std::string_view name_of(CollectionSize size) {
  switch (size) {
    case CollectionSize::kTooFew: return "too few";
    case CollectionSize::kSmall: return "10 to 29";
    case CollectionSize::kMedium: return "30 to 149";
    case CollectionSize::kLarge: break;
  }
  return "150 and more";
}

Figures figures_of(const Recurrences& recurrences, const FigureOptions& options) {
  return Reporter(recurrences, options).report();
}

}  // namespace dejavu
