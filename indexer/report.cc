// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/text.h"
#include "core/base/time_words.h"

namespace dejavu {
namespace {

constexpr double kBytesPerMegabyte = 1e6;

double megabytes(std::uint64_t bytes) { return static_cast<double>(bytes) / kBytesPerMegabyte; }

std::string unread_text(const std::vector<WalkProblem>& unread, std::string_view indent) {
  std::string text;
  for (const WalkProblem& problem : unread) {
    text += fmt::format("{}{}: {}\n", indent, printable(problem.path), printable(problem.reason));
  }
  return text;
}

}  // namespace

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

std::string status_text(const Status& status, Instant now) {
  const IndexStats& stats = status.info.stats;
  return fmt::format(
             "index       {}\n"
             "generation  {}, revision {}\n"
             "documents   {}\n"
             "corpus      {}\n"
             "built       {}\n"
             "updated     {} ({})\n"
             "disk        {:.1f} MB\n"
             "problems    {} indexed files have warnings or errors\n"
             "writer      {}\n"
             "unread      {} files\n",
             printable(status.index_dir), status.info.generation, status.info.revision,
             status.info.documents, printable(stats.corpus), format_instant(stats.built_at),
             format_instant(stats.updated_at), age_words(stats.updated_at, now),
             megabytes(status.disk_bytes), stats.files_with_problems,
             status.writer ? printable(describe(*status.writer)) : "none", stats.unread.size()) +
         unread_text(stats.unread, "  ");
}

std::string status_json(const Status& status, Instant now) {
  const IndexStats& stats = status.info.stats;
  nlohmann::json json = {{"index", status.index_dir},
                         {"generation", status.info.generation},
                         {"revision", status.info.revision},
                         {"documents", status.info.documents},
                         {"corpus", stats.corpus},
                         {"built_at", format_instant(stats.built_at)},
                         {"updated_at", format_instant(stats.updated_at)},
                         {"age_s", (now - stats.updated_at).count()},
                         {"disk_bytes", status.disk_bytes},
                         {"files_with_problems", stats.files_with_problems},
                         {"unread", nlohmann::json::array()},
                         {"writer", nullptr}};
  for (const WalkProblem& problem : stats.unread) {
    json["unread"].push_back({{"path", problem.path}, {"reason", problem.reason}});
  }
  if (status.writer) {
    json["writer"] = {{"pid", status.writer->pid},
                      {"host", status.writer->host},
                      {"command", status.writer->command},
                      {"since", status.writer->since}};
  }
  return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
}

}  // namespace dejavu
