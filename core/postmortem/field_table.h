// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/postmortem/postmortem.h"

namespace dejavu {

/// Fields whose value is more than a text, a list of texts or a time.
enum class SpecialField { kId, kVisibility, kSeverity, kFactors, kActions, kDraft };

/// Whether a single text of this list may hold several, parted by commas.
struct CommaList {
  std::vector<std::string> Postmortem::*member;
};

using FieldTarget =
    std::variant<std::string Postmortem::*, std::vector<std::string> Postmortem::*, CommaList,
                 std::optional<Moment> Postmortem::*, RelationKind, SpecialField>;

/// One field of the front matter. `aliases` are parted by blanks; keys are compared in lower case
/// with "_" between words, so "resolvedWhen" and "Resolved when" are "resolved_when".
struct FieldRow {
  std::string_view name;
  FieldTarget target;
  std::string_view aliases;
};

/// THE table of front matter fields; docs/POSTMORTEM.md shows it.
inline constexpr std::array<FieldRow, 34> kFieldTable = {{
    {"id", SpecialField::kId, "incident_id postmortem_id incident_number"},
    {"title", &Postmortem::title, "headline name"},
    {"status", &Postmortem::status, "state"},
    {"draft", SpecialField::kDraft, ""},
    {"severity", SpecialField::kSeverity,
     "sev priority impact_level severity_level incident_severity"},
    {"visibility", SpecialField::kVisibility, "confidentiality restricted"},
    {"started_at", &Postmortem::started_at,
     "start_time start begin began date incident_start incident_date started start_date "
     "impact_start impact_start_time incident_start_time incident_started date_of_incident "
     "occurred_at date_time"},
    {"detected_at", &Postmortem::detected_at, "detected detection_time time_detected"},
    {"known_at", &Postmortem::known_at, "known identified_at understood_at"},
    {"raised_at", &Postmortem::raised_at, "declared_at reported_at declared raised reported"},
    {"acknowledged_at", &Postmortem::acknowledged_at, "acknowledged acked_at"},
    {"mitigated_at", &Postmortem::mitigated_at, "mitigated"},
    {"resolved_at", &Postmortem::resolved_at,
     "end_time resolved_when resolved end ended end_date ended_at incident_end impact_end "
     "impact_end_time incident_end_time closed_at restored_at"},
    {"detected_by", &Postmortem::detected_by, "detection_method detected_via"},
    {"environment", &Postmortem::environment, "env"},
    {"trigger", &Postmortem::trigger, ""},
    {"facilitator", &Postmortem::facilitator, "moderator"},
    {"seen_before", &Postmortem::seen_before, ""},
    {"company", &Postmortem::company, "organization organisation"},
    {"services", CommaList{&Postmortem::services},
     "service affected services_affected affected_services subsystem product components component "
     "component_s systems affected_systems products impacted_services"},
    {"teams", CommaList{&Postmortem::teams}, "team owning_team responsible_team"},
    {"tags", CommaList{&Postmortem::tags}, "categories keywords labels tag category"},
    {"authors", CommaList{&Postmortem::authors}, "author owner owners written_by"},
    {"signatures", &Postmortem::signatures, "alerts alert error_messages"},
    {"fixed_in", &Postmortem::fixed_in, "fix_version fix_version_s"},
    {"sources", &Postmortem::sources, "source references"},
    {"contributing_factors", SpecialField::kFactors, "causes root_causes root_cause"},
    {"recurrence_of", RelationKind::kRecurrenceOf, ""},
    {"not_recurrence_of", RelationKind::kNotRecurrenceOf, ""},
    {"lookalike_of", RelationKind::kLookalikeOf, ""},
    {"caused_by_remediation_of", RelationKind::kCausedByRemediationOf, ""},
    {"duplicate_of", RelationKind::kDuplicateOf, ""},
    {"part_of", RelationKind::kPartOf, ""},
    {"action_items", SpecialField::kActions, "actions follow_ups followups corrective_actions"},
}};

/// "resolvedWhen", "Resolved-When" and " resolved when " → "resolved_when".
std::string normal_key(std::string_view key);

/// The row that a key in normal form names, itself or by an alias; nullptr when there is none.
const FieldRow* find_field_row(std::string_view normal_key);

}  // namespace dejavu
