// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/answer/search_answer.h"
#include "server/commands/preflight_diff.h"
#include "server/commands/preflight_services.h"
#include "server/questions/questions.h"

namespace dejavu {

/// Somebody who is about to push reads no more.
inline constexpr std::size_t kMostPreflightIncidents = 3;
inline constexpr std::size_t kMostPreflightActions = 5;

/// A past incident that touched the same ground.
struct PreflightIncident {
  HitAnswer hit;
  std::vector<std::string> services;  // touched ones that it has
  std::vector<std::string> names;     // rare identifiers and log lines of the change that it has
  std::vector<std::string> words;     // other words of the change that it has
};

/// A preventive action of the touched services, or of an incident above, that is still open.
struct PreflightAction {
  std::string incident;
  OpenPreventAction action;
};

/// What a change has broken before, and what was never fixed.
struct PreflightAnswer {
  std::string change;  // which: "origin/main...HEAD"
  std::vector<TouchedService> services;
  std::vector<PreflightIncident> incidents;
  std::vector<PreflightAction> actions;  // the longest overdue first
  std::size_t more_actions = 0;          // that are open, too
};

/// The incidents whose evidence is real:
///   * they are of a touched service and share a rare name with the change, or as many words as
///     tell (fewer when dejavu.toml names the service than when only a path is called so); or
///   * they share two rare names with it, or one that hardly any other incident has.
/// Rare is what stands in at most one in a hundred incidents.
PreflightAnswer match_change(Session& session, const ChangeText& change,
                             std::vector<TouchedService> services, Instant now);

/// The names of all services of the index.
std::vector<std::string> known_services(Reader& reader);

}  // namespace dejavu
