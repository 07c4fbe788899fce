// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/report.h"

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/postmortem/postmortem.h"

namespace dejavu {
namespace {

constexpr double kBytesPerMegabyte = 1e6;

double megabytes(std::uint64_t bytes) { return static_cast<double>(bytes) / kBytesPerMegabyte; }

}  // namespace

std::string unread_text(const std::vector<WalkProblem>& unread, std::string_view indent) {
  std::string text;
  for (const WalkProblem& problem : unread) {
    text += fmt::format("{}{}: {}\n", indent, printable(problem.path), printable(problem.reason));
  }
  return text;
}

std::string summary_text(const Summary& summary, std::chrono::duration<double> took) {
  std::string text;
  if (!summary.rebuilt_because.empty()) {
    text = fmt::format("Built the whole index: {}.\n", printable(summary.rebuilt_because));
  }
  if (!summary.all_read_because.empty()) {
    text = fmt::format("Compared all files: {}.\n", printable(summary.all_read_because));
  }
  return text + fmt::format(
                    "indexed {}, unchanged {}, renamed {}, removed {}, with problems {}, unread "
                    "{}; {:.1f} MB in {:.2f} s\n",
                    summary.indexed, summary.unchanged, summary.renamed, summary.removed,
                    summary.stats.files_with_problems, summary.stats.unread.size(),
                    megabytes(summary.source_bytes), took.count());
}

std::string diagnostics_text(const Summary& summary) {
  std::string text;
  for (const auto& [path, diagnostics] : summary.reports) {
    for (const Diagnostic& diagnostic : diagnostics) {
      text += fmt::format("{}:{}:{}: {}: {}\n", printable(path), diagnostic.line, diagnostic.column,
                          name_of(diagnostic.level), printable(diagnostic.message));
    }
  }
  return text + unread_text(summary.stats.unread, "");
}

}  // namespace dejavu
