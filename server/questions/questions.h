// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "core/answer/incident_answer.h"
#include "core/answer/search_answer.h"
#include "core/recurrence/book.h"
#include "core/review/actions.h"
#include "core/review/figures.h"
#include "core/review/weekly_review.h"
#include "server/questions/arguments.h"

namespace dejavu {

/// What a question is answered from. Serves one thread, but for the book, which sessions share.
struct Session {
  Reader reader;
  Tokenizer tokenizer;
  std::shared_ptr<RecurrenceBook> book;  // never nullptr
};

/// What people have decided, and what waits for them.
struct RecurrencesAnswer {
  std::shared_ptr<const Recurrences> recurrences;  // never nullptr
  IndexInfo index;
};

/// What was to be done, and what of it was not.
struct ActionsAnswer {
  ActionReport report;
  std::chrono::seconds cooldown{};
  IndexInfo index;
};

/// What the decisions add up to.
struct TrendsAnswer {
  Figures figures;
  IndexInfo index;
};

/// What a team goes through once a week.
struct ReviewAnswer {
  WeeklyReview review;
  IndexInfo index;
};

/// Every answer that a door can print.
using Answer = std::variant<SearchAnswer, IncidentAnswer, IncidentList, RecurrencesAnswer,
                            ActionsAnswer, TrendsAnswer, ReviewAnswer>;

/// One parameter of a question, for URLs, JSON bodies, command lines and docs/API.md.
struct Parameter {
  std::string_view name;   // as in JSON and as `--name`
  std::string_view alias;  // in URLs besides the name ("q"); empty when there is none
  std::string_view value;  // what it takes, for help: "TEXT", "DATE", "N"
  std::string_view help;
  bool repeated = false;
  bool positional = false;  // on the command line, and `{name}` in a path
};

/// One row: a question that dejavu answers, and where it is asked.
struct QuestionRow {
  std::string_view name;  // the verb of the command line
  std::string_view help;
  std::string_view get_path;  // "/api/v1/incidents/{id}"; empty when not asked by GET
  std::string_view
      post_path;  // takes the parameters as a JSON object; empty when not asked by POST
  std::span<const Parameter> parameters;
  /// Throws Error kInvalid for arguments that make no sense, kNotFound for an unknown id.
  Answer (*answer)(Session&, const Arguments&, Instant now);
};

/// The table of questions: HTTP routes, command line and docs/API.md are made from it.
std::span<const QuestionRow> question_table();

const QuestionRow* find_question(std::string_view name);

/// Arguments under their parameters' names: aliases replaced, unknown names refused with Error
/// kInvalid that lists the known ones.
Arguments checked_arguments(const QuestionRow& row, const Arguments& given);

/// Whether an answer says "no": the command line's exit code 1.
bool says_no(const Answer& answer);

}  // namespace dejavu
