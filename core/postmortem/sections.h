// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "core/postmortem/markdown.h"
#include "core/postmortem/parts.h"

namespace dejavu {

/// A section and the blocks that it is made of, so that timeline and action items need not parse
/// its text again.
struct SectionBlocks {
  Section section;
  bool is_title = false;  // below the heading that is the file's title
  std::size_t begin = 0;  // blocks below the heading: [begin, end)
  std::size_t end = 0;
};

/// What a heading means, by the aliases of docs/POSTMORTEM.md; case, emoji, numbering, brackets
/// and punctuation do not matter.
SectionKind section_kind_of(std::string_view heading);

/// Whether the heading is one of the aliases as a whole, not only begins like one: such a heading
/// is never the title.
bool is_section_name(std::string_view heading);

/// Whether a heading begins with a time of day, or a date and a time: an entry of a timeline.
bool is_time_heading(std::string_view heading);

/// A section's name that is no heading but stands like one: bold on a line of its own or at
/// the head of one, or bare before a list. Such paragraphs become headings of the level that the
/// last heading had, but never of the title's; below action items those that only group them
/// ("**Detection**") are one deeper.
std::vector<Block> with_implied_headings(std::vector<Block> blocks);

/// What cut_sections needs to know besides the blocks.
struct SectionSource {
  std::string_view text;    // that the blocks were read from
  int first_line = 1;       // of it in the file
  std::size_t title_block;  // the heading that is the title, or blocks.size()
};

std::vector<SectionBlocks> cut_sections(const std::vector<Block>& blocks,
                                        const SectionSource& source);

}  // namespace dejavu
