// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/time.h"

namespace dejavu {

/// A longer paste is cut here: its first 256 KiB name the incident, and no door accepts more than
/// four times that.
inline constexpr std::size_t kMaxQuestionBytes = std::size_t{256} << 10;

/// More hits on one page help nobody.
inline constexpr std::size_t kMaxLimit = 100;

/// Deeper pages cost time for answers that nobody reads.
inline constexpr std::size_t kMaxOffset = 10'000;

/// Of `force` and of `ignore`: more than anybody clicks, and a paste times these must stay quick.
inline constexpr std::size_t kMaxChoices = 50;

/// The reason of an IgnoredText that was in Question::ignore.
inline constexpr std::string_view kIgnoredByChoice = "left out by you";

/// The reason of a part that a long question has no room for; forced, it is looked for.
inline constexpr std::string_view kTooCommon = "common words of a long question";

/// Facts of the incident that asks, when a whole one does.
struct AskingIncident {
  std::vector<std::string> services;
  std::string trigger;

  bool operator==(const AskingIncident&) const = default;
};

/// What somebody asks: any text, and what the answer may come from.
struct Question {
  std::string text;
  std::string title;  // counts like a title; empty except when a whole incident is the question
  std::size_t limit = 10;
  std::size_t offset = 0;
  std::optional<Instant> before;     // only incidents that started strictly earlier
  std::optional<Instant> after;      // only incidents that started then or later
  std::vector<std::string> exclude;  // ids that may not answer
  std::map<std::string, std::vector<std::string>> filters;  // facet → any of these values
  bool recency = true;  // whether newer incidents may rank higher, by at most kMostRecency
  std::vector<std::string> force;   // texts of parts that must occur
  std::vector<std::string> ignore;  // texts of parts that are not looked for
  std::optional<AskingIncident> incident;
  bool complete_last_word = false;  // somebody is still typing it
  bool plain = false;               // the text has no operators, whatever it looks like

  bool operator==(const Question&) const = default;
};

/// How a question is read: pasted text has no syntax at all.
enum class QuestionMode { kPaste, kLanguage };

enum class PartKind {
  kWord,
  kIdentifier,
  kLine,      // a log line by its signature
  kConcept,   // "synonym": a group of the thesaurus that the question speaks of
  kPhrase,    // must stand together
  kPrefix,    // any of the words that begin so
  kFilter,    // for display only: what it does stands in the request or in ranges
  kExcluded,  // must not occur
};

std::string_view name_of(PartKind kind);  // "word", "identifier", "line", "synonym", …

/// One thing of the question that the search looks for.
struct QuestionPart {
  PartKind kind = PartKind::kWord;
  std::string text;                // the user's own words
  std::vector<std::string> terms;  // one; those of a phrase in order; those that kPrefix stands for
  /// Terms of the question's own words that this stands in for: a kConcept for all of them, the
  /// beginning of a word that is being typed for any.
  std::vector<std::string> said;
  std::string field;      // of kText fields and filters; else empty
  unsigned count = 1;     // how often the question says it, title words counted kTitleWeight times
  unsigned in_title = 0;  // how often of these in the question's title
  unsigned span = 1;      // phrases: over how many words, stop words included
  bool only_if_known = false;  // left out, not missing, where it stands in no document
  unsigned group = 0;          // parts of the same group other than 0: one of them must occur

  bool operator==(const QuestionPart&) const = default;
};

/// A range of a time (seconds since 1970) or a duration (seconds), ends included. Incidents
/// without the fact are outside of every range, also of a negated one.
struct RangeFilter {
  std::string field;  // of kind kMoment or kDuration
  std::optional<std::int64_t> least;
  std::optional<std::int64_t> most;
  bool excluded = false;

  bool operator==(const RangeFilter&) const = default;
};

/// A piece of the question that the search does not look for, and why.
struct IgnoredText {
  std::string text;
  std::string reason;

  bool operator==(const IgnoredText&) const = default;
};

/// A question taken apart. Filters written in the text have joined those of the request.
struct ParsedQuestion {
  QuestionMode mode = QuestionMode::kPaste;
  Question request;
  std::vector<QuestionPart> parts;  // each term once, by first appearance
  std::vector<RangeFilter> ranges;
  std::map<std::string, std::vector<std::string>> excluded;  // facet → none of these values
  std::string title;                 // the title, given or taken from the first line
  std::vector<IgnoredText> ignored;  // each text once
  std::vector<std::string> notes;    // "`befor:` is no field; searched as text"

  bool operator==(const ParsedQuestion&) const = default;
};

}  // namespace dejavu
