// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/ranking/stats_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "core/base/text.h"

namespace dejavu {
namespace {

std::string verdict_of(const QuestionOutcome& outcome) {
  return outcome.verdict ? std::string(name_of(*outcome.verdict)) : "-";
}

std::string line_of(const QuestionOutcome& outcome) {
  if (!outcome.has_answer) {
    return fmt::format("{:>4}  {:<7} {:<11} {}\n", "-", verdict_of(outcome), outcome.kind,
                       outcome.id);
  }
  const std::string rank = outcome.rank > 0 ? std::to_string(outcome.rank) : "none";
  const std::string wrong = outcome.rank == 1 ? "" : fmt::format("  ({})", outcome.first);
  return fmt::format("{:>4}  {:<7} {:<11} {}{}\n", rank, verdict_of(outcome), outcome.kind,
                     outcome.id, wrong);
}

std::string known_line(const std::string& name, const RankTotals& totals) {
  return fmt::format(
      "{:<11} {:>3} questions: first {:.3f}, first three {:.3f}, MRR {:.3f}, "
      "yes {:.3f}, no {:.3f}\n",
      name, totals.known, totals.first, totals.first_three, totals.reciprocal_rank,
      totals.known_yes, totals.known_no);
}

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

RankTotals totals_of(const std::vector<QuestionOutcome>& outcomes) {
  const auto count = [&](const auto& test) {
    return static_cast<std::size_t>(std::count_if(outcomes.begin(), outcomes.end(), test));
  };
  const auto said = [&](VerdictAnswer verdict, bool known) {
    return count(
        [&](const QuestionOutcome& o) { return o.has_answer == known && o.verdict == verdict; });
  };
  RankTotals totals;
  totals.known = count([](const QuestionOutcome& o) { return o.has_answer; });
  totals.fresh = outcomes.size() - totals.known;
  totals.first = share(count([](const QuestionOutcome& o) { return o.rank == 1; }), totals.known);
  totals.first_three = share(
      count([](const QuestionOutcome& o) { return o.rank >= 1 && o.rank <= 3; }), totals.known);
  double sum = 0;
  for (const QuestionOutcome& outcome : outcomes) sum += outcome.scores.reciprocal_rank;
  totals.reciprocal_rank = totals.known == 0 ? 0 : sum / static_cast<double>(totals.known);
  totals.known_yes = share(said(VerdictAnswer::kYes, true), totals.known);
  totals.known_no = share(said(VerdictAnswer::kNo, true), totals.known);
  totals.fresh_yes = share(said(VerdictAnswer::kYes, false), totals.fresh);
  totals.fresh_no = share(said(VerdictAnswer::kNo, false), totals.fresh);
  return totals;
}

std::string stats_text(const std::vector<QuestionOutcome>& outcomes) {
  std::string text = "rank  verdict kind        question  (what stood first instead)\n";
  std::map<std::string, std::vector<QuestionOutcome>> kinds;
  for (const QuestionOutcome& outcome : outcomes) {
    text += line_of(outcome);
    if (outcome.has_answer) kinds[outcome.kind].push_back(outcome);
  }
  text += "\n";
  for (const auto& [kind, some] : kinds) text += known_line(kind, totals_of(some));
  const RankTotals all = totals_of(outcomes);
  text += known_line("all", all);
  text += fmt::format("{:<11} {:>3} questions: yes {:.3f}, no {:.3f}\n", "no answer", all.fresh,
                      all.fresh_yes, all.fresh_no);
  return text;
}

std::string difference(const std::string& before, const std::string& now) {
  const std::vector<std::string_view> old_lines = split_lines(before);
  const std::vector<std::string_view> new_lines = split_lines(now);
  const auto has = [](const std::vector<std::string_view>& lines, std::string_view line) {
    return std::find(lines.begin(), lines.end(), line) != lines.end();
  };
  std::string text;
  for (const std::string_view line : old_lines) {
    if (!has(new_lines, line)) text += fmt::format("- {}\n", line);
  }
  for (const std::string_view line : new_lines) {
    if (!has(old_lines, line)) text += fmt::format("+ {}\n", line);
  }
  return text.empty() && before != now ? "the lines stand in another order\n" : text;
}

}  // namespace dejavu
