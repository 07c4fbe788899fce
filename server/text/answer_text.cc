// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/text/answer_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "core/base/text.h"
#include "core/base/time_words.h"
#include "server/text/recurrence_text.h"
#include "server/text/review_document.h"
#include "server/text/review_figures_text.h"
#include "server/text/review_text.h"

namespace dejavu {
namespace {

constexpr std::size_t kLabelColumns = 13;
constexpr std::size_t kIndent = 3;

/// So many hits are told in full, even when weak, unless the answer is no. More would push the best
/// one off the screen.
constexpr std::size_t kWholeHits = 3;

/// What is taken in at a glance: two lines of a terminal.
constexpr std::size_t kReasonsShown = 3;

/// A reason without words that adds less tells nothing: "recent" of an incident of three years ago.
constexpr double kLeastWithoutWords = 0.2;
constexpr std::size_t kWordsOfReason = 5;

/// Evidence may be a whole log line.
constexpr std::size_t kWordBytes = 60;

class Printer {
 public:
  explicit Printer(const TextOptions& options) : options_(options) {}

  void line(std::string_view text) {
    out_ += text;
    out_ += '\n';
  }

  std::string bold(std::string_view text) const { return marked("1", text); }
  std::string dim(std::string_view text) const { return marked("2", text); }

  /// "   Fixed by     the text, wrapped under itself". Nothing when the text is empty.
  void field(std::string_view label, std::string_view text) {
    const std::string clean = collapse_blanks(printable(text));
    if (clean.empty()) return;
    const std::size_t margin = kIndent + kLabelColumns;
    const std::string head = fmt::format("{:{}}{:<{}}", "", kIndent, label, kLabelColumns);
    std::string row = dim(head);
    std::size_t column = margin;
    for (std::size_t begin = 0; begin < clean.size();) {
      const std::size_t end = std::min(clean.find(' ', begin), clean.size());
      const std::string_view word = std::string_view(clean).substr(begin, end - begin);
      if (column > margin && column + word.size() + 1 > options_.width) {
        line(row);
        row = std::string(margin, ' ');
        column = margin;
      }
      if (column > margin) row += ' ', ++column;
      row += word;
      column += word.size();
      begin = end + 1;
    }
    line(row);
  }

  std::string take() { return std::move(out_); }

 private:
  std::string marked(std::string_view code, std::string_view text) const {
    if (options_.colour == Colour::kOff) return std::string(text);
    return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
  }

  const TextOptions& options_;
  std::string out_;
};

std::string facts(const Card& card, Instant now) {
  std::string text = card.id;
  if (card.started_at) {
    const Precision precision = std::min(card.started_at->precision, Precision::kDay);
    text += " · " + format_moment({.at = card.started_at->at, .precision = precision});
    const std::string age = age_words(*card.started_at, now);
    if (!age.empty()) text += fmt::format(" ({})", age);
  }
  if (!card.severity.empty()) text += " · " + card.severity;
  if (!card.services.empty()) text += fmt::format(" · {}", fmt::join(card.services, ", "));
  return collapse_blanks(printable(text));
}

/// The reason's words that no stronger reason has told.
std::vector<std::string> new_words(const Reason& reason, std::set<std::string>& told) {
  std::vector<std::string> words;
  for (const Evidence& evidence : reason.evidence) {
    if (words.size() == kWordsOfReason) break;
    if (!told.insert(evidence.text).second) continue;
    words.push_back(excerpt(collapse_blanks(evidence.text), kWordBytes));
  }
  return words;
}

/// "title words: certificate, expired · log lines: could not extend file …": the strongest ones;
/// their numbers and sections are in the JSON.
std::string why_text(const std::vector<Reason>& reasons) {
  std::vector<std::string> pieces;
  std::set<std::string> told;
  for (const Reason& reason : reasons) {
    if (pieces.size() == kReasonsShown) break;
    const std::vector<std::string> words = new_words(reason, told);
    if (!words.empty()) {
      pieces.push_back(fmt::format("{}: {}", reason.feature, fmt::join(words, ", ")));
    } else if (reason.evidence.empty() && reason.contribution >= kLeastWithoutWords) {
      pieces.push_back(reason.feature);
    }
  }
  return fmt::format("{}", fmt::join(pieces, " · "));
}

/// Only filters or dates were given: nothing was compared.
bool is_list(const SearchAnswer& answer) {
  return !answer.hits.empty() && answer.hits.front().score == 0;
}

std::string overdue_text(const OpenPreventAction& action) {
  const bool late = action.days_overdue.value_or(0) > 0;
  return late ? fmt::format("{} ({} days overdue)", action.item.text, *action.days_overdue)
              : action.item.text;
}

/// A hit at its place in the list.
struct Numbered {
  const HitAnswer& hit;
  std::size_t number = 0;
};

void print_head(Printer& printer, const Numbered& one, Instant now) {
  const Card& card = one.hit.card;
  printer.line(
      fmt::format("{}. {}", one.number, printer.bold(collapse_blanks(printable(card.title)))));
  printer.line(std::string(kIndent, ' ') + printer.dim(facts(card, now)));
}

void print_short(Printer& printer, const Numbered& one, Instant now) {
  print_head(printer, one, now);
  printer.field("Why", why_text(one.hit.why));
  printer.line("");
}

void print_hit(Printer& printer, const Numbered& one, Instant now) {
  const HitAnswer& hit = one.hit;
  print_head(printer, one, now);
  printer.field("Fixed by", hit.card.fixed_by);
  printer.field("First check", hit.card.first_check);
  printer.field("Wrong turns", hit.card.wrong_turns);
  if (hit.card.fixed_by.empty()) {
    std::string passage;
    for (const SnippetPart& part : hit.snippet) passage += part.text;
    printer.field("Passage", passage);
  }
  printer.field("Why", why_text(hit.why));
  printer.field("Differs", fmt::format("{}", fmt::join(hit.differs, "; ")));
  printer.field("Not in it", fmt::format("{}", fmt::join(hit.missing, ", ")));
  for (const OpenPreventAction& action : hit.open_prevent_actions) {
    printer.field("Still open", overdue_text(action));
  }
  for (const Relation& relation : hit.card.relations) {
    if (relation.kind != RelationKind::kLookalikeOf) continue;
    printer.field("Look-alike", fmt::format("{}: {}", relation.id, relation.tell_apart));
  }
  printer.line("");
}

void print_footer(Printer& printer, const IndexInfo& info, Instant now) {
  printer.line(printer.dim(
      fmt::format("{} postmortems, {} with problems; index brought up to date {}", info.documents,
                  info.stats.files_with_problems, age_words(info.stats.updated_at, now))));
}

/// Never 0 or 100: nothing here is certain.
std::string percent_text(double probability) {
  return fmt::format("{:.0f} %", std::clamp(probability * 100, 1.0, 99.0));
}

std::string_view verdict_words(VerdictAnswer answer) {
  switch (answer) {
    case VerdictAnswer::kYes: return "Yes, likely seen before";
    case VerdictAnswer::kMaybe: return "Maybe seen before";
    case VerdictAnswer::kNo: return "Nothing like this";
  }
  return "";
}

/// "Yes, likely seen before (83 %)", and the reason below.
void print_verdict(Printer& printer, const SearchAnswer& answer) {
  const Verdict& verdict = answer.verdict;
  if (is_list(answer)) {
    printer.line(
        printer.bold(fmt::format("{}, newest first", count_text(answer.total, "incident"))));
    return printer.line("");
  }
  const bool no = verdict.answer == VerdictAnswer::kNo;
  const std::string chance = verdict.confidence
                                 ? fmt::format(" ({}{})", percent_text(*verdict.confidence),
                                               no ? " that it was seen before" : "")
                                 : "";
  printer.line(printer.bold(verdict_words(verdict.answer)) + chance);
  printer.field("Because", verdict.reason);
  if (answer.did_you_mean) printer.field("Did you mean", *answer.did_you_mean);
  for (const std::string& note : answer.notes) printer.field("Note", note);
  printer.line("");
}

std::string_view heading_of_weak(const SearchAnswer& answer) {
  return answer.verdict.answer == VerdictAnswer::kNo ? "The nearest:\n" : "Weaker matches:\n";
}

void print(Printer& printer, const SearchAnswer& answer, const TextOptions& options) {
  print_verdict(printer, answer);
  const bool no = answer.verdict.answer == VerdictAnswer::kNo;
  bool weak_begun = is_list(answer);
  for (std::size_t i = 0; i < answer.hits.size(); ++i) {
    const HitAnswer& hit = answer.hits[i];
    if (!hit.likely && !weak_begun) {
      weak_begun = true;
      printer.line(printer.dim(heading_of_weak(answer)));
    }
    const Numbered numbered{hit, i + 1};
    if (hit.likely || (i < kWholeHits && !no)) {
      print_hit(printer, numbered, options.now);
    } else {
      print_short(printer, numbered, options.now);
    }
  }
  if (!answer.missing.empty()) {
    printer.field("In none", fmt::format("{}", fmt::join(answer.missing, ", ")));
  }
  print_footer(printer, answer.index, options.now);
}

void print_times(Printer& printer, const IncidentAnswer& answer) {
  for (const MomentField& field : kMomentFields) {
    const std::optional<Moment>& moment = answer.postmortem.*field.member;
    if (!moment) continue;
    const std::string_view name = field.name.substr(0, field.name.size() - 3);  // without "_at"
    printer.field(name, format_moment(*moment));
  }
  const auto gap = [&](std::string_view label, const std::optional<std::chrono::seconds>& length) {
    if (length) printer.field(label, duration_words(*length));
  };
  gap("duration", answer.duration);
  gap("blind gap", answer.blind_gap);
  gap("silence gap", answer.silence_gap);
}

void print(Printer& printer, const IncidentAnswer& answer, const TextOptions&) {
  const Postmortem& p = answer.postmortem;
  printer.line(printer.bold(collapse_blanks(printable(p.title))));
  printer.field("id", p.id);
  printer.field("file", p.path);
  printer.field("severity", p.severity);
  printer.field("services", fmt::format("{}", fmt::join(p.services, ", ")));
  print_times(printer, answer);
  for (const ActionItem& item : p.action_items) {
    printer.field(name_of(item.status), fmt::format("{} {}", item.id, item.text));
  }
  for (const Section& section : p.sections) {
    printer.line("");
    if (!section.heading.empty()) printer.line(printer.bold(printable(section.heading)));
    printer.line(printable(section.text));
  }
  if (!p.diagnostics.empty()) printer.line(fmt::format("\n{}", to_text(p.path, p.diagnostics)));
}

void print(Printer& printer, const IncidentList& answer, const TextOptions& options) {
  for (const Card& card : answer.incidents) {
    printer.line(printer.bold(collapse_blanks(printable(card.title))));
    printer.line(std::string(kIndent, ' ') + printer.dim(facts(card, options.now)));
  }
  if (answer.next) printer.line(printer.dim(fmt::format("more: --cursor {}", *answer.next)));
  print_footer(printer, answer.index, options.now);
}

void print(Printer& printer, const RecurrencesAnswer& answer, const TextOptions& options) {
  printer.line(recurrence_text(*answer.recurrences));
  print_footer(printer, answer.index, options.now);
}

void print(Printer& printer, const ActionsAnswer& answer, const TextOptions& options) {
  printer.line(actions_text(answer.report));
  print_footer(printer, answer.index, options.now);
}

void print(Printer& printer, const TrendsAnswer& answer, const TextOptions& options) {
  printer.line(figures_text(answer.figures));
  print_footer(printer, answer.index, options.now);
}

void print(Printer& printer, const ReviewAnswer& answer, const TextOptions& options) {
  printer.line(review_text(answer.review));
  print_footer(printer, answer.index, options.now);
}

}  // namespace

std::string to_text(const Answer& answer, const TextOptions& options) {
  Printer printer(options);
  std::visit([&](const auto& one) { print(printer, one, options); }, answer);
  return printer.take();
}

std::string to_text(const std::string& path, const std::vector<Diagnostic>& diagnostics) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) {
    fmt::format_to(std::back_inserter(out), "{}:{}:{}: {}: {} [{}]\n", printable(path),
                   diagnostic.line, diagnostic.column, name_of(diagnostic.level),
                   printable(diagnostic.message), diagnostic.code);
  }
  return out;
}

}  // namespace dejavu
