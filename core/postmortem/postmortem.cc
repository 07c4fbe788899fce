// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/postmortem/postmortem.h"

namespace dejavu {
namespace {

/// One row of a table that names the values of an enumeration.
template <typename Enum>
struct Name {
  Enum value;
  std::string_view text;
};

constexpr std::array<Name<SectionKind>, 15> kSectionNames = {{
    {SectionKind::kOther, "other"},
    {SectionKind::kSummary, "summary"},
    {SectionKind::kImpact, "impact"},
    {SectionKind::kTimeline, "timeline"},
    {SectionKind::kDetection, "detection"},
    {SectionKind::kEscalation, "escalation"},
    {SectionKind::kTrigger, "trigger"},
    {SectionKind::kContributingFactors, "contributing_factors"},
    {SectionKind::kResolution, "resolution"},
    {SectionKind::kPrevention, "prevention"},
    {SectionKind::kActionItems, "action_items"},
    {SectionKind::kLessons, "lessons"},
    {SectionKind::kSurprise, "surprise"},
    {SectionKind::kWrongTurns, "wrong_turns"},
    {SectionKind::kFirstCheck, "first_check"},
}};

constexpr std::array<Name<ActionType>, 5> kActionTypeNames = {{
    {ActionType::kUnknown, "unknown"},
    {ActionType::kPrevent, "prevent"},
    {ActionType::kDetect, "detect"},
    {ActionType::kMitigate, "mitigate"},
    {ActionType::kProcess, "process"},
}};

constexpr std::array<Name<ActionStatus>, 3> kActionStatusNames = {{
    {ActionStatus::kOpen, "open"},
    {ActionStatus::kDone, "done"},
    {ActionStatus::kWontfix, "wontfix"},
}};

constexpr std::array<Name<RelationKind>, 6> kRelationNames = {{
    {RelationKind::kRecurrenceOf, "recurrence_of"},
    {RelationKind::kNotRecurrenceOf, "not_recurrence_of"},
    {RelationKind::kLookalikeOf, "lookalike_of"},
    {RelationKind::kCausedByRemediationOf, "caused_by_remediation_of"},
    {RelationKind::kDuplicateOf, "duplicate_of"},
    {RelationKind::kPartOf, "part_of"},
}};

constexpr std::array<Name<DiagnosticLevel>, 3> kLevelNames = {{
    {DiagnosticLevel::kNote, "note"},
    {DiagnosticLevel::kWarning, "warning"},
    {DiagnosticLevel::kError, "error"},
}};

constexpr std::array<Name<IdSource>, 3> kIdSourceNames = {{
    {IdSource::kFrontMatter, "front_matter"},
    {IdSource::kFileName, "file_name"},
    {IdSource::kPath, "path"},
}};

constexpr std::array<Name<FileKind>, 3> kFileKindNames = {{
    {FileKind::kIncident, "incident"},
    {FileKind::kTemplate, "template"},
    {FileKind::kOther, "other"},
}};

template <typename Enum, std::size_t kSize>
std::string_view find_name(const std::array<Name<Enum>, kSize>& names, Enum value) {
  for (const Name<Enum>& name : names) {
    if (name.value == value) return name.text;
  }
  return {};
}

template <typename Enum, std::size_t kSize>
std::optional<Enum> find_value(const std::array<Name<Enum>, kSize>& names, std::string_view text) {
  for (const Name<Enum>& name : names) {
    if (name.text == text) return name.value;
  }
  return std::nullopt;
}

bool is_known_to_the_minute(const std::optional<Moment>& moment) {
  return moment && moment->precision >= Precision::kMinute;
}

std::optional<std::chrono::seconds> gap(const std::optional<Moment>& from,
                                        const std::optional<Moment>& to) {
  if (!is_known_to_the_minute(from) || !is_known_to_the_minute(to) || to->at < from->at) {
    return std::nullopt;
  }
  return to->at - from->at;
}

}  // namespace

std::optional<std::chrono::seconds> blind_gap(const Postmortem& postmortem) {
  return gap(postmortem.started_at, postmortem.known_at);
}

std::optional<std::chrono::seconds> silence_gap(const Postmortem& postmortem) {
  return gap(postmortem.known_at, postmortem.raised_at);
}

std::optional<std::chrono::seconds> duration(const Postmortem& postmortem) {
  return gap(postmortem.started_at,
             postmortem.resolved_at ? postmortem.resolved_at : postmortem.mitigated_at);
}

std::string section_text(const Postmortem& postmortem, SectionKind kind) {
  std::string text;
  for (const Section& section : postmortem.sections) {
    if (section.kind != kind || section.text.empty()) continue;
    if (!text.empty()) text += "\n\n";
    text += section.text;
  }
  return text;
}

std::string_view name_of(SectionKind kind) { return find_name(kSectionNames, kind); }
std::string_view name_of(ActionType type) { return find_name(kActionTypeNames, type); }
std::string_view name_of(ActionStatus status) { return find_name(kActionStatusNames, status); }
std::string_view name_of(RelationKind kind) { return find_name(kRelationNames, kind); }
std::string_view name_of(DiagnosticLevel level) { return find_name(kLevelNames, level); }
std::string_view name_of(IdSource source) { return find_name(kIdSourceNames, source); }
std::string_view name_of(FileKind kind) { return find_name(kFileKindNames, kind); }

std::optional<SectionKind> section_kind_from(std::string_view name) {
  return find_value(kSectionNames, name);
}
std::optional<ActionType> action_type_from(std::string_view name) {
  return find_value(kActionTypeNames, name);
}
std::optional<ActionStatus> action_status_from(std::string_view name) {
  return find_value(kActionStatusNames, name);
}
std::optional<RelationKind> relation_kind_from(std::string_view name) {
  return find_value(kRelationNames, name);
}
std::optional<DiagnosticLevel> diagnostic_level_from(std::string_view name) {
  return find_value(kLevelNames, name);
}
std::optional<IdSource> id_source_from(std::string_view name) {
  return find_value(kIdSourceNames, name);
}
std::optional<FileKind> file_kind_from(std::string_view name) {
  return find_value(kFileKindNames, name);
}

}  // namespace dejavu
