// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/routes/compare_page.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "core/base/text.h"
#include "server/html/compare_html.h"
#include "server/html/report_parts.h"
#include "server/routes/page_answers.h"
#include "server/routes/related.h"
#include "server/routes/report_pages.h"

namespace dejavu {
namespace {

/// Of what one kind of evidence has in common; more is not read.
constexpr std::size_t kWordsShown = 6;
constexpr std::size_t kWordBytes = 100;

struct Pair {
  ComparedIncident later;
  ComparedIncident earlier;
};

bool began_before(const Postmortem& a, const Postmortem& b) {
  return a.started_at && b.started_at && a.started_at->at < b.started_at->at;
}

/// The later one first; where no time tells, the one that was named first.
Pair in_order(ComparedIncident a, ComparedIncident b) {
  if (began_before(a.postmortem, b.postmortem)) return {std::move(b), std::move(a)};
  return {std::move(a), std::move(b)};
}

std::optional<ComparedIncident> find_compared(Session& session, const std::string& id) {
  const std::optional<DocId> doc = session.reader.find_id(id);
  if (!doc) return std::nullopt;
  return ComparedIncident{session.reader.postmortem(*doc), session.reader.card(*doc)};
}

std::string words_of(const Reason& reason) {
  std::vector<std::string> words;
  for (const Evidence& evidence : reason.evidence) {
    if (words.size() == kWordsShown) break;
    words.push_back(excerpt(collapse_blanks(evidence.text), kWordBytes));
  }
  // The later incident is who asks.
  const std::string feature =
      reason.feature == "words of your title" ? "words of the later title" : reason.feature;
  return words.empty() ? feature : fmt::format("{}: {}", feature, fmt::join(words, ", "));
}

/// The later one asks, as when suggestions are made, and the earlier one's answer is looked at.
void add_likeness(Session& session, ComparePage& page, Instant now) {
  const Postmortem& asking = page.later.postmortem;
  Question question = question_from(asking);
  question.limit = kMaxLimit;
  question.recency = false;
  if (began_before(page.earlier.postmortem, asking)) question.before = asking.started_at->at;
  const SearchAnswer answer = answer_search(session.reader, session.tokenizer, question,
                                            {.now = now, .with_facets = false});
  for (const HitAnswer& hit : answer.hits) {
    if (hit.card.id != page.earlier.postmortem.id) continue;
    for (const Reason& reason : hit.why) page.same.push_back(words_of(reason));
    page.differs = hit.differs;
  }
}

ComparePage page_about(Session& session, Pair pair, Instant now) {
  ComparePage page{.later = std::move(pair.later), .earlier = std::move(pair.earlier)};
  const Postmortem& later = page.later.postmortem;
  const Postmortem& earlier = page.earlier.postmortem;
  add_likeness(session, page, now);
  page.settled = settled_between(session, later, earlier);
  page.form = {.from = later.id,
               .to = earlier.id,
               .proposed = propose_class(facts_of(later), facts_of(earlier)),
               .back = compare_url(later.id, earlier.id),
               .mark = "1"};
  page.form.recurrence_class = page.form.proposed.name;
  page.index = session.reader.info();
  return page;
}

HttpResponse choice_page(Session& session, CompareChoice choice, Instant now) {
  const int status = choice.problem.empty() ? 200 : 404;
  choice.index = session.reader.info();
  HttpResponse response = html_page(render_compare_choice(choice, now));
  response.status = status;
  return response;
}

}  // namespace

HttpResponse answer_compare_page(Session& session, const HttpRequest& request, Instant now) {
  CompareChoice choice{.a = std::string(request.parameter("a").value_or("")),
                       .b = std::string(request.parameter("b").value_or(""))};
  if (choice.a.empty() || choice.b.empty()) return choice_page(session, choice, now);
  auto a = find_compared(session, choice.a);
  auto b = find_compared(session, choice.b);
  if (!a || !b) {
    choice.problem = fmt::format(
        "There is no incident `{}` in the index. If it was just written, run dejavu index update.",
        a ? choice.b : choice.a);
    return choice_page(session, choice, now);
  }
  if (a->postmortem.id == b->postmortem.id) {
    choice.problem = "That is one incident, named twice.";
    return choice_page(session, choice, now);
  }
  ComparePage page = page_about(session, in_order(*std::move(a), *std::move(b)), now);
  page.form.caller = request.caller;
  const std::string address = page.form.back;
  return html_page(render_compare_page(
      page, {.now = now, .address = address, .written = written_entry(session, request)}));
}

HttpResponse answer_wrong_verdict(Session& session, const VerdictForm& sent, Instant now) {
  auto from = find_compared(session, sent.from);
  auto to = find_compared(session, sent.to);
  if (!from || !to || sent.from == sent.to) {
    return choice_page(session, {.a = sent.from, .b = sent.to, .problem = sent.problem}, now);
  }
  ComparePage page = page_about(session, in_order(*std::move(from), *std::move(to)), now);
  page.form.kind = sent.kind;
  page.form.recurrence_class = sent.recurrence_class;
  page.form.reason = sent.reason;
  page.form.by = sent.by;
  page.form.problem = sent.problem;
  page.form.caller = sent.caller;
  const std::string address = page.form.back;
  HttpResponse response =
      html_page(render_compare_page(page, {.now = now, .address = address, .written = {}}));
  response.status = 400;
  return response;
}

}  // namespace dejavu
