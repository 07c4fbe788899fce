// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/postmortem/sections.h"

#include <algorithm>
#include <string>

#include "core/base/text.h"
#include "core/postmortem/dates.h"

namespace dejavu {
namespace {

/// A file with more headings is generated; what follows belongs to the last section.
constexpr std::size_t kMaxSections = 2000;

/// Below these a deeper heading groups, whatever it is called: "Action items / Detection".
bool keeps_subheadings(SectionKind kind) { return kind == SectionKind::kActionItems; }

/// In bold below "## Action items" these say what the actions are for.
bool groups_actions(SectionKind kind) {
  return kind == SectionKind::kPrevention || kind == SectionKind::kDetection ||
         kind == SectionKind::kResolution || kind == SectionKind::kEscalation;
}

/// Where the lines of a text begin.
class Lines {
 public:
  Lines(std::string_view text, int first_line) : text_(text), first_line_(first_line) {
    begins_.push_back(0);
    for (std::size_t at = text.find('\n'); at != std::string_view::npos;
         at = text.find('\n', at + 1)) {
      begins_.push_back(at + 1);
    }
  }

  /// The lines [first, last) of the file.
  std::string_view between(int first, int last) const {
    const std::size_t begin = offset(first);
    return text_.substr(begin, std::max(begin, offset(last)) - begin);
  }

 private:
  std::size_t offset(int line) const {
    const auto index = static_cast<std::size_t>(std::max(0, line - first_line_));
    return index < begins_.size() ? begins_[index] : text_.size();
  }

  std::string_view text_;
  int first_line_;
  std::vector<std::size_t> begins_;
};

class Cutter {
 public:
  Cutter(const std::vector<Block>& blocks, const SectionSource& source)
      : blocks_(blocks), source_(source), lines_(source.text, source.first_line) {}

  std::vector<SectionBlocks> cut() {
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (blocks_[i].kind == BlockKind::kHeading) {
        visit_heading(i);
      } else if (sections_.empty()) {
        open({.kind = SectionKind::kOther,
              .heading = {},
              .level = 0,
              .line = blocks_[i].line,
              .markdown = {},
              .text = {},
              .html = {}},
             i);
        markdown_line_ = source_.first_line;
      }
    }
    close(blocks_.size(), kBeyondLastLine);
    return std::move(sections_);
  }

 private:
  static constexpr int kBeyondLastLine = 1 << 30;

  void visit_heading(std::size_t index) {
    const Block& heading = blocks_[index];
    const bool is_title = index == source_.title_block;
    const bool is_time = is_entry(index);
    SectionKind kind = is_title ? SectionKind::kOther : section_kind_of(heading.text);
    if (is_time) kind = SectionKind::kTimeline;
    if (!begins_section(index, kind) || sections_.size() >= kMaxSections) return;
    close(index, heading.line);
    open({.kind = kind,
          .heading = heading.text,
          .level = heading.level,
          .line = heading.line,
          .markdown = {},
          .text = {},
          .html = {}},
         is_time ? index : index + 1);
    sections_.back().is_title = is_title;
    markdown_line_ = heading.last_line + 1;
  }

  bool is_entry(std::size_t index) const {
    return index != source_.title_block && is_time_heading(blocks_[index].text);
  }

  bool begins_section(std::size_t index, SectionKind kind) const {
    if (sections_.empty() || sections_.back().is_title) return true;
    const Section& current = sections_.back().section;
    if (current.kind == SectionKind::kTimeline && is_entry(index)) return false;
    if (current.level == 0 || blocks_[index].level <= current.level) return true;
    return kind != SectionKind::kOther && kind != current.kind && !keeps_subheadings(current.kind);
  }

  void open(Section section, std::size_t begin) {
    SectionBlocks opened;
    opened.section = std::move(section);
    opened.begin = begin;
    sections_.push_back(std::move(opened));
  }

  /// The last section ends before block `end` and line `line`.
  void close(std::size_t end, int line) {
    if (sections_.empty()) return;
    SectionBlocks& last = sections_.back();
    last.end = end;
    Section& section = last.section;
    section.markdown = trim(lines_.between(markdown_line_, line));
    for (std::size_t i = last.begin; i < end; ++i) {
      if (!section.text.empty()) section.text += '\n';
      section.text += blocks_[i].text;
      section.html += blocks_[i].html;
    }
  }

  const std::vector<Block>& blocks_;
  const SectionSource& source_;
  Lines lines_;
  std::vector<SectionBlocks> sections_;
  int markdown_line_ = 1;
};

bool is_implied_heading(const Block& block, const Block* next) {
  if (block.kind != BlockKind::kParagraph || block.text.find('\n') != std::string::npos) {
    return false;
  }
  const bool before_list =
      next != nullptr && (next->kind == BlockKind::kList || next->kind == BlockKind::kTable);
  return (block.strong || before_list) && is_section_name(block.text);
}

}  // namespace

bool is_time_heading(std::string_view heading) {
  const auto reading = read_date_at(heading, 0, {});
  return reading && reading->clock;
}

std::vector<Block> with_implied_headings(std::vector<Block> blocks) {
  constexpr int kDefaultLevel = 2;  // below the title, so that "## Timeline" ends what it begins
  int level = kDefaultLevel;
  SectionKind above = SectionKind::kOther;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    Block& block = blocks[i];
    if (block.kind == BlockKind::kHeading) {
      level = std::max(block.level, kDefaultLevel);
      above = section_kind_of(block.text);
    }
    if (!is_implied_heading(block, i + 1 < blocks.size() ? &blocks[i + 1] : nullptr)) continue;
    block.kind = BlockKind::kHeading;
    const bool is_group = keeps_subheadings(above) && groups_actions(section_kind_of(block.text));
    block.level = is_group ? level + 1 : level;
    // The source of "**Impact:** nobody could pay" is all of its line.
    if (i + 1 < blocks.size() && blocks[i + 1].line == block.line) block.last_line = block.line - 1;
    while (block.text.ends_with(':')) block.text.pop_back();
  }
  return blocks;
}

std::vector<SectionBlocks> cut_sections(const std::vector<Block>& blocks,
                                        const SectionSource& source) {
  return Cutter(blocks, source).cut();
}

}  // namespace dejavu
