// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>

#include "core/base/time.h"

namespace dejavu {

/// What a heading means, whatever words the author chose (docs/POSTMORTEM.md lists the aliases).
enum class SectionKind {
  kOther,
  kSummary,
  kImpact,
  kTimeline,
  kDetection,
  kEscalation,
  kTrigger,
  kContributingFactors,
  kResolution,
  kPrevention,
  kActionItems,
  kLessons,
  kSurprise,
  kWrongTurns,
  kFirstCheck,
};

/// One part of the body: from its heading to the next heading of the same or a higher level that
/// has a meaning of its own. Text before the first heading is a section without heading.
struct Section {
  SectionKind kind = SectionKind::kOther;
  std::string heading;   // as written, inline Markdown removed; empty before the first heading
  int level = 0;         // 1..6 as written, 0 without heading
  int line = 1;          // where the heading (or the text) stands in the file
  std::string markdown;  // the source below the heading, subheadings of no meaning included
  std::string text;      // the same without markup, blocks on lines of their own
  std::string html;      // the same rendered in safe mode: no raw HTML, no images, no scripts

  bool operator==(const Section&) const = default;
};

enum class ActionType { kUnknown, kPrevent, kDetect, kMitigate, kProcess };
enum class ActionStatus { kOpen, kDone, kWontfix };

struct ActionItem {
  std::string id;  // as written, else "AI-<n>" by position in the file, 1-based
  std::string text;
  ActionType type = ActionType::kUnknown;
  ActionStatus status = ActionStatus::kOpen;
  std::string owner;
  std::optional<Moment> due = std::nullopt;
  std::optional<Moment> done_at = std::nullopt;
  std::string verified_by;
  std::string link;
  int line = 1;

  bool operator==(const ActionItem&) const = default;
};

struct TimelineEntry {
  std::optional<Moment> at =
      std::nullopt;       // absent when the time cannot be known ("2022-05-?? HH:mm")
  std::string time_text;  // as written
  std::string text;
  int line = 1;

  bool operator==(const TimelineEntry&) const = default;
};

enum class RelationKind {
  kRecurrenceOf,
  kNotRecurrenceOf,
  kLookalikeOf,
  kCausedByRemediationOf,
  kDuplicateOf,
  kPartOf,
};

/// A decision about this incident and another one, as the front matter states it.
struct Relation {
  RelationKind kind = RelationKind::kRecurrenceOf;
  std::string id;
  std::string recurrence_class;  // "R1".."R5" or empty
  std::string by;
  std::optional<Moment> at = std::nullopt;
  std::string reason;      // evidence or reason
  std::string tell_apart;  // look-alikes only
  int line = 1;

  bool operator==(const Relation&) const = default;
};

struct ContributingFactor {
  std::string text;
  std::string category;

  bool operator==(const ContributingFactor&) const = default;
};

}  // namespace dejavu
