// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/html/times.h"

#include "core/base/time_words.h"

namespace dejavu {
namespace {

/// As exact as it is known, at most to the minute: seconds are noise in prose.
std::string exact_text(Instant at, Precision precision) {
  const std::string text = format_instant(at);  // 2026-02-03T09:10:00Z
  switch (precision) {
    case Precision::kYear: return text.substr(0, 4);
    case Precision::kMonth: return text.substr(0, 7);
    case Precision::kDay: return text.substr(0, 10);
    default: return text.substr(0, 10) + " " + text.substr(11, 5) + " UTC";
  }
}

/// The forms that HTML allows: no "~", no range, no year alone with more than four digits.
std::string datetime_text(const Moment& moment) {
  return format_moment({.at = moment.at, .precision = moment.precision});
}

}  // namespace

TemplateValue moment_value(const std::optional<Moment>& moment, Instant now) {
  if (!moment) return {};
  const std::string about = moment->about ? "about " : "";
  TemplateValue value;
  value["datetime"] = datetime_text(*moment);
  value["day"] = about + exact_text(moment->at, std::min(moment->precision, Precision::kDay));
  std::string full = about + exact_text(moment->at, moment->precision);
  if (moment->until) full += " – " + exact_text(*moment->until, moment->precision);
  value["full"] = full;
  value["age"] = age_words(*moment, now);
  return value;
}

TemplateValue instant_value(Instant at, Instant now) {
  TemplateValue value;
  value["datetime"] = format_instant(at);
  value["age"] = age_words(at, now);
  return value;
}

}  // namespace dejavu
