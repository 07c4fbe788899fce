// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/commands/check_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/text.h"
#include "server/json/answer_json.h"

namespace dejavu {
namespace {

using nlohmann::json;

/// What fits on a line.
constexpr std::size_t kReasonsShown = 2;
constexpr std::size_t kWordsShown = 4;

json finding_json(const Finding& finding) {
  const Diagnostic& diagnostic = finding.diagnostic;
  return {{"line", diagnostic.line},
          {"column", diagnostic.column},
          {"level", name_of(diagnostic.level)},
          {"code", diagnostic.code},
          {"message", diagnostic.message},
          {"hint", finding.hint}};
}

json file_json(const CheckedFile& file) {
  json diagnostics = json::array();
  for (const Finding& finding : file.findings) diagnostics.push_back(finding_json(finding));
  json resembles = json::array();
  for (const HitAnswer& hit : file.resembles) {
    resembles.push_back(
        {{"id", hit.card.id}, {"title", hit.card.title}, {"why", short_reason(hit)}});
  }
  return {{"path", file.path},
          {"id", file.postmortem.id},
          {"title", file.postmortem.title},
          {"diagnostics", std::move(diagnostics)},
          {"resembles", std::move(resembles)}};
}

std::string file_text(const CheckedFile& file) {
  const std::string path = printable(file.path);
  std::string out;
  for (const Finding& finding : file.findings) {
    const Diagnostic& diagnostic = finding.diagnostic;
    out += fmt::format("{}:{}:{}: {}: {} [{}]\n", path, diagnostic.line, diagnostic.column,
                       name_of(diagnostic.level), printable(diagnostic.message), diagnostic.code);
    if (!finding.hint.empty()) out += fmt::format("    hint: {}\n", printable(finding.hint));
  }
  for (const HitAnswer& hit : file.resembles) {
    out += fmt::format("{}: note: resembles {}: {} ({})\n", path, printable(hit.card.id),
                       printable(hit.card.title), printable(short_reason(hit)));
  }
  return file.findings.empty() ? out + path + ": no problems found\n" : out;
}

}  // namespace

std::string short_reason(const HitAnswer& hit) {
  std::string text;
  for (std::size_t i = 0; i < std::min(hit.why.size(), kReasonsShown); ++i) {
    const Reason& reason = hit.why[i];
    text += fmt::format("{}{}", text.empty() ? "" : "; ", reason.feature);
    for (std::size_t k = 0; k < std::min(reason.evidence.size(), kWordsShown); ++k) {
      text += fmt::format("{} {}", k == 0 ? ":" : ",", reason.evidence[k].text);
    }
  }
  return collapse_blanks(text);
}

std::string check_text(const std::vector<CheckedFile>& files) {
  std::string out;
  for (const CheckedFile& file : files) out += file_text(file);
  return out;
}

std::string check_json(const std::vector<CheckedFile>& files) {
  json list = json::array();
  for (const CheckedFile& file : files) list.push_back(file_json(file));
  return json_text(list);
}

}  // namespace dejavu
