// SPDX-License-Identifier: GPL-2.0-or-later
// Asks a running server for a while and prints nothing else but the median: for profiles.
#include <fmt/format.h>

#include <cstdlib>

#include "bench/http_asker.h"
#include "bench/question_file.h"
#include "core/base/error.h"

namespace dejavu {
namespace {

void run(int port, const std::vector<std::string>& questions, Seconds duration) {
  HttpAsker asker(port);
  asker.wait_until_ready();
  Sample times;
  const auto begin = std::chrono::steady_clock::now();
  while (!questions.empty() && std::chrono::steady_clock::now() - begin < duration) {
    const std::string& question = questions[times.count() % questions.size()];
    times.add(milliseconds(time_of([&] { asker.ask(question); })));
  }
  fmt::print("{} questions, p50 {:.3f} ms\n", times.count(), times.median());
}

}  // namespace
}  // namespace dejavu

int main(int argc, char** argv) {
  if (argc != 5) {
    fmt::print(stderr, "usage: bench_ask PORT QUESTIONS short|paste|phrase|prefix SECONDS\n");
    return 2;
  }
  try {
    constexpr std::size_t kAll = 100'000;
    for (const dejavu::AskedKind kind : dejavu::kAskedKinds) {
      if (dejavu::name_of(kind) != argv[3]) continue;
      dejavu::run(std::atoi(argv[1]), dejavu::read_questions(argv[2], kind, kAll),
                  dejavu::Seconds(std::atof(argv[4])));
    }
    return 0;
  } catch (const dejavu::Error& error) {
    fmt::print(stderr, "bench_ask: {}\n", error.what());
    return dejavu::exit_code(error.kind());
  }
}
