// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <vector>

#include "core/postmortem/dates.h"
#include "core/postmortem/sections.h"

namespace dejavu {

/// The entries of a file's timeline sections: rows of tables, items of lists, headings and lines
/// that begin with a time. Times without a date belong to the date before them, at first to
/// `dates.day`; past midnight the day goes on. Zone words of the section ("All times in CET")
/// hold for times that name none.
std::vector<TimelineEntry> read_timeline(const std::vector<Block>& blocks,
                                         const std::vector<SectionBlocks>& sections,
                                         const DateContext& dates);

}  // namespace dejavu
