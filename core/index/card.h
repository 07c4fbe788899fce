// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/postmortem/postmortem.h"

namespace dejavu {

/// What a hit shows without reading the whole postmortem: small, because ten of these are read for
/// every question.
struct Card {
  std::string id;
  std::string path;
  FileKind kind = FileKind::kIncident;
  std::string title;
  std::optional<Moment> started_at;
  std::optional<Moment> resolved_at;
  std::string severity;
  std::string trigger;
  std::string company;
  std::vector<std::string> services;
  std::vector<std::string> teams;
  std::vector<std::string> tags;
  std::string fixed_by;     // from Resolution, at most kCardFieldBytes
  std::string first_check;  // from First check
  std::string wrong_turns;  // from Wrong turns
  std::string prose;        // what snippets are cut from: summary first, at most kCardProseBytes
  std::vector<Relation> relations;
  std::vector<ActionItem> open_prevent_actions;
  int action_items = 0;
  int problems = 0;  // diagnostics of level warning or error

  bool operator==(const Card&) const = default;
};

/// Two or three sentences: what fits on a phone under stress.
inline constexpr std::size_t kCardFieldBytes = 480;

/// Enough for a good passage; tokenising it for ten hits must stay well under a millisecond.
inline constexpr std::size_t kCardProseBytes = 1200;

Card make_card(const Postmortem& postmortem);

}  // namespace dejavu
