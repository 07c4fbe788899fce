// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/html/trend_sentences.h"

#include <fmt/format.h>

#include "core/base/time_words.h"
#include "core/statistics/power.h"
#include "server/html/report_parts.h"
#include "server/text/review_figures_text.h"

namespace dejavu {

std::string halves_sentence(const std::optional<HalvesFigure>& halves) {
  if (!halves) return "";
  const std::string counts =
      fmt::format("{} until {}, {} since then", count_text(halves->earlier.size(), "recurrence"),
                  format_day(halves->middle), halves->later.size());
  if (!halves->p) return counts + ": nothing to compare.";
  if (*halves->p > kSignificance) {
    return fmt::format("{}: too few to tell whether they became rarer or more frequent (p {}).",
                       counts, p_text(*halves->p));
  }
  return fmt::format("{}: they became {}, by more than chance explains (p {}).", counts,
                     halves->later.size() < halves->earlier.size() ? "rarer" : "more frequent",
                     p_text(*halves->p));
}

std::string repair_sentence(const SurvivalCurve& curve) {
  const SurvivalAt* last = nullptr;
  for (const SurvivalAt& at : curve.asked) {
    if (at.survival) last = &at;
  }
  if (last == nullptr) return "Too few to tell: no repair has been watched that long.";
  if (!last->interval) {
    return fmt::format("{} of the repairs hold for {:.0f} days; {} are watched that long.",
                       share_text(*last->survival), last->time, last->at_risk);
  }
  return fmt::format(
      "Of repairs like these, {} hold for {:.0f} days (95 % interval); {} of {} are watched that "
      "long.",
      interval_text(*last->interval), last->time, last->at_risk, curve.lifetimes);
}

std::string second_time_sentence(const SecondTimeFigure& figure) {
  if (!figure.test) return "nothing to compare";
  if (figure.test->p > kSignificance) return "too few to tell";
  const bool better = figure.better.size() > figure.worse.size();
  return better ? "shorter, by more than chance explains" : "longer, by more than chance explains";
}

std::vector<std::string> trend_sentences(const std::optional<TrendFigure>& trend) {
  std::vector<std::string> sentences;
  if (!trend) return sentences;
  if (const auto& laplace = trend->laplace) {
    const bool seen = laplace->p() <= kSignificance;
    sentences.push_back(
        fmt::format("{} (Laplace u {:.2f}, p {}, {}).",
                    seen ? (laplace->u < 0 ? "They become rarer" : "They become more frequent")
                         : "Too few to tell whether they become rarer or more frequent",
                    laplace->u, p_text(laplace->p()), count_text(laplace->events, "recurrence")));
  }
  if (const auto& power = trend->power_law) {
    sentences.push_back(fmt::format(
        "Crow-AMSAA β {:.2f} (95 % interval {:.2f} to {:.2f}, p {}): below 1 they become "
        "rarer, above 1 more frequent.",
        power->beta, power->interval.low, power->interval.high, p_text(power->p)));
  }
  return sentences;
}

std::string fix_sentence(const std::optional<FixFigure>& fixes) {
  if (!fixes || !fixes->association) return "";
  const std::size_t done = fixes->done_recurred.size() + fixes->done_held.size();
  const std::size_t open = fixes->open_recurred.size() + fixes->open_held.size();
  const bool seen = fixes->association->p <= kSignificance;
  return fmt::format(
      "All prevent actions done: {} of {} came back. One left open: {} of {}. Odds ratio {:.1f} "
      "(95 % interval {:.1f} to {:.1f}), p {}: {}.",
      fixes->done_recurred.size(), done, fixes->open_recurred.size(), open,
      fixes->association->odds_ratio, fixes->association->interval.low,
      fixes->association->interval.high, p_text(fixes->association->p),
      seen ? "an association, not a cause" : "too few to tell");
}

}  // namespace dejavu
