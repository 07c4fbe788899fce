// SPDX-License-Identifier: GPL-2.0-or-later
// Whole programs, from start to end: `dejavu search` beside ripgrep, which everybody has.
#include <fmt/format.h>

#include <cstdlib>
#include <sstream>
#include <utility>

#include "bench/child.h"
#include "bench/question_file.h"
#include "bench/table.h"
#include "core/base/error.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

struct Times {
  Sample wall_ms;
  Sample cpu_ms;

  void add(const Usage& usage) {
    wall_ms.add(milliseconds(usage.wall));
    cpu_ms.add(milliseconds(usage.cpu));
  }
};

std::vector<std::string> row_of(std::string_view name, const Times& times, const Times& ours) {
  return {std::string(name), figure(times.wall_ms.median()), figure(times.wall_ms.percentile(0.99)),
          figure(times.cpu_ms.median()), figure(times.wall_ms.median() / ours.wall_ms.median())};
}

void run(const fs::path& bin, const fs::path& corpus, const fs::path& index,
         const std::vector<std::string>& questions) {
  const fs::path output = index.parent_path() / "commands.log";
  Times ours;
  Times ripgrep;
  bool is_warm = false;
  for (const std::string& question : questions) {
    std::vector<std::string> grep = {"rg", "-c", "-i", "-F"};
    std::istringstream words(question);
    for (std::string word; words >> word;) grep.insert(grep.end(), {"-e", word});
    grep.push_back(corpus.string());
    const Usage search = run_child({(bin / "dejavu").string(), "search", "--corpus",
                                    corpus.string(), "--index", index.string(), question},
                                   output);
    const Usage found = run_child(grep, output);
    if (std::exchange(is_warm, true)) {
      ours.add(search);
      ripgrep.add(found);
    }
  }
  fmt::print("{} short questions, load average {:.1f}\n\n{}", ours.wall_ms.count(), load_average(),
             markdown_table({{"whole program", "p50 ms", "p99 ms", "CPU p50 ms", "× dejavu"},
                             row_of("dejavu search", ours, ours),
                             row_of("rg -c -i -F", ripgrep, ours)}));
}

}  // namespace
}  // namespace dejavu

int main(int argc, char** argv) {
  if (argc != 6) {
    fmt::print(stderr, "usage: bench_commands BIN CORPUS INDEX QUESTIONS COUNT\n");
    return 2;
  }
  try {
    const std::size_t count = std::strtoul(argv[5], nullptr, 10);
    dejavu::run(argv[1], argv[2], argv[3],
                dejavu::read_questions(argv[4], dejavu::AskedKind::kShort, count));
    return 0;
  } catch (const dejavu::Error& error) {
    fmt::print(stderr, "bench_commands: {}\n", error.what());
    return dejavu::exit_code(error.kind());
  }
}
