// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/questions/questions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/base/error.h"
#include "core/index/schema.h"
#include "core/postmortem/parse.h"
#include "server/questions/review_questions.h"

namespace dejavu {
namespace {

constexpr Parameter kQuestion = {"question",
                                 "q",
                                 "TEXT",
                                 "any text: an alert, a log line, a stack "
                                 "trace, words; `-` reads standard input",
                                 false,
                                 true};
constexpr Parameter kId = {"id", "", "ID", "the id of an incident", false, true};
constexpr Parameter kIdOrFile = {
    "id",  "",  "ID", "the id of an incident; on the command line also a file, indexed or not",
    false, true};
constexpr Parameter kText = {"text", "", "TEXT", "a whole draft, as Markdown", false, false};
constexpr Parameter kLimit = {"limit", "", "N", "at most this many hits (10, at most 100)"};
constexpr Parameter kOffset = {"offset", "", "N", "leave out the first N hits"};
constexpr Parameter kBefore = {"before", "", "DATE", "only incidents that began strictly earlier"};
constexpr Parameter kAfter = {"after", "", "DATE", "only incidents that began then or later"};
constexpr Parameter kExclude = {"exclude", "", "ID", "leave this incident out", true};
constexpr Parameter kForce = {"force", "", "TEXT", "only incidents that say this of the question",
                              true};
constexpr Parameter kIgnore = {"ignore", "", "TEXT", "do not look for this of the question", true};
constexpr Parameter kService = {"service", "", "NAME", "only this service", true};
constexpr Parameter kSeverity = {"severity", "", "NAME", "only this severity", true};
constexpr Parameter kTag = {"tag", "", "NAME", "only this tag", true};
constexpr Parameter kTeam = {"team", "", "NAME", "only this team", true};
constexpr Parameter kRecency = {"recency", "", "true|false",
                                "whether newer incidents may rank higher (true)"};
constexpr Parameter kFacets = {"facets", "", "true|false", "whether facets are counted (true)"};
constexpr Parameter kTitle = {"title", "", "TEXT",
                              "a title for the question; else its first line is taken for one"};
constexpr Parameter kEarlier = {"earlier", "", "true|false",
                                "only incidents that began before the one that asks (false)"};
constexpr Parameter kCursor = {"cursor", "", "TEXT", "where the page before ended (its `next`)"};

constexpr std::array kSearchParameters = {kQuestion, kTitle,   kLimit,   kOffset,   kBefore,
                                          kAfter,    kExclude, kService, kSeverity, kTag,
                                          kTeam,     kForce,   kIgnore,  kRecency,  kFacets};
constexpr std::array kSimilarParameters = {kIdOrFile, kText,  kEarlier, kLimit,   kOffset,
                                           kBefore,   kAfter, kExclude, kService, kSeverity,
                                           kTag,      kTeam,  kRecency, kFacets};
constexpr std::array kIncidentsParameters = {kLimit, kCursor};
constexpr std::array kShowParameters = {kId};

constexpr std::size_t kDefaultLimit = 10;
constexpr std::size_t kDefaultListLimit = 50;

/// Fields of the schema that are also parameters of a request.
constexpr std::array<std::string_view, 4> kFilterNames = {"service", "severity", "tag", "team"};

void read_request(const Arguments& arguments, Question& question) {
  question.limit = std::max<std::size_t>(arguments.number("limit").value_or(kDefaultLimit), 1);
  question.offset = arguments.number("offset").value_or(0);
  if (const auto before = arguments.time("before")) question.before = before;
  question.after = arguments.time("after");
  question.recency = arguments.truth("recency").value_or(true);
  for (std::string& id : arguments.texts("exclude")) question.exclude.push_back(std::move(id));
  for (const std::string_view name : kFilterNames) {
    std::vector<std::string> values = arguments.texts(name);
    if (!values.empty()) question.filters[std::string(name)] = std::move(values);
  }
}

AnswerContext context_of(Session& session, const Arguments& arguments, Instant now) {
  return {.now = now,
          .decisions = session.book->decisions(session.reader),
          .with_facets = arguments.truth("facets").value_or(true)};
}

Answer ask_search(Session& session, const Arguments& arguments, Instant now) {
  Question question;
  question.text = arguments.text("question").value_or("");
  question.title = arguments.text("title").value_or("");
  question.force = arguments.texts("force");
  question.ignore = arguments.texts("ignore");
  read_request(arguments, question);
  return answer_search(session.reader, session.tokenizer, question,
                       context_of(session, arguments, now));
}

Error no_such_incident(const std::string& id) {
  return Error(ErrorKind::kNotFound, fmt::format("there is no incident `{}` in the index", id),
               "ids are those that search prints; an incident that was just written needs "
               "`dejavu-index update`");
}

/// The incident of the index, or the draft, that is compared with all others.
Postmortem asking_incident(Session& session, const Arguments& arguments) {
  if (const auto id = arguments.text("id")) {
    const std::optional<DocId> doc = session.reader.find_id(*id);
    if (!doc) throw no_such_incident(*id);
    return session.reader.postmortem(*doc);
  }
  if (const auto text = arguments.text("text")) return parse_postmortem("draft.md", *text);
  throw Error(ErrorKind::kInvalid, "neither an id nor a text to compare",
              "send {\"text\": \"a whole draft\"} or name an incident");
}

Instant time_of(const Postmortem& postmortem) {
  if (postmortem.started_at) return postmortem.started_at->at;
  throw Error(ErrorKind::kInvalid, "the incident has no started_at, so nothing is earlier",
              "leave `earlier` out, or say `before` with a date");
}

Answer ask_similar(Session& session, const Arguments& arguments, Instant now) {
  const Postmortem asking = asking_incident(session, arguments);
  Question question = question_from(asking);
  if (!arguments.text("id")) question.exclude.clear();  // the id of a draft is a guess
  if (arguments.truth("earlier").value_or(false)) question.before = time_of(asking);
  read_request(arguments, question);
  return answer_search(session.reader, session.tokenizer, question,
                       context_of(session, arguments, now));
}

Answer ask_show(Session& session, const Arguments& arguments, Instant) {
  const std::string id = arguments.text("id").value_or("");
  std::optional<IncidentAnswer> answer = answer_incident(session.reader, id);
  if (!answer) throw no_such_incident(id);
  return std::move(*answer);
}

Answer ask_incidents(Session& session, const Arguments& arguments, Instant) {
  return answer_incidents(session.reader, arguments.number("limit").value_or(kDefaultListLimit),
                          arguments.text("cursor").value_or(""));
}

Answer ask_recurrences(Session& session, const Arguments&, Instant) {
  RecurrencesAnswer answer;
  answer.recurrences = session.book->read(session.reader, session.tokenizer);
  answer.index = answer.recurrences->index;
  return answer;
}

constexpr std::array<QuestionRow, 8> kQuestions = {{
    {"search", "has this happened before?", "/api/v1/search", "/api/v1/search", kSearchParameters,
     ask_search},
    {"similar", "which incidents are like this one?", "/api/v1/incidents/{id}/similar",
     "/api/v1/similar", kSimilarParameters, ask_similar},
    {"incidents", "all incidents, newest first", "/api/v1/incidents", "", kIncidentsParameters,
     ask_incidents},
    {"recurrences",
     "do the same mistakes come back?",
     "/api/v1/recurrences",
     "",
     {},
     ask_recurrences},
    {"actions", "what was to be done, and what of it was not", "/api/v1/actions", "",
     kActionsParameters, ask_actions},
    {"trends", "what the decisions add up to, and how surely", "/api/v1/trends", "",
     kTrendsParameters, ask_trends},
    {"review", "what a team goes through once a week", "/api/v1/review", "", kReviewParameters,
     ask_review},
    {"show", "one incident, whole", "/api/v1/incidents/{id}", "", kShowParameters, ask_show},
}};

}  // namespace

std::span<const QuestionRow> question_table() { return kQuestions; }

const QuestionRow* find_question(std::string_view name) {
  const auto row = std::find_if(kQuestions.begin(), kQuestions.end(),
                                [&](const QuestionRow& question) { return question.name == name; });
  return row == kQuestions.end() ? nullptr : &*row;
}

Arguments checked_arguments(const QuestionRow& row, const Arguments& given) {
  Arguments checked;
  for (const auto& argument : given.all()) {
    const auto& name = argument.first;
    const auto parameter =
        std::find_if(row.parameters.begin(), row.parameters.end(), [&](const Parameter& p) {
          return p.name == name || (!p.alias.empty() && p.alias == name);
        });
    if (parameter == row.parameters.end()) {
      std::string known;
      for (const Parameter& p : row.parameters) known += fmt::format(" {}", p.name);
      throw Error(ErrorKind::kInvalid, fmt::format("`{}` is no parameter of {}", name, row.name),
                  fmt::format("it takes:{}", known));
    }
    checked.add(parameter->name, argument.second);
  }
  return checked;
}

bool says_no(const Answer& answer) {
  const auto* search = std::get_if<SearchAnswer>(&answer);
  return search != nullptr && search->verdict.answer == VerdictAnswer::kNo;
}

}  // namespace dejavu
