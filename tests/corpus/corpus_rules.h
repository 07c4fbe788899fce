// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/postmortem/postmortem.h"

namespace dejavu {

// What every file of the bundled corpus/ keeps. Each rule gives its violations as "path: what".

/// An id, a title, a summary and a resolution, a severity, a start and a source of its own.
std::vector<std::string> facts_are_complete(const Postmortem& postmortem);

/// Nothing that the parser warns about.
std::vector<std::string> parser_is_content(const Postmortem& postmortem);

/// started_at ≤ detected_at ≤ … ≤ resolved_at, as far as their precision can tell.
std::vector<std::string> times_are_in_order(const Postmortem& postmortem);

/// The file's name begins with the day on which it started.
std::vector<std::string> name_tells_the_day(const Postmortem& postmortem);

std::vector<std::string> ids_are_unique(const std::vector<Postmortem>& corpus);

/// What recurrence_of, lookalike_of and their like name is in the corpus, and not the file itself.
std::vector<std::string> relations_resolve(const std::vector<Postmortem>& corpus);

/// No two files share a run of eight words: they were written one by one, in our own words.
std::vector<std::string> sentences_are_not_shared(const std::vector<Postmortem>& corpus);

}  // namespace dejavu
