// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "core/lint/checks.h"
#include "core/lint/codes.h"

namespace dejavu {
namespace {

/// Of these the first cannot be later. Other pairs can be in either order: somebody may understand
/// a problem only after it went away.
struct Order {
  std::string_view first_name;
  std::optional<Moment> Postmortem::*first;
  std::string_view then_name;
  std::optional<Moment> Postmortem::*then;
};
constexpr Order kOrders[] = {
    {"detected_at", &Postmortem::detected_at, "known_at", &Postmortem::known_at},
    {"detected_at", &Postmortem::detected_at, "acknowledged_at", &Postmortem::acknowledged_at},
    {"known_at", &Postmortem::known_at, "raised_at", &Postmortem::raised_at},
    {"mitigated_at", &Postmortem::mitigated_at, "resolved_at", &Postmortem::resolved_at},
};

/// As exact as the less exact of the two: a day says nothing about a minute of the same day.
bool is_later(const Moment& first, const Moment& then) {
  if (first.about || then.about || first.until || then.until) return false;
  const bool by_minute = std::min(first.precision, then.precision) >= Precision::kMinute;
  if (by_minute) return first.at > then.at;
  using std::chrono::days;
  return std::chrono::floor<days>(first.at) > std::chrono::floor<days>(then.at);
}

}  // namespace

Findings check_times(const Postmortem& postmortem) {
  Findings findings;
  const auto& start = postmortem.started_at;
  for (const Order& order : kOrders) {
    const auto& first = postmortem.*order.first;
    const auto& then = postmortem.*order.then;
    if (!first || !then || !is_later(*first, *then)) continue;
    if (start && then->at < start->at) continue;  // reading has said so
    findings.push_back(
        finding("times-out-of-order", 1,
                fmt::format("{} ({}) is after {} ({}).", order.first_name, format_moment(*first),
                            order.then_name, format_moment(*then))));
  }
  return findings;
}

}  // namespace dejavu
