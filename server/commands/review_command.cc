// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/commands/review_command.h"

#include <iostream>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/git/git_author.h"
#include "core/recurrence/verdicts.h"
#include "server/html/review_html.h"
#include "server/json/answer_json.h"
#include "server/questions/review_questions.h"
#include "server/text/review_document.h"

namespace dejavu {
namespace {

void print(const CommandContext& context, const ReviewAnswer& answer, const std::string& format) {
  if (format == "json") {
    std::cout << json_text(to_json(answer, {.now = context.text.now}));
  } else if (format == "html") {
    std::cout << review_html(answer.review);
  } else if (format == "md") {
    std::cout << review_markdown(answer.review);
  } else {
    std::cout << review_text(answer.review);
  }
  std::cout.flush();
}

std::string holder(const ReviewRequest& request, const std::filesystem::path& corpus) {
  std::string by = collapse_blanks(printable(request.by.empty() ? git_author(corpus) : request.by));
  if (!by.empty() && by.size() <= kMaxNameBytes) return by;
  throw Error(ErrorKind::kInvalid, "nobody stands for this review",
              "say --by NAME, or set `git config user.name` in the corpus");
}

ReviewAnswer review_since_last(Session& session, Instant now) {
  const auto recurrences = session.book->read(session.reader, session.tokenizer);
  const Period period = since_last_review(recurrences->ledger, now);
  return {review_of(*recurrences, period, now), recurrences->index};
}

}  // namespace

int run_review(const CommandContext& context, const ReviewRequest& request) {
  Session session = open_session(context.settings);
  const Instant now = context.text.now;
  const std::string format = context.json ? "json" : request.format;
  if (request.since_last == ReviewRequest::SinceLast::kNo) {
    const Answer answer = ask_review(session, request.period, now);
    print(context, std::get<ReviewAnswer>(answer), format);
    return kExitAnswered;
  }
  if (!request.period.all().empty()) {
    throw Error(ErrorKind::kInvalid, "a review since the last one has no week of its own",
                "leave out --since-last, or --week, --month, --from and --to");
  }
  const std::filesystem::path corpus = session.book->corpus(session.reader);
  const LedgerEntry held{.at = now, .by = holder(request, corpus), .kind = LedgerKind::kReviewHeld};
  print(context, review_since_last(session, now), format);
  append_to_ledger(corpus, held);
  return kExitAnswered;
}

}  // namespace dejavu
