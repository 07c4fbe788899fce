// SPDX-License-Identifier: GPL-2.0-or-later
#include "eval/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "core/base/text.h"

namespace dejavu {
namespace {

using nlohmann::json;

/// Enough to see what kind of mistake it is.
constexpr std::size_t kExamples = 5;

constexpr const char* kBaselineName = "FTS5-best";

std::string cell(const std::optional<Estimate>& estimate) {
  if (!estimate) return "–";
  const auto& [low, high] = estimate->interval;
  return fmt::format("{:.3f} [{:.2f}, {:.2f}]", estimate->value, low, high);
}

std::string signed_cell(const std::optional<Estimate>& estimate) {
  if (!estimate) return "–";
  const auto& [low, high] = estimate->interval;
  return fmt::format("{:+.3f} [{:+.2f}, {:+.2f}]", estimate->value, low, high);
}

std::string table(const Comparison& comparison, MeasureGroup group) {
  std::string text;
  for (const Measure& measure : comparison.measures) {
    if (measure.group != group) continue;
    text += fmt::format("  {:<32} {:<22} {:<22} {}\n", measure.name, cell(measure.engine),
                        cell(measure.baseline), signed_cell(measure.difference));
  }
  return text;
}

std::string examples(const std::vector<std::string>& names) {
  const std::size_t shown = std::min(names.size(), kExamples);
  const std::vector<std::string> first(names.begin(),
                                       names.begin() + static_cast<std::ptrdiff_t>(shown));
  return printable(fmt::format("{}{}", fmt::join(first, ", "), shown < names.size() ? ", …" : ""));
}

std::string warnings(const UnknownNames& unknown) {
  std::string text;
  if (!unknown.documents.empty()) {
    text += fmt::format("warning: {} judged documents are not in the corpus: {}\n",
                        unknown.documents.size(), examples(unknown.documents));
  }
  if (!unknown.questions.empty()) {
    text += fmt::format("warning: {} judged questions are not asked: {}\n",
                        unknown.questions.size(), examples(unknown.questions));
  }
  return text;
}

std::string rank_text(const QuestionOutcome& outcome) {
  return outcome.has_answer ? std::to_string(outcome.rank) : "-";
}

std::string question_line(const QuestionOutcome& ours, const QuestionOutcome& theirs) {
  const std::string verdict = ours.verdict ? std::string(name_of(*ours.verdict)) : "-";
  const std::string confidence = ours.confidence ? fmt::format("{:.3f}", *ours.confidence) : "-";
  return printable(fmt::format("{}\t{}\t{}\t{}\t{}\t{}\n", rank_text(ours), verdict, confidence,
                               rank_text(theirs), ours.id, ours.first));
}

std::string question_lines(const EvalReport& report) {
  std::string text =
      fmt::format("rank\tverdict\tconfidence\trank in {}\tquestion\tfirst\n", kBaselineName);
  for (std::size_t i = 0; i < report.engine.size(); ++i) {
    text += question_line(report.engine[i], report.baseline[i]);
  }
  return text + "\n";
}

json to_json(const std::optional<Estimate>& estimate) {
  if (!estimate) return nullptr;
  return {{"value", estimate->value},
          {"low", estimate->interval.low},
          {"high", estimate->interval.high}};
}

json to_json(const QuestionOutcome& ours, const QuestionOutcome& theirs) {
  json question = {{"id", ours.id},       {"kind", ours.kind},  {"has_answer", ours.has_answer},
                   {"first", ours.first}, {"verdict", nullptr}, {"confidence", nullptr}};
  question["rank"] = ours.rank > 0 ? json(ours.rank) : json(nullptr);
  question["baseline_rank"] = theirs.rank > 0 ? json(theirs.rank) : json(nullptr);
  if (ours.verdict) question["verdict"] = name_of(*ours.verdict);
  if (ours.confidence) question["confidence"] = *ours.confidence;
  return question;
}

}  // namespace

UnknownNames unknown_names(const JudgedSet& set, const std::vector<std::string>& ids) {
  const std::set<std::string> known(ids.begin(), ids.end());
  std::set<std::string> missing;
  for (const JudgedQuestion& judged : set.questions) {
    for (const auto& [id, relevance] : judged.judgements) {
      if (relevance > 0 && known.count(id) == 0) missing.insert(id);
    }
  }
  return {{missing.begin(), missing.end()}, set.unasked};
}

std::string to_text(const EvalReport& report, QuestionLines lines) {
  const Comparison& comparison = report.comparison;
  std::string text = lines == QuestionLines::kShown ? question_lines(report) : "";
  text +=
      fmt::format("{} questions with an answer, {} without; {} documents in {}\n", comparison.known,
                  comparison.fresh, report.documents, printable(report.corpus));
  text += warnings(report.unknown);
  text += fmt::format("\n  {:<32} {:<22} {:<22} {}\n", "in brackets: 95 % interval", "dejavu",
                      kBaselineName, "difference");
  text += table(comparison, MeasureGroup::kRanking);
  const std::string verdict = table(comparison, MeasureGroup::kVerdict);
  if (verdict.empty()) return text;
  text += fmt::format("\n  Seen before or not; {:.0f} % of the questions counted as new:\n",
                      comparison.new_share * 100);
  return text + verdict;
}

std::string to_json_text(const EvalReport& report, QuestionLines lines) {
  const Comparison& comparison = report.comparison;
  json object = {
      {"corpus", report.corpus},
      {"documents", report.documents},
      {"questions", {{"known", comparison.known}, {"new", comparison.fresh}}},
      {"new_share", comparison.new_share},
      {"baseline", kBaselineName},
      {"unknown",
       {{"documents", report.unknown.documents}, {"questions", report.unknown.questions}}},
      {"measures", json::object()}};
  for (const Measure& measure : comparison.measures) {
    object["measures"][measure.key] = {{"engine", to_json(measure.engine)},
                                       {"baseline", to_json(measure.baseline)},
                                       {"difference", to_json(measure.difference)}};
  }
  if (lines == QuestionLines::kShown) {
    for (std::size_t i = 0; i < report.engine.size(); ++i) {
      object["per_question"].push_back(to_json(report.engine[i], report.baseline[i]));
    }
  }
  return object.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace dejavu
