// SPDX-License-Identifier: GPL-2.0-or-later
// How long an answer takes, beside the bare query of the engine below and beside SQLite FTS5.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "bench/question_rounds.h"
#include "bench/table.h"
#include "core/base/error.h"
#include "core/index/thesaurus.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

/// SQLite takes hundreds of milliseconds for a paste, so fewer of them are asked.
constexpr std::size_t kPasteShare = 4;

/// Unmeasured, of each kind, so that every engine has read its pages and built its caches.
constexpr std::size_t kWarmUps = 100;

struct Paths {
  fs::path bin, corpus, index, questions, database;
};

std::vector<std::string> row_of(AskedKind kind, std::string_view engine, const EngineTimes& times,
                                const EngineTimes& http) {
  const double wall = times.wall_ms.median(), cpu = times.cpu_ms.median();
  return {fmt::format("{}, {}", name_of(kind), engine), figure(wall),
          figure(times.wall_ms.percentile(0.99)),       figure(cpu),
          figure(http.wall_ms.median() / wall),         figure(http.cpu_ms.median() / cpu)};
}

Engines open_engines(const Paths& paths, const Server& server) {
  Fts5 fts5(paths.database);
  fts5.load(paths.corpus);
  fts5.optimize();
  return {HttpAsker(server.port()), server.cpu(),
          Reader(paths.index),      Tokenizer(thesaurus_of(Settings())),
          BareXapian(paths.index),  std::move(fts5)};
}

void run(const Paths& paths, std::size_t count) {
  fs::remove(paths.database);
  const Server server(paths.bin, paths.corpus, paths.index);
  Engines engines = open_engines(paths, server);
  fmt::print("{} postmortems, load average {:.1f} before", engines.reader.info().documents,
             load_average());
  std::vector<std::vector<std::string>> rows = {
      {"question, engine", "p50 ms", "p99 ms", "CPU p50 ms", "HTTP / it", "CPU HTTP / it"}};
  std::vector<std::vector<std::string>> likeness = {
      {"question", "asked", "same ten", "same first"}};
  for (const AskedKind kind : kAskedKinds) {
    const std::size_t asked = kind == AskedKind::kPaste ? count / kPasteShare : count;
    const std::vector<std::string> questions = read_questions(paths.questions, kind, asked);
    std::vector<std::string> first = questions;
    first.resize(std::min(first.size(), asked == count ? kWarmUps : kWarmUps / kPasteShare));
    ask_all(engines, kind, first);
    const KindTimes times = ask_all(engines, kind, questions);
    rows.push_back(row_of(kind, "dejavu over HTTP", times.http, times.http));
    rows.push_back(row_of(kind, "dejavu, the answer alone", times.answer, times.http));
    rows.push_back(row_of(kind, "bare Xapian query", times.xapian, times.http));
    rows.push_back(row_of(kind, "SQLite FTS5", times.fts5, times.http));
    const auto percent = [](const Sample& s) { return fmt::format("{:.1f} %", 100 * s.mean()); };
    likeness.push_back({name_of(kind), fmt::format("{}", times.http.wall_ms.count()),
                        percent(times.same_ten), percent(times.same_first)});
  }
  fmt::print(" and {:.1f} after\n\n{}\nHits that dejavu shares with the bare query:\n\n{}",
             load_average(), markdown_table(rows), markdown_table(likeness));
}

}  // namespace
}  // namespace dejavu

int main(int argc, char** argv) {
  if (argc != 7) {
    fmt::print(stderr, "usage: bench_questions BIN CORPUS INDEX QUESTIONS DATABASE COUNT\n");
    return 2;
  }
  try {
    dejavu::run({argv[1], argv[2], argv[3], argv[4], argv[5]}, std::strtoul(argv[6], nullptr, 10));
    return 0;
  } catch (const dejavu::Error& error) {
    fmt::print(stderr, "bench_questions: {}\n", error.what());
    return dejavu::exit_code(error.kind());
  }
}
