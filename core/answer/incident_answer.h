// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/index/reader.h"

namespace dejavu {

/// One incident, whole.
struct IncidentAnswer {
  Postmortem postmortem;
  std::optional<std::chrono::seconds> blind_gap;
  std::optional<std::chrono::seconds> silence_gap;
  std::optional<std::chrono::seconds> duration;
  IndexInfo index;
};

/// Absent when the index has no such id.
std::optional<IncidentAnswer> answer_incident(Reader& reader, std::string_view id);

struct IncidentList {
  std::vector<Card> incidents;  // newest first
  std::size_t total = 0;
  std::optional<std::string> next;  // cursor of the next page
  IndexInfo index;
};

/// A page of all files of the index. A cursor stays good across updates: it names the last incident
/// of the page before, not a number. Throws Error kInvalid for a cursor that this did not write.
IncidentList answer_incidents(Reader& reader, std::size_t limit, std::string_view cursor);

}  // namespace dejavu
