// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/postmortem/dates.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/text.h"

namespace dejavu {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_word(char c) { return is_digit(c) || is_letter(c); }

constexpr std::array<std::string_view, 8> kAboutWords = {
    "~", "approximately ", "approx. ", "approx ", "about ", "around ", "circa ", "ca. "};

/// Offset behind a word for "about", or `at`.
std::size_t skip_about(std::string_view text, std::size_t at) {
  for (const std::string_view word : kAboutWords) {
    if (to_lower_ascii(text.substr(at, word.size())) == word) return at + word.size();
  }
  return at;
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] == ' ') ++at;
  return at;
}

bool starts_with_word(std::string_view text, std::size_t at, std::string_view word) {
  return to_lower_ascii(text.substr(at, word.size())) == word &&
         (at + word.size() >= text.size() || !is_word(text[at + word.size()]));
}

/// One date and/or time without its range.
class Reader {
 public:
  Reader(std::string_view text, std::size_t at, const DateContext& context)
      : text_(text), at_(at), context_(context) {}

  bool read() {
    const std::size_t begin = at_;
    at_ = skip_about(text_, at_);
    about_ = at_ > begin;
    date_ = match_date(text_, at_, context_.order);
    if (date_) {
      at_ = date_->end;
      read_clock_behind_date();
      return true;
    }
    if (!read_clock(at_)) return false;
    read_date_behind_clock();
    return true;
  }

  const std::optional<WrittenDate>& date() const { return date_; }
  const std::optional<WrittenTime>& time() const { return time_; }
  const std::optional<Zone>& zone() const { return zone_; }
  bool about() const { return about_; }
  std::size_t end() const { return at_; }

 private:
  void read_clock_behind_date() {
    std::size_t at = at_;
    if (at + 1 < text_.size() && (text_[at] == 'T' || text_[at] == 't') &&
        is_digit(text_[at + 1])) {
      has_t_ = true;
      ++at;
    } else {
      while (at < text_.size() && (text_[at] == ' ' || text_[at] == ',' || text_[at] == '@')) ++at;
      for (const std::string_view word : {"at", "kl.", "um"}) {
        if (starts_with_word(text_, at, word)) at = skip_blanks(text_, at + word.size());
      }
      if (at == at_) return;  // "2021-05-269:00"
      const std::size_t about = skip_about(text_, at);
      if (about > at && read_clock(about)) about_ = true;
      if (about > at) return;
    }
    read_clock(at);
  }

  bool read_clock(std::size_t at) {
    const auto time = match_time(text_, at);
    if (!time || (time->end < text_.size() && is_letter(text_[time->end]) &&
                  !match_zone(text_, time->end) && text_[time->end] != 'h')) {
      return false;
    }
    time_ = time;
    at_ = time->end;
    if (at_ < text_.size() && text_[at_] == 'h') ++at_;
    read_zone();
    return true;
  }

  /// "-11:00" behind a time is the end of a range, unless RFC 3339 says otherwise.
  bool is_offset_meant(std::size_t at) const {
    const bool has_colon = text_.substr(at, 6).find(':') != std::string_view::npos;
    if (text_[at] == '+') return true;
    if (text_[at] != '-' || at + 2 >= text_.size() || !is_digit(text_[at + 2])) return false;
    return has_colon ? at == at_ && (has_t_ || time_->has_seconds) : true;
  }

  void read_zone() {
    std::size_t at = skip_blanks(text_, at_);
    const bool bracketed = at < text_.size() && text_[at] == '(';
    if (bracketed) ++at;
    if (at >= text_.size()) return;
    const bool is_sign = text_[at] == '+' || text_[at] == '-';
    if (is_sign && !is_offset_meant(at)) return;
    const auto match = match_zone(text_, at);
    if (!match) return;
    if (bracketed && (match->end >= text_.size() || text_[match->end] != ')')) return;
    zone_ = match->zone;
    at_ = match->end + (bracketed ? 1U : 0U);
  }

  /// "10:30 UTC on 2024-01-02".
  void read_date_behind_clock() {
    std::size_t at = at_;
    while (at < text_.size() && (text_[at] == ' ' || text_[at] == ',')) ++at;
    if (starts_with_word(text_, at, "on")) at = skip_blanks(text_, at + 2);
    if (at == at_) return;
    date_ = match_date(text_, at, context_.order);
    if (date_) at_ = date_->end;
  }

  std::string_view text_;
  std::size_t at_;
  const DateContext& context_;
  std::optional<WrittenDate> date_;
  std::optional<WrittenTime> time_;
  std::optional<Zone> zone_;
  bool about_ = false;
  bool has_t_ = false;
};

/// The year that brings a date without one nearest to the day that the context knows.
int nearest_year(const WrittenDate& date, sys_days near) {
  const std::chrono::year_month_day known{near};
  const int year = static_cast<int>(known.year());
  constexpr int kHalfYearMonths = 6;
  const int ahead = date.month - static_cast<int>(static_cast<unsigned>(known.month()));
  if (ahead > kHalfYearMonths) return year - 1;
  return ahead < -kHalfYearMonths ? year + 1 : year;
}

/// An ambiguous date in the reading that is nearer to a day that is known.
WrittenDate nearer(WrittenDate date, sys_days known) {
  const auto distance = [&](int month, int day) {
    const auto gap = sys_days{std::chrono::year{date.year} / month / day} - known;
    return std::max(gap, -gap);
  };
  if (distance(date.day, date.month) < distance(date.month, date.day)) {
    std::swap(date.day, date.month);
  }
  return date;
}

/// A zone word may stand once, at the end of the range.
std::optional<DateReading> reading_of(const Reader& reader, const DateContext& context,
                                      std::optional<Zone> zone) {
  DateReading result;
  result.end = reader.end();
  result.day = context.day;
  Precision precision = Precision::kDay;
  std::optional<WrittenDate> date = reader.date();
  if (date && date->ambiguous && context.order == DateOrder::kUnknown && context.near) {
    date = nearer(*date, *context.near);
  }
  if (date) {
    result.has_date = true;
    result.day.reset();
    const int year =
        date->year != 0 || !context.day ? date->year : nearest_year(*date, *context.day);
    if (year == 0) return result;  // a month and a day of no year
    if (date->ambiguous) {
      const bool is_decided = context.order != DateOrder::kUnknown || context.near;
      result.doubts.push_back(is_decided ? DateDoubt::kGuessed : DateDoubt::kAmbiguous);
    }
    const auto calendar = std::chrono::year{year} / date->month / std::max(1, date->day);
    if (!calendar.ok()) {
      result.doubts.push_back(DateDoubt::kImpossible);
      return result;
    }
    result.day = sys_days{calendar};
    if (date->day == 0) precision = Precision::kMonth;
  }
  if (!reader.time() && !result.day) return std::nullopt;
  Moment moment{
      .at = result.day.value_or(sys_days{}), .precision = precision, .about = reader.about()};
  if (const auto& time = reader.time()) {
    result.clock = time->clock;
    moment.precision = time->has_seconds ? Precision::kSecond : Precision::kMinute;
    if (!zone) result.doubts.push_back(DateDoubt::kNoZone);
    if (time->odd) result.doubts.push_back(DateDoubt::kOddTime);
    moment.at = to_utc(moment.at + time->clock, zone.value_or(Zone{}));
  } else if (reader.date() && reader.date()->last_day > reader.date()->day) {
    moment.until = moment.at + days{reader.date()->last_day - reader.date()->day};
  }
  if (result.day) result.moment = moment;
  return result;
}

/// Offset behind " - ", " to ", "–", "/" or "→", or npos.
std::size_t skip_range_sign(std::string_view text, std::size_t at) {
  at = skip_blanks(text, at);
  for (const std::string_view sign : {"-", "–", "—", "->", "→", "/", "to ", "until "}) {
    if (text.substr(at).starts_with(sign)) return skip_blanks(text, at + sign.size());
  }
  return std::string_view::npos;
}

}  // namespace

std::optional<DateReading> read_date_at(std::string_view text, std::size_t at,
                                        const DateContext& context) {
  Reader start(text, at, context);
  if (!start.read()) return std::nullopt;
  std::optional<Zone> zone = start.zone() ? start.zone() : context.zone;
  const std::size_t second = skip_range_sign(text, start.end());
  std::optional<Reader> end;
  if (second < text.size()) {
    end.emplace(text, second, context);
    if (!end->read()) end.reset();
  }
  if (end && !start.zone() && end->zone()) zone = end->zone();
  auto result = reading_of(start, context, zone);
  if (!result) return std::nullopt;
  result->begin = at;
  result->zone = start.zone() || !end ? start.zone() : end->zone();
  if (!end || !result->moment) return result;
  DateContext of_end = context;
  of_end.day = result->day;
  const auto until = reading_of(*end, of_end, end->zone() ? end->zone() : zone);
  if (!until || !until->moment) return result;
  std::chrono::sys_seconds last = until->moment->at;
  if (!until->has_date && last < result->moment->at) last += days{1};
  if (last < result->moment->at) return result;
  result->moment->until = last;
  result->end = until->end;
  return result;
}

std::optional<DateReading> find_date(std::string_view text, const DateContext& context) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool begins = is_word(text[at]) && (at == 0 || !is_word(text[at - 1]));
    if (!begins) continue;
    auto reading = read_date_at(text, at, context);
    if (reading && reading->has_date && reading->moment) return reading;
  }
  return std::nullopt;
}

std::optional<DateReading> read_date_value(std::string_view text, const DateContext& context) {
  text = trim(text);
  auto reading = read_date_at(text, 0, context);
  if (const auto strict = parse_moment(text)) {
    DateReading exact;
    exact.moment = strict;
    exact.end = text.size();
    exact.has_date = true;
    exact.day = std::chrono::floor<days>(strict->at);
    if (reading) exact.zone = reading->zone;
    return exact;
  }
  if (!reading || (!reading->moment && reading->doubts.empty())) reading = find_date(text, context);
  if (!reading) return std::nullopt;
  const bool is_all =
      reading->begin == 0 &&
      trim(text.substr(reading->end)).find_first_not_of(".,;)") == std::string_view::npos;
  if (!is_all && reading->moment) reading->doubts.push_back(DateDoubt::kTrailing);
  return reading;
}

}  // namespace dejavu
