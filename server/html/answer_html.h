// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/answer/incident_answer.h"
#include "core/answer/search_answer.h"
#include "core/recurrence/relations.h"
#include "server/html/page_state.h"

namespace dejavu {

// Answers as HTML: pure functions, everything of the corpus and the question escaped. What begins
// with render_…_page is a whole document; the others are the part of it that the script swaps.

std::string render_search_page(const SearchAnswer& answer, const PageState& state, Instant now);
std::string render_results(const SearchAnswer& answer, const PageState& state, Instant now,
                           FoldedParts folded = FoldedParts::kPresent);

/// Before any question: what this is, three questions to try, the newest incidents.
std::string render_start_page(const IncidentList& newest, Instant now);
std::string render_start(const IncidentList& newest, Instant now);

/// Incidents like one, on one side of its date.
struct SimilarIncidents {
  std::string_view heading;  // "Earlier"
  std::vector<HitAnswer> hits;
};

/// What people have decided about an incident and another one, seen from the one.
struct RelatedIncident {
  SettledPair pair;
  Card other;
};

struct IncidentPage {
  const IncidentAnswer& answer;
  std::span<const SimilarIncidents> similar{};
  std::vector<RelatedIncident> related{};
  std::string related_note{};  // what of it is not known yet
  std::string edit_url{};      // Settings::edit_url
};

std::string render_incident_page(const IncidentPage& page, Instant now);

enum class ListPlace { kFirstPage, kLaterPage };

std::string render_incidents_page(const IncidentList& list, ListPlace place, Instant now);

struct ErrorPage {
  int status = 500;
  std::string heading;
  std::string detail;
  std::string hint;  // what to do next
};

std::string render_error_page(const ErrorPage& page);

}  // namespace dejavu
