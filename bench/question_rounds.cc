// SPDX-License-Identifier: GPL-2.0-or-later
#include "bench/question_rounds.h"

#include <unistd.h>

#include <algorithm>
#include <functional>

#include "core/answer/search_answer.h"
#include "core/search/parse_question.h"

namespace dejavu {
namespace {

/// How alike two lists of the ten best are.
void compare(Engines& engines, const ParsedQuestion& parsed, const Xapian::Query& query,
             KindTimes& times) {
  const std::vector<Xapian::docid> bare = engines.xapian.ask(query);
  const SearchResult ours =
      search(engines.reader, engines.tokenizer, parsed, {.with_facets = false, .now = {}});
  if (bare.empty()) return;
  const auto found = std::count_if(bare.begin(), bare.end(), [&](Xapian::docid doc) {
    return std::any_of(ours.hits.begin(), ours.hits.end(),
                       [&](const Hit& hit) { return hit.doc == doc; });
  });
  times.same_ten.add(static_cast<double>(found) / static_cast<double>(bare.size()));
  times.same_first.add(!ours.hits.empty() && ours.hits.front().doc == bare.front() ? 1 : 0);
}

}  // namespace

KindTimes ask_all(Engines& engines, AskedKind kind, const std::vector<std::string>& questions) {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const CpuClock own_cpu(getpid());
  KindTimes times;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const Question question{.text = questions[i]};
    const ParsedQuestion parsed = parse_question(question, engines.tokenizer);
    const Xapian::Query query = engines.xapian.query_for(parsed);
    const std::string match = fts5_match(kind, questions[i]);
    struct Turn {
      EngineTimes& times;
      const CpuClock& cpu;
      std::function<void()> ask;
    };
    const Turn turns[] = {
        {times.http, engines.server_cpu, [&] { engines.http.ask(questions[i]); }},
        {times.answer, own_cpu,
         [&] { answer_search(engines.reader, engines.tokenizer, question, {.now = now}); }},
        {times.xapian, own_cpu, [&] { engines.xapian.ask(query); }},
        {times.fts5, own_cpu, [&] { engines.fts5.ask(match); }},
    };
    constexpr std::size_t kTurns = std::size(turns);
    for (std::size_t turn = 0; turn < kTurns; ++turn) {
      const Turn& next = turns[(i + turn) % kTurns];
      const Seconds before = next.cpu.now();
      next.times.wall_ms.add(milliseconds(time_of(next.ask)));
      next.times.cpu_ms.add(milliseconds(next.cpu.now() - before));
    }
    compare(engines, parsed, query, times);
  }
  return times;
}

}  // namespace dejavu
