// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/text/review_figures_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/text.h"
#include "core/base/time_words.h"

namespace dejavu {
namespace {

std::string clean(std::string_view text) { return collapse_blanks(printable(text)); }

std::string ids(const std::vector<std::string>& all) {
  return all.empty() ? "none" : clean(fmt::format("{}", fmt::join(all, ", ")));
}

std::string percent(double share) { return fmt::format("{:.0f} %", share * 100); }

std::string percents(const Interval& interval) {
  return fmt::format("{:.0f} to {:.0f} %", interval.low * 100, interval.high * 100);
}

std::string share_text(const CountedShare& share) {
  const std::size_t total = share.counted.size() + share.others.size();
  const std::string counts = fmt::format("{} of {}", share.counted.size(), total);
  if (!share.share) return counts + ", too few for a rate";
  return fmt::format("{}, {} ({})", counts, percent(share.share->rate),
                     percents(share.share->interval));
}

std::string minutes(double seconds) {
  return duration_words(std::chrono::seconds(static_cast<std::int64_t>(seconds)));
}

std::string rate_line(const Headline& headline) {
  const std::size_t recurred = headline.recurred.size();
  std::string text =
      fmt::format("{} of {} came back", recurred, count_text(headline.incidents(), "incident"));
  if (headline.rate) {
    text += fmt::format(": {} (95 % interval {})", percent(headline.rate->rate),
                        percents(headline.rate->interval));
  }
  if (headline.bounds) {
    text += fmt::format("; between {} and {} once all suggestions are decided",
                        percent(headline.bounds->low), percent(headline.bounds->high));
  }
  return text;
}

/// The parts of the text; each ends in a line end.
class Writer {
 public:
  explicit Writer(const Figures& figures) : figures_(figures) {}

  std::string write() {
    for (const std::string& text : headline_lines(figures_.headline, figures_.cooldown)) line(text);
    write_gaps("Blind gap (nobody knew)", figures_.blind_gaps);
    write_gaps("Silence gap (known, not said)", figures_.silence_gaps);
    write_classes();
    write_quarters();
    write_repairs();
    write_second_time();
    write_trend();
    write_fixes();
    write_power();
    write_groups();
    if (!figures_.too_few.empty()) line("\nToo few to tell");
    for (const std::string& text : figures_.too_few) line("   " + clean(text));
    return std::move(out_);
  }

 private:
  void line(std::string_view text) {
    out_ += text;
    out_ += '\n';
  }

  void write_gaps(std::string_view name, const std::vector<SpanQuarter>& quarters) {
    if (quarters.empty()) return;
    line(fmt::format("\n{}: median (quartiles)", name));
    for (const SpanQuarter& quarter : quarters) {
      if (!quarter.quartiles_s) {
        line(fmt::format("   {}  {} known, too few", quarter.quarter, quarter.counted.size()));
        continue;
      }
      const Quartiles& q = *quarter.quartiles_s;
      line(fmt::format("   {}  {} ({} to {}), {} known", quarter.quarter, minutes(q.median),
                       minutes(q.lower), minutes(q.upper), quarter.counted.size()));
    }
  }

  void write_classes() {
    if (!figures_.classes.empty()) line("\nWhy it could come back");
    for (const ClassFigure& figure : figures_.classes) {
      line(fmt::format("   {}  {}: {}", figure.name.empty() ? "--" : clean(figure.name),
                       figure.pairs.size(), ids(figure.pairs)));
    }
  }

  void write_quarters() {
    if (!figures_.quarters.empty()) line("\nRecurrences per quarter (95 % interval of the rate)");
    for (const QuarterFigure& figure : figures_.quarters) {
      const Interval& expected = figure.expected.interval;
      line(fmt::format("   {}  {} ({:.1f} to {:.1f}) of {}: {}", figure.quarter,
                       figure.recurred.size(), expected.low, expected.high,
                       count_text(figure.incidents.size(), "incident"), ids(figure.recurred)));
    }
    if (!figures_.halves) return;
    const HalvesFigure& halves = *figures_.halves;
    line(fmt::format("   until {} {}, since then {}{}", format_day(halves.middle),
                     halves.earlier.size(), halves.later.size(),
                     halves.p ? fmt::format(" (p {})", p_text(*halves.p)) : ""));
  }

  void write_repairs() {
    if (!figures_.repairs || !figures_.repairs->curve) return;
    line("\nHow long repairs hold");
    for (const SurvivalAt& at : figures_.repairs->curve->asked) {
      const std::string share = at.survival ? percent(*at.survival) : "nobody knows";
      const std::string interval =
          at.interval ? fmt::format(" ({})", percents(*at.interval)) : std::string();
      line(fmt::format("   {:3.0f} days  {}{}, {} at risk", at.time, share, interval, at.at_risk));
    }
  }

  void write_second_time() {
    if (!figures_.second_time.empty()) line("\nBetter the second time");
    for (const SecondTimeFigure& figure : figures_.second_time) {
      const std::string p = figure.test ? fmt::format(" (p {})", p_text(figure.test->p)) : "";
      line(fmt::format("   {:16}  {} of {}{}", name_of(figure.span), figure.better.size(),
                       figure.better.size() + figure.worse.size(), p));
    }
  }

  void write_trend() {
    if (!figures_.trend) return;
    if (const auto& laplace = figures_.trend->laplace) {
      line(fmt::format("\nTrend: Laplace u {:.2f}, p {} ({})", laplace->u, p_text(laplace->p()),
                       laplace->u < 0 ? "rarer" : "more frequent"));
    }
    if (const auto& power = figures_.trend->power_law) {
      line(fmt::format("   Crow-AMSAA beta {:.2f} ({:.2f} to {:.2f}), p {}", power->beta,
                       power->interval.low, power->interval.high, p_text(power->p)));
    }
  }

  void write_fixes() {
    if (!figures_.fixes || !figures_.fixes->association) return;
    const FixFigure& fixes = *figures_.fixes;
    line(
        fmt::format("\nPrevent actions and recurrence (an association, not a cause)\n"
                    "   done: {} of {} came back; open: {} of {}; odds ratio {:.1f} ({:.1f} to "
                    "{:.1f}), p {}",
                    fixes.done_recurred.size(), fixes.done_recurred.size() + fixes.done_held.size(),
                    fixes.open_recurred.size(), fixes.open_recurred.size() + fixes.open_held.size(),
                    fixes.association->odds_ratio, fixes.association->interval.low,
                    fixes.association->interval.high, p_text(fixes.association->p)));
  }

  void write_power() {
    if (figures_.power.empty()) return;
    std::vector<std::string> before;
    std::vector<std::string> chances;
    for (const HalvingChance& one : figures_.power) {
      before.push_back(fmt::format("{:.0f}", one.recurrences_before));
      chances.push_back(fmt::format("{:.0f}", one.chance * 100));
    }
    line(
        fmt::format("\nA true halving is seen (at 5 %) with a chance of {} % when there were {} "
                    "recurrences before",
                    fmt::join(chances, " / "), fmt::join(before, " / ")));
  }

  void write_groups() {
    if (!figures_.groups.empty()) line("\nBy name, not by rank");
    for (const GroupFigure& group : figures_.groups) {
      line(fmt::format("   {}: {}", clean(group.name),
                       share_text({group.recurred, group.others, group.rate})));
    }
  }

  const Figures& figures_;
  std::string out_;
};

}  // namespace

std::vector<std::string> headline_lines(const Headline& headline, std::chrono::seconds cooldown) {
  std::vector<std::string> lines = {rate_line(headline)};
  lines.push_back("   came back: " + ids(headline.recurred));
  lines.push_back("   waiting for a decision: " + ids(headline.waiting));
  if (headline.coverage) {
    lines.push_back(fmt::format("   reviewed: {} of the incidents with suggestions or decisions",
                                percent(*headline.coverage)));
  }
  lines.push_back("   of the engine's suggestions confirmed: " + share_text(headline.precision));
  if (!headline.largest_family.empty()) {
    lines.push_back(fmt::format("   without the largest family ({}): {}",
                                clean(headline.largest_family),
                                share_text(headline.without_largest_family)));
  }
  if (headline.missed.all) {
    lines.push_back(fmt::format("   all recurrences, found or not: about {:.0f} (sd {:.1f}), rough",
                                headline.missed.all->estimate, headline.missed.all->sd));
  }
  lines.push_back(fmt::format("   cooldown: {}", duration_words(cooldown)));
  return lines;
}

std::string p_text(double p) {
  constexpr double kLeast = 0.001;
  constexpr double kTellingDigits = 0.1;  // below it two digits would hide most
  if (p < kLeast) return "< 0.001";
  return p < kTellingDigits ? fmt::format("{:.3f}", p) : fmt::format("{:.2f}", p);
}

std::string figures_text(const Figures& figures) { return Writer(figures).write(); }

}  // namespace dejavu
