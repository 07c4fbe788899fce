// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "core/review/comparisons.h"
#include "core/review/course.h"
#include "core/review/headline.h"

namespace dejavu {

/// What can be told depends on how many eligible incidents there are.
enum class CollectionSize {
  kTooFew,  // counts only
  kSmall,   // from kLeastForRates: rates and bounds, medians of the gaps
  kMedium,  // from kLeastForCourse: classes, quarters, repairs, second time better
  kLarge,   // from kLeastForTrends: trends, mean cumulative function, Fisher
};
inline constexpr std::size_t kLeastForRates = 10;
inline constexpr std::size_t kLeastForCourse = 30;
inline constexpr std::size_t kLeastForTrends = 150;

/// "too few", "10 to 29", "30 to 149", "150 and more".
std::string_view name_of(CollectionSize size);

/// The chance to see a true halving of the recurrences of a period in the next one.
struct HalvingChance {
  double recurrences_before = 0;
  double chance = 0;

  bool operator==(const HalvingChance&) const = default;
};

struct FigureOptions {
  Instant now{};
  std::size_t last = 0;  // only the newest so many incidents; 0: all
  std::optional<Grouping> by{};
};

/// What the decisions add up to. What the size of the collection does not carry is absent or empty,
/// and `too_few` says so. Each figure holds the ids it was counted from. Depends neither on the
/// order of files nor on that of the ledger.
struct Figures {
  Instant now{};
  std::chrono::seconds cooldown{};
  CollectionSize size = CollectionSize::kTooFew;
  Headline headline;  // below kLeastForRates without rate and bounds
  std::vector<SpanQuarter> blind_gaps;
  std::vector<SpanQuarter> silence_gaps;
  std::vector<ClassFigure> classes;
  std::vector<QuarterFigure> quarters;
  std::optional<HalvesFigure> halves;
  std::optional<RepairFigure> repairs;
  std::vector<SecondTimeFigure> second_time;
  std::optional<TrendFigure> trend;
  std::optional<ServiceFigure> services;
  std::optional<FixFigure> fixes;
  std::vector<HalvingChance> power;  // printed with every trend
  std::vector<GroupFigure> groups;   // as asked for
  std::vector<std::string> too_few;  // what is too few to tell, in sentences
};

Figures figures_of(const Recurrences& recurrences, const FigureOptions& options);

}  // namespace dejavu
