// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/search/alert_label.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"

namespace dejavu {
namespace {

constexpr std::array<std::string_view, 14> kTools = {
    "alertmanager", "cloudwatch", "datadog",    "grafana", "icinga", "nagios",    "newrelic",
    "opsgenie",     "pagerduty",  "prometheus", "sensu",   "sentry", "victorops", "zabbix"};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

std::string_view alert_label(std::string_view line) {
  constexpr std::string_view kBefore = " \t[(*#>-";
  constexpr std::string_view kAfter = "#:]|)[";
  const std::size_t begin = std::min(line.find_first_not_of(kBefore), line.size());
  std::size_t end = begin;
  while (end < line.size() && is_letter(line[end])) ++end;
  const std::string_view name = line.substr(begin, end - begin);
  if (std::find(kTools.begin(), kTools.end(), to_lower_ascii(name)) == kTools.end()) return {};
  const std::size_t next = line.find_first_not_of(" \t", end);
  const bool is_label = next != std::string_view::npos && kAfter.find(line[next]) != kAfter.npos;
  return is_label ? name : std::string_view();
}

}  // namespace dejavu
