// SPDX-License-Identifier: GPL-2.0-or-later
#include <nlohmann/json.hpp>
#include <string_view>

#include "core/base/error.h"
#include "core/postmortem/postmortem.h"
#include "indexer/report.h"
#include "indexer/status.h"
#include "indexer/verify.h"

namespace dejavu {
namespace {

nlohmann::json lag_json(const Status& status) {
  if (!status.lag) return nullptr;
  return {{"new", status.lag->added.size()},
          {"changed", status.lag->changed.size()},
          {"removed", status.lag->removed.size()}};
}

nlohmann::json hook_json(const Status& status) {
  if (!status.hook) return nullptr;
  nlohmann::json json = {{"commit", status.hook->commit}, {"commits_since", nullptr}};
  if (status.hook->commits_since) json["commits_since"] = *status.hook->commits_since;
  return json;
}

nlohmann::json writer_json(const Status& status) {
  if (!status.writer) return nullptr;
  return {{"pid", status.writer->pid},
          {"host", status.writer->host},
          {"command", status.writer->command},
          {"since", status.writer->since}};
}

std::string_view mending(const Verification& found) {
  switch (verification_exit_code(found)) {
    case kExitCorrupt: return "dejavu-index build";
    case kExitAnsweredNo: return "dejavu-index update";
    default: return "";
  }
}

}  // namespace

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
                         {"lag", lag_json(status)},
                         {"hook", hook_json(status)},
                         {"disk_bytes", status.disk_bytes},
                         {"files_with_problems", stats.files_with_problems},
                         {"unread", nlohmann::json::array()},
                         {"writer", writer_json(status)}};
  for (const WalkProblem& problem : stats.unread) {
    json["unread"].push_back({{"path", problem.path}, {"reason", problem.reason}});
  }
  return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
}

std::string verification_json(const Verification& found) {
  const nlohmann::json json = {
      {"documents", found.documents}, {"damage", found.damage},
      {"new", found.lag.added},       {"changed", found.lag.changed},
      {"removed", found.lag.removed}, {"other_settings", found.other_settings},
      {"mend_with", mending(found)}};
  return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
}

}  // namespace dejavu
