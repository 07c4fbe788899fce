// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "core/postmortem/dates.h"
#include "core/postmortem/sections.h"

namespace dejavu {

/// The entries of a file's timeline sections: rows of tables, items of lists, headings and lines
/// that begin with a time. Times without a date belong to the date before them, at first to the
/// day on which `start` was in the zone of the timeline, or to `dates.day` where `start` has no
/// time; past midnight the day goes on. Zone words of the section ("All times in CET") hold for
/// times that name none, else `dates.zone` does.
std::vector<TimelineEntry> read_timeline(const std::vector<Block>& blocks,
                                         const std::vector<SectionBlocks>& sections,
                                         const DateContext& dates,
                                         const std::optional<Moment>& start);

}  // namespace dejavu
