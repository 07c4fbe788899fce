// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/postmortem/dates.h"
#include "core/postmortem/markdown.h"
#include "core/postmortem/postmortem.h"

namespace dejavu {

/// What a path tells by itself.
struct PathFacts {
  std::string stem;    // file name without its extensions (".md", ".md.erb")
  std::string folder;  // name of the folder it stands in
  std::optional<DateReading> date = std::nullopt;  // of the file name, else of the folders
};
PathFacts read_path(std::string_view path);

/// An id for a file that states none.
struct DerivedId {
  std::string id;
  IdSource source = IdSource::kPath;
};
DerivedId derive_id(const PathFacts& path);

/// Where the heading stands that is the title: the first of level 1, else the very first, if it
/// is no section's name, no fact ("Owner: …") and no time; else blocks.size().
std::size_t find_title_heading(const std::vector<Block>& blocks);

/// What the text at `index` calls the incident: a heading that only says "Title:" or holds the
/// place of one means what follows it. Empty when there is nothing.
std::string title_at(const std::vector<Block>& blocks, std::size_t index);

/// Without a leading date, id or "Postmortem:", unless nothing would be left; never too long.
std::string clean_title(std::string_view title);

/// "2021-05-26-website-outage" → "website outage".
std::string title_from_stem(std::string_view stem);

/// Whether the file is an incident, judged by its name and by placeholders in its text.
FileKind kind_of(const PathFacts& path, const Postmortem& postmortem);

}  // namespace dejavu
