// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/postmortem/timeline.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "core/base/text.h"

namespace dejavu {
namespace {

using std::chrono::hours;

/// A clock that goes back by more than this has passed midnight; by less, it was noted late.
constexpr hours kMidnightJump{12};

/// What stands between a time and its text, and around a time: "**10:30** - text", "_4/21/23_".
constexpr std::string_view kFiller = " \t\n-:;,.|*_)]";

std::string_view skip_filler(std::string_view text) {
  while (true) {
    const std::size_t begin = std::min(text.find_first_not_of(kFiller), text.size());
    text.remove_prefix(begin);
    bool is_dash = false;
    for (const std::string_view dash : {"–", "—", "→"}) {
      if (!text.starts_with(dash)) continue;
      text.remove_prefix(dash.size());
      is_dash = true;
    }
    if (!is_dash) return text;
  }
}

std::size_t skip_opening(std::string_view text) {
  return std::min(text.find_first_not_of(" *_-([\t"), text.size());
}

class TimelineReader {
 public:
  TimelineReader(const std::vector<Block>& blocks, DateContext dates,
                 const std::optional<Moment>& start)
      : blocks_(blocks), dates_(dates), zone_of_file_(dates_.zone), start_(start) {}

  void read(const SectionBlocks& section) {
    dates_.zone = zone_of(section);
    if (entries_.empty() && start_ && start_->precision >= Precision::kMinute) {
      const auto local = to_local(start_->at, dates_.zone.value_or(Zone{}));
      dates_.day = std::chrono::floor<std::chrono::days>(local);
    }
    last_clock_.reset();
    if (const auto reading = find_date(section.section.heading, dates_)) dates_.day = reading->day;
    for (std::size_t i = section.begin; i < section.end; ++i) {
      const bool has_next = i + 1 < section.end;
      if (has_next && tells_of_a_day(blocks_[i], blocks_[i + 1])) {
        add_day(blocks_[i]);
      } else {
        read_block(blocks_[i]);
      }
    }
    open_entry_ = false;
  }

  std::vector<TimelineEntry> take() { return std::move(entries_); }

 private:
  /// "Timeline (PST)", a paragraph "All times in CET", or a table's head "Time (UTC)".
  std::optional<Zone> zone_of(const SectionBlocks& section) const {
    if (const auto zone = find_zone(section.section.heading)) return zone;
    for (std::size_t i = section.begin; i < section.end; ++i) {
      if (const auto zone = zone_of(blocks_[i])) return zone;
    }
    return zone_of_file_;
  }

  static std::optional<Zone> zone_of(const Block& block) {
    const std::string_view note = truncate_utf8(block.text, kNoteBytes);
    const bool is_about_times = block.kind == BlockKind::kParagraph &&
                                to_lower_ascii(note).find("time") != std::string::npos;
    if (is_about_times) return find_zone(note);
    if (block.kind != BlockKind::kTable || block.rows.empty()) return std::nullopt;
    for (const TableCell& cell : block.rows.front().cells) {
      if (const auto zone = find_zone(cell.text)) return zone;
    }
    return std::nullopt;
  }

  void read_block(const Block& block) {
    switch (block.kind) {
      case BlockKind::kTable: read_table(block); return;
      case BlockKind::kList: read_list(block); return;
      case BlockKind::kHeading: read_heading(block); return;
      case BlockKind::kParagraph: read_paragraph(block); return;
      case BlockKind::kOther: append_to_open_entry(block.text); return;
    }
  }

  /// Text below a heading or line with a time belongs to it.
  void append_to_open_entry(std::string_view text) {
    if (!open_entry_ || trim(text).empty()) return;
    std::string& entry = entries_.back().text;
    if (!entry.empty()) entry += '\n';
    entry += trim(text);
  }

  void add(TimelineEntry entry) {
    entries_.push_back(std::move(entry));
    open_entry_ = true;
  }

  /// The moment of a reading, with the running date: `day` moves on past midnight.
  std::optional<Moment> settle(const DateReading& reading) {
    if (reading.has_date) {
      if (reading.day) dates_.day = reading.day;
      last_clock_ = reading.clock;
      return reading.moment;
    }
    std::optional<Moment> moment = reading.moment;
    if (moment && reading.clock && last_clock_ && *last_clock_ - *reading.clock >= kMidnightJump) {
      *dates_.day += std::chrono::days{1};
      moment->at += std::chrono::days{1};
      if (moment->until) *moment->until += std::chrono::days{1};
    }
    last_clock_ = reading.clock;
    return moment;
  }

  /// An entry from a text that begins with a time; absent when it does not, or when it is a date
  /// alone, which only sets the running date.
  std::optional<TimelineEntry> entry_of(std::string_view text, int line) {
    const std::size_t begin = skip_opening(text);
    const auto reading = read_date_at(text, begin, dates_);
    if (!reading) return std::nullopt;
    const std::string_view behind = skip_filler(text.substr(reading->end));
    TimelineEntry entry;
    entry.line = line;
    entry.at = settle(*reading);
    if (!reading->clock && behind.empty()) return std::nullopt;
    entry.time_text = std::string(trim(text.substr(0, reading->end)));
    entry.text = std::string(trim(behind));
    return entry;
  }

  /// A heading that is only a date, with text below that has no times: an entry of that day.
  bool tells_of_a_day(const Block& block, const Block& next) const {
    if (block.kind != BlockKind::kHeading || next.kind == BlockKind::kHeading ||
        next.kind == BlockKind::kTable || !is_date_alone(block.text)) {
      return false;
    }
    const auto reading = read_date_at(next.text, skip_opening(next.text), dates_);
    return !reading;
  }

  bool is_date_alone(std::string_view text) const {
    const auto reading = read_date_at(text, skip_opening(text), dates_);
    return reading && !reading->clock && skip_filler(text.substr(reading->end)).empty();
  }

  void add_day(const Block& block) {
    const auto reading = read_date_at(block.text, skip_opening(block.text), dates_);
    TimelineEntry entry;
    entry.line = block.line;
    entry.at = settle(*reading);
    entry.time_text = block.text;
    add(std::move(entry));
  }

  void read_heading(const Block& block) {
    if (auto entry = entry_of(block.text, block.line)) {
      add(*std::move(entry));
    } else if (has_unknown_time(block.text)) {
      TimelineEntry unknown;
      unknown.time_text = block.text;
      unknown.line = block.line;
      add(std::move(unknown));
    } else {
      open_entry_ = false;
    }
  }

  /// "1X:XX (not sure)", "2022-05-?? HH:mm": a time that nobody knows.
  static bool has_unknown_time(std::string_view text) {
    const std::string lower = to_lower_ascii(text);
    return lower.find("x:xx") != std::string::npos || lower.find("hh:mm") != std::string::npos ||
           lower.find("??") != std::string::npos;
  }

  /// Every line that begins with a time is an entry; other lines go on with the one before.
  void read_paragraph(const Block& block) {
    int line = block.line;
    for (const std::string_view text : split_lines(block.text)) {
      auto entry = entry_of(text, line++);
      if (entry) {
        add(*std::move(entry));
      } else if (is_date_alone(text)) {
        open_entry_ = false;
      } else {
        append_to_open_entry(text);
      }
    }
  }

  void read_list(const Block& block) {
    // The items of a heading with a time are what happened then, even when one has a time itself.
    const bool is_below_heading = open_entry_;
    bool found = false;
    for (const ListItem& item : block.items) {
      auto entry = entry_of(item.text, item.line);
      if (entry && !(is_below_heading && item.depth > 0)) {
        add(*std::move(entry));
        found = true;
      } else if (found || is_below_heading) {
        append_to_open_entry(item.text);
      }
    }
  }

  struct Columns {
    std::size_t time = 0;
    std::optional<std::size_t> date;  // a column of its own
  };

  /// Columns by the names in the head; the first when none is named so.
  static Columns columns_of(const TableRow& head) {
    std::optional<std::size_t> time;
    std::optional<std::size_t> date;
    std::optional<std::size_t> day;  // often the weekday, beside a column with the date
    for (std::size_t i = 0; i < head.cells.size(); ++i) {
      const std::string name = to_lower_ascii(head.cells[i].text);
      const bool has_time = name.find("time") != std::string::npos || name.starts_with("when");
      if (has_time && !time) time = i;
      if (!has_time && name.find("date") != std::string::npos && !date) date = i;
      if (name.starts_with("day") && !day) day = i;
    }
    if (!date) date = day;
    if (!time) std::swap(time, date);
    return {time.value_or(0), date};
  }

  void read_table(const Block& block) {
    if (block.rows.empty()) return;
    const Columns columns = columns_of(block.rows.front());
    for (std::size_t i = 1; i < block.rows.size(); ++i) read_row(block.rows[i], columns);
    open_entry_ = false;
  }

  void read_row(const TableRow& row, const Columns& columns) {
    if (columns.time >= row.cells.size()) return;
    TimelineEntry entry;
    entry.line = row.line;
    entry.time_text = row.cells[columns.time].text;
    const bool has_date_cell = columns.date && !row.cells[*columns.date].text.empty();
    if (has_date_cell) entry.time_text = row.cells[*columns.date].text + ' ' + entry.time_text;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (i == columns.time || (columns.date && i == *columns.date)) continue;
      if (!entry.text.empty() && !row.cells[i].text.empty()) entry.text += " | ";
      entry.text += row.cells[i].text;
    }
    const std::size_t begin = skip_opening(entry.time_text);
    const auto reading = read_date_at(entry.time_text, begin, dates_);
    if (reading) entry.at = settle(*reading);
    // An empty cell: at the same time as the row above.
    if (!entry.time_text.empty() || !entry.text.empty()) entries_.push_back(std::move(entry));
  }

  static constexpr std::size_t kNoteBytes = 200;  // "All times in UTC." is a short paragraph

  const std::vector<Block>& blocks_;
  DateContext dates_;
  std::optional<Zone> zone_of_file_;
  const std::optional<Moment>& start_;
  std::optional<std::chrono::seconds> last_clock_;
  std::vector<TimelineEntry> entries_;
  bool open_entry_ = false;
};

}  // namespace

std::vector<TimelineEntry> read_timeline(const std::vector<Block>& blocks,
                                         const std::vector<SectionBlocks>& sections,
                                         const DateContext& dates,
                                         const std::optional<Moment>& start) {
  TimelineReader reader(blocks, dates, start);
  for (const SectionBlocks& section : sections) {
    if (section.section.kind == SectionKind::kTimeline) reader.read(section);
  }
  return reader.take();
}

}  // namespace dejavu
