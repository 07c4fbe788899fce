// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <string_view>

#include "core/base/text.h"
#include "core/lint/codes.h"
#include "server/commands/check_report.h"
#include "server/json/answer_json.h"

namespace dejavu {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

/// The name that code hosts give to the root of a repository.
constexpr std::string_view kRoot = "%SRCROOT%";
constexpr std::string_view kResembles = "resembles";

/// RFC 3986: everything but unreserved characters and "/" is escaped.
std::string uri_path(std::string_view path) {
  std::string out;
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~/").find(c) != std::string_view::npos;
    out += plain ? std::string(1, c)
                 : fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
  }
  return out;
}

json artifact(const CheckedFile& file, const fs::path& root) {
  const fs::path whole = (root / file.path).lexically_normal();
  const fs::path inside = whole.lexically_relative(root);
  if (inside.empty() || *inside.begin() == "..") {
    return {{"uri", "file://" + uri_path(whole.generic_string())}};
  }
  return {{"uri", uri_path(inside.generic_string())}, {"uriBaseId", kRoot}};
}

/// Columns of diagnostics count bytes, SARIF's code points.
int code_points_before(std::string_view line, int column) {
  const auto bytes = std::min(line.size(), static_cast<std::size_t>(std::max(column, 1) - 1));
  return static_cast<int>(std::ranges::count_if(line.substr(0, bytes), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

json region(const Diagnostic& diagnostic, const std::vector<std::string_view>& lines) {
  const auto index = static_cast<std::size_t>(std::max(diagnostic.line, 1) - 1);
  const std::string_view line = index < lines.size() ? lines[index] : std::string_view();
  return {{"startLine", std::max(diagnostic.line, 1)},
          {"startColumn", code_points_before(line, diagnostic.column) + 1}};
}

json message(const Finding& finding) {
  const std::string& text = finding.diagnostic.message;
  return {{"text", finding.hint.empty() ? text : text + " " + finding.hint}};
}

/// Code → rule. What reading says has no row in a table: its code has to speak for itself.
std::map<std::string, json> rules_of(const std::vector<CheckedFile>& files) {
  std::map<std::string, json> rules;
  const auto add = [&rules](const std::string& code, std::string_view meaning) {
    rules[code] = {{"id", code}, {"shortDescription", {{"text", meaning}}}};
  };
  for (const CheckedFile& file : files) {
    for (const Finding& finding : file.findings) {
      const std::string& code = finding.diagnostic.code;
      const LintCode* row = find_lint_code(code);
      add(code, row == nullptr ? std::string_view(code) : row->meaning);
    }
    if (!file.resembles.empty()) {
      add(std::string(kResembles), "The incident is like an earlier one.");
    }
  }
  return rules;
}

json result(const json& where, std::string_view code, std::string_view level, json text) {
  return {{"ruleId", code},
          {"level", level},
          {"message", std::move(text)},
          {"locations", {{{"physicalLocation", where}}}}};
}

json results_of(const CheckedFile& file, const fs::path& root) {
  const std::vector<std::string_view> lines = split_lines(file.bytes);
  json results = json::array();
  json where = {{"artifactLocation", artifact(file, root)}};
  for (const Finding& finding : file.findings) {
    where["region"] = region(finding.diagnostic, lines);
    results.push_back(result(where, finding.diagnostic.code, name_of(finding.diagnostic.level),
                             message(finding)));
  }
  where["region"] = {{"startLine", 1}};
  for (const HitAnswer& hit : file.resembles) {
    const std::string text =
        fmt::format("Resembles {}: {} ({}).", hit.card.id, hit.card.title, short_reason(hit));
    results.push_back(result(where, kResembles, "note", {{"text", text}}));
  }
  return results;
}

}  // namespace

std::string check_sarif(const std::vector<CheckedFile>& files, const SarifOrigin& origin) {
  json rules = json::array();
  for (const auto& [code, rule] : rules_of(files)) rules.push_back(rule);
  json results = json::array();
  for (const CheckedFile& file : files) {
    for (json& one : results_of(file, origin.root)) results.push_back(std::move(one));
  }
  const std::string root = uri_path((origin.root / "").generic_string());
  const json run = {
      {"tool", {{"driver", {{"name", "dejavu"}, {"version", origin.version}, {"rules", rules}}}}},
      {"columnKind", "unicodeCodePoints"},
      {"originalUriBaseIds", {{kRoot, {{"uri", "file://" + root}}}}},
      {"results", results}};
  return json_text({{"$schema",
                     "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
                     "sarif-schema-2.1.0.json"},
                    {"version", "2.1.0"},
                    {"runs", json::array({run})}});
}

}  // namespace dejavu
