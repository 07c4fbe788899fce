// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/time.h"
#include "core/postmortem/diagnostic.h"
#include "core/postmortem/parts.h"

namespace dejavu {

enum class IdSource { kFrontMatter, kFileName, kPath };

/// What kind of file this is. Everything is indexed; only incidents answer "has this happened?".
enum class FileKind { kIncident, kTemplate, kOther };

/// One postmortem file as it was understood. A plain value: equal files give equal values.
/// Absent facts are empty strings, empty lists or nullopt; nothing is invented.
struct Postmortem {
  std::string path;  // relative to the corpus root
  FileKind kind = FileKind::kIncident;
  std::string
      id;  // unique within one file's own knowledge; the index adds a suffix to a second one
  IdSource id_source = IdSource::kPath;
  std::string title;  // never empty

  std::string status;         // draft, in_review, final, or as written
  std::string severity;       // sev1..sev4 where it can be mapped, else as written, lower case
  std::string severity_text;  // as written
  bool restricted = false;    // visibility: restricted
  std::optional<Moment> started_at;
  std::optional<Moment> detected_at;
  std::optional<Moment> known_at;
  std::optional<Moment> raised_at;
  std::optional<Moment> acknowledged_at;
  std::optional<Moment> mitigated_at;
  std::optional<Moment> resolved_at;
  std::string detected_by;
  std::string environment;
  std::string trigger;
  std::string facilitator;
  std::string seen_before;
  std::string company;
  std::vector<std::string> services;
  std::vector<std::string> teams;
  std::vector<std::string> tags;
  std::vector<std::string> authors;
  std::vector<std::string> signatures;
  std::vector<std::string> fixed_in;
  std::vector<std::string> sources;
  std::vector<ContributingFactor> contributing_factors;
  std::vector<Relation> relations;
  std::vector<ActionItem> action_items;
  std::vector<TimelineEntry> timeline;
  std::vector<std::pair<std::string, std::string>> extra;  // unknown keys, dotted, in file order
  std::vector<Section> sections;                           // in file order
  std::vector<Diagnostic> diagnostics;                     // by line, then column

  bool operator==(const Postmortem&) const = default;
};

/// blind gap = known_at − started_at; silence gap = raised_at − known_at. Absent unless both times
/// are known to the minute and in order.
std::optional<std::chrono::seconds> blind_gap(const Postmortem& postmortem);
std::optional<std::chrono::seconds> silence_gap(const Postmortem& postmortem);

/// resolved_at − started_at (mitigated_at where resolved_at is absent), under the same rule.
std::optional<std::chrono::seconds> duration(const Postmortem& postmortem);

/// The text of all sections of a kind, in file order, joined by blank lines; empty when absent.
std::string section_text(const Postmortem& postmortem, SectionKind kind);

/// The names that files, JSON and messages use: "contributing_factors", "prevent", "open",
/// "lookalike_of", "warning". Each pair of functions is the other's inverse; an unknown name is
/// nullopt.
std::string_view name_of(SectionKind kind);
std::string_view name_of(ActionType type);
std::string_view name_of(ActionStatus status);
std::string_view name_of(RelationKind kind);
std::string_view name_of(DiagnosticLevel level);
std::string_view name_of(IdSource source);
std::string_view name_of(FileKind kind);
std::optional<SectionKind> section_kind_from(std::string_view name);
std::optional<ActionType> action_type_from(std::string_view name);
std::optional<ActionStatus> action_status_from(std::string_view name);
std::optional<RelationKind> relation_kind_from(std::string_view name);
std::optional<DiagnosticLevel> diagnostic_level_from(std::string_view name);
std::optional<IdSource> id_source_from(std::string_view name);
std::optional<FileKind> file_kind_from(std::string_view name);

/// The seven times of an incident in their natural order, one row each: the one list that parsing,
/// indexing, JSON and pages walk.
struct MomentField {
  std::string_view name;
  std::optional<Moment> Postmortem::*member;
};
inline constexpr std::array<MomentField, 7> kMomentFields = {{
    {"started_at", &Postmortem::started_at},
    {"detected_at", &Postmortem::detected_at},
    {"known_at", &Postmortem::known_at},
    {"raised_at", &Postmortem::raised_at},
    {"acknowledged_at", &Postmortem::acknowledged_at},
    {"mitigated_at", &Postmortem::mitigated_at},
    {"resolved_at", &Postmortem::resolved_at},
}};

}  // namespace dejavu
