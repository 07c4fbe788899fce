// SPDX-License-Identifier: GPL-2.0-or-later
// What masking costs, and what it finds: of a folder of postmortems, CPU seconds for all of them
// beside those of parsing them, and where something was found (never what).
#include <fmt/format.h>
#include <sys/resource.h>

#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/postmortem/encoding.h"
#include "core/postmortem/parse.h"
#include "core/secrets/mask.h"

namespace dejavu {
namespace {

constexpr int kRounds = 3;  // the first compiles patterns
constexpr double kBytesPerMegabyte = 1e6;

struct Text {
  std::string path;
  std::string text;
};

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec) +
         static_cast<double>(usage.ru_utime.tv_usec) / 1e6;
}

void print_findings(const std::vector<Text>& texts) {
  std::size_t with_findings = 0;
  for (const Text& one : texts) {
    const Masked masked = mask_secrets(one.text);
    with_findings += masked.findings.empty() ? 0U : 1U;
    for (const SecretFinding& finding : masked.findings) {
      fmt::print("{}:{}:{}: {} {}\n", one.path, finding.line, finding.column, finding.rule,
                 finding.fingerprint);
    }
  }
  fmt::print("{} of {} files hold something\n", with_findings, texts.size());
}

void run(const std::string& folder) {
  std::vector<Text> texts;
  std::size_t bytes = 0;
  for (const WalkedFile& file : walk_corpus(folder, {".md", ".markdown"}).files) {
    texts.push_back(
        {file.path, decode_text(read_file(folder + "/" + file.path, kMaxFileBytes)).text});
    bytes += texts.back().text.size();
  }
  print_findings(texts);
  for (int round = 0; round < kRounds; ++round) {
    const double begin = cpu_seconds();
    for (const Text& one : texts) mask_secrets(one.text);
    const double masked = cpu_seconds();
    for (const Text& one : texts) parse_postmortem(one.path, one.text);
    const double megabytes = static_cast<double>(bytes) / kBytesPerMegabyte;
    fmt::print("{:.1f} MB: masking {:.3f} s of CPU ({:.0f} MB/s), parsing {:.2f} s\n", megabytes,
               masked - begin, megabytes / (masked - begin), cpu_seconds() - masked);
  }
}

}  // namespace
}  // namespace dejavu

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: bench_secrets CORPUS\n");
    return 2;
  }
  try {
    dejavu::run(argv[1]);
    return 0;
  } catch (const dejavu::Error& error) {
    fmt::print(stderr, "bench_secrets: {}\n", error.what());
    return dejavu::exit_code(error.kind());
  }
}
