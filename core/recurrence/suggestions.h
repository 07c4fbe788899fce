// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/index/reader.h"
#include "core/index/tokens.h"
#include "core/recurrence/families.h"
#include "core/recurrence/incidents.h"
#include "core/recurrence/relations.h"

namespace dejavu {

/// An earlier incident that answers a later one well enough to ask people about it.
struct Candidate {
  std::string id;                    // of the earlier incident
  double confidence = 0;             // of the search, at even odds
  std::vector<std::string> same;     // "same service: search", "title words: alias, moved"
  std::vector<std::string> differs;  // as on a hit of a search

  bool operator==(const Candidate&) const = default;
};

/// What asking one incident against all earlier ones gave; best candidate first.
struct AskedIncident {
  std::uint64_t record = 0;  // IncidentFacts::record
  std::vector<Candidate> candidates;

  bool operator==(const AskedIncident&) const = default;
};

/// A family is found by its nearest member; the next ones only repeat it.
inline constexpr std::size_t kCandidates = 3;

/// The verdict's confidence is fitted on reports of a paragraph. The longer a text is, the smaller
/// is the share of it that any other text has, so its confidence stays low for true pairs too: with
/// 200 words the best have .3 to .6. What tells pairs apart is odds · words / 100, words held
/// between 20 and 400.
///
/// At kLeastOdds 87 of a hundred suggested pairs are right on the seamonkey set with a quarter of
/// the questions new (95 % interval 75 to 96), and 32 of 37 on the demo team before anybody has
/// decided. docs/RECURRENCE.md has the table, and what limits it.
inline constexpr double kLeastOdds = 1.4;
inline constexpr std::size_t kFewestWords = 20;
inline constexpr std::size_t kMostWords = 400;

/// Whether a hit of this confidence is worth a person's time, for a question of so many words.
bool is_worth_asking(double confidence, std::size_t words);

/// Asks one incident: only earlier ones may answer, and newer ones are not preferred. The same
/// index gives the same answer, whatever has been decided.
AskedIncident ask_incident(Reader& reader, Tokenizer& tokenizer, const IncidentFacts& incident);

/// A pair that waits for a person.
struct Suggestion {
  std::string from;  // the later incident
  std::string to;
  double confidence = 0;
  std::vector<std::string> same;
  std::vector<std::string> differs;
  ProposedClass proposed;

  bool operator==(const Suggestion&) const = default;
};

/// Of the candidates those that nobody has decided on in either direction, that are not of one
/// family already nor of one of which a member was turned down, and that the cooldown lets pass; of
/// each family the best. The newest incident
/// first, then by confidence.
std::vector<Suggestion> suggest(const std::vector<AskedIncident>& asked,
                                const std::vector<IncidentFacts>& incidents,
                                const std::vector<SettledPair>& settled,
                                std::chrono::seconds cooldown);

}  // namespace dejavu
