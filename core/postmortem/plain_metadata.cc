// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/postmortem/plain_metadata.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "core/base/text.h"
#include "core/postmortem/field_table.h"

namespace dejavu {
namespace {

/// A key is a few words, a value is no paragraph.
constexpr std::size_t kMaxKeyBytes = 40;
constexpr std::size_t kMaxValueBytes = 300;

/// Headings below which every "key: value" is a fact, known key or not.
constexpr std::array<std::string_view, 9> kFactHeadings = {
    "metadata",        "stats", "statistics",          "details",         "key facts",
    "key information", "facts", "general information", "incident details"};

/// Facts without a field of their own that are worth keeping wherever they stand.
constexpr std::array<std::string_view, 5> kFurtherKeys = {
    "duration", "time_to_detection", "time_to_recovery", "incident_commander", "total_downtime"};

/// A key at the head of a line; the field names of actions are no facts of the incident.
bool is_fact_key(std::string_view key) {
  const FieldRow* row = find_field_row(key);
  if (row == nullptr) return std::ranges::find(kFurtherKeys, key) != kFurtherKeys.end();
  return !std::holds_alternative<RelationKind>(row->target) && row->name != "action_items" &&
         row->name != "contributing_factors" && row->name != "title" && row->name != "sources";
}

bool is_fact_heading(std::string_view heading) {
  const std::string lower = to_lower_ascii(trim(heading));
  return std::ranges::find(kFactHeadings, std::string_view(lower)) != kFactHeadings.end();
}

struct Entry {
  std::string key;
  std::string value;
};

/// "Start: Wednesday, 2018-08-22" → key and value.
std::optional<Entry> split_entry(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > kMaxKeyBytes) return std::nullopt;
  if (line.substr(colon).starts_with("://")) return std::nullopt;
  const std::string_view value = trim(line.substr(colon + 1));
  if (value.empty() || value.size() > kMaxValueBytes) return std::nullopt;
  return Entry{std::string(trim(line.substr(0, colon))), std::string(value)};
}

class FactReader {
 public:
  explicit FactReader(const std::vector<Block>& blocks) : blocks_(blocks) {}

  void read(const SectionBlocks& section) {
    const SectionKind kind = section.section.kind;
    const std::string& heading = section.section.heading;
    read_heading(section);
    takes_any_key_ = is_fact_heading(heading);
    // Elsewhere "Author: …" is part of a quoted log, not of this file's head.
    const bool is_head = takes_any_key_ || section.is_title || section.section.level == 0 ||
                         is_fact_key(normal_key(heading));
    if (!is_head && kind != SectionKind::kSummary) return;
    for (std::size_t i = section.begin; i < section.end; ++i) {
      if (is_head || is_list_of_entries(blocks_[i])) read_block(blocks_[i]);
    }
  }

  MetaValue take() { return std::move(facts_); }

 private:
  void add(std::string key, std::string value, int line) {
    MetaValue scalar;
    scalar.kind = MetaValue::Kind::kScalar;
    scalar.scalar = std::move(value);
    scalar.line = line;
    facts_.put(std::move(key), std::move(scalar));
  }

  void add_if_fact(const Entry& entry, int line) {
    if (takes_any_key_ || is_fact_key(normal_key(entry.key))) add(entry.key, entry.value, line);
  }

  /// "## Date" with the value below, or "## Owner: @somebody".
  void read_heading(const SectionBlocks& section) {
    const std::string& heading = section.section.heading;
    if (const auto entry = split_entry(heading)) {
      if (!section.is_title && is_fact_key(normal_key(entry->key))) {
        add(entry->key, entry->value, section.section.line);
      }
      return;
    }
    const bool is_one_block = section.end == section.begin + 1;
    if (section.section.kind != SectionKind::kOther || !is_one_block || section.is_title) return;
    const Block& block = blocks_[section.begin];
    const bool is_value = block.text.size() <= kMaxValueBytes && is_fact_key(normal_key(heading)) &&
                          !is_list_of_entries(block);
    if (!is_value) return;
    std::string value = block.text;
    std::ranges::replace(value, '\n', ',');
    add(heading, value, block.line);
  }

  /// "Start: …" and "End: …" below "## Date" are facts of their own.
  static bool is_list_of_entries(const Block& block) {
    const std::vector<std::string_view> lines = split_lines(block.text);
    return std::ranges::all_of(lines, [](std::string_view line) {
      const auto entry = split_entry(line);
      return entry && is_fact_key(normal_key(entry->key));
    });
  }

  void read_block(const Block& block) {
    if (block.kind == BlockKind::kParagraph) {
      int line = block.line;
      for (const std::string_view text : split_lines(block.text)) {
        if (const auto entry = split_entry(text)) add_if_fact(*entry, line);
        ++line;
      }
    }
    for (const ListItem& item : block.items) {
      const auto entry = item.depth == 0 ? split_entry(item.text) : std::nullopt;
      if (entry) add_if_fact(*entry, item.line);
    }
    read_table(block);
  }

  /// Two columns, the first with keys; the head may be the first fact.
  void read_table(const Block& block) {
    for (const TableRow& row : block.rows) {
      if (row.cells.size() != 2 || row.cells[1].text.empty()) continue;
      std::string key = row.cells[0].text;
      while (key.ends_with(':')) key.pop_back();
      const bool fits = key.size() <= kMaxKeyBytes && row.cells[1].text.size() <= kMaxValueBytes;
      if (fits && is_fact_key(normal_key(key))) add(key, row.cells[1].text, row.line);
    }
  }

  const std::vector<Block>& blocks_;
  MetaValue facts_;
  bool takes_any_key_ = false;
};

}  // namespace

MetaValue read_plain_metadata(const std::vector<Block>& blocks,
                              const std::vector<SectionBlocks>& sections) {
  FactReader reader(blocks);
  for (const SectionBlocks& section : sections) reader.read(section);
  return reader.take();
}

}  // namespace dejavu
