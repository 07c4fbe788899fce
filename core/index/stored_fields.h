// SPDX-License-Identifier: GPL-2.0-or-later
// Private to core/index: which members of a value are stored, in which order. Each list of names
// must be the whole struct, or it does not compile: a new member cannot be forgotten. Changing a
// list changes the format: raise kLayoutVersion (core/index/layout.h).
#pragma once

#include "core/index/card.h"
#include "core/index/forward_format.h"
#include "core/index/index_stats.h"
#include "core/index/packing.h"
#include "core/postmortem/postmortem.h"

namespace dejavu {

template <>
inline constexpr Precision kLastOf<Precision> = Precision::kSecond;
template <>
inline constexpr SectionKind kLastOf<SectionKind> = SectionKind::kFirstCheck;
template <>
inline constexpr ActionType kLastOf<ActionType> = ActionType::kProcess;
template <>
inline constexpr ActionStatus kLastOf<ActionStatus> = ActionStatus::kWontfix;
template <>
inline constexpr RelationKind kLastOf<RelationKind> = RelationKind::kPartOf;
template <>
inline constexpr DiagnosticLevel kLastOf<DiagnosticLevel> = DiagnosticLevel::kError;
template <>
inline constexpr IdSource kLastOf<IdSource> = IdSource::kPath;
template <>
inline constexpr FileKind kLastOf<FileKind> = FileKind::kOther;

template <>
struct Packed<Moment> {
  static void visit(auto& archive, auto& value) {
    auto& [at, until, precision, about] = value;
    archive(at, until, precision, about);
  }
};

template <>
struct Packed<Diagnostic> {
  static void visit(auto& archive, auto& value) {
    auto& [line, column, level, code, message] = value;
    archive(line, column, level, code, message);
  }
};

template <>
struct Packed<Section> {
  static void visit(auto& archive, auto& value) {
    auto& [kind, heading, level, line, markdown, text, html] = value;
    archive(kind, heading, level, line, markdown, text, html);
  }
};

template <>
struct Packed<ActionItem> {
  static void visit(auto& archive, auto& value) {
    auto& [id, text, type, status, owner, due, done_at, verified_by, link, line] = value;
    archive(id, text, type, status, owner, due, done_at, verified_by, link, line);
  }
};

template <>
struct Packed<TimelineEntry> {
  static void visit(auto& archive, auto& value) {
    auto& [at, time_text, text, line] = value;
    archive(at, time_text, text, line);
  }
};

template <>
struct Packed<Relation> {
  static void visit(auto& archive, auto& value) {
    auto& [kind, id, recurrence_class, by, at, reason, tell_apart, line] = value;
    archive(kind, id, recurrence_class, by, at, reason, tell_apart, line);
  }
};

template <>
struct Packed<ContributingFactor> {
  static void visit(auto& archive, auto& value) {
    auto& [text, category] = value;
    archive(text, category);
  }
};

template <>
struct Packed<Card> {
  static void visit(auto& archive, auto& value) {
    auto& [id, path, kind, title, started_at, resolved_at, severity, trigger, company, services,
           teams, tags, fixed_by, first_check, wrong_turns, prose, relations, open_prevent_actions,
           action_items, problems] = value;
    archive(id, path, kind, title, started_at, resolved_at, severity, trigger, company, services,
            teams, tags, fixed_by, first_check, wrong_turns, prose, relations, open_prevent_actions,
            action_items, problems);
  }
};

template <>
struct Packed<Postmortem> {
  static void visit(auto& archive, auto& value) {
    auto& [path, kind, id, id_source, title, status, severity, severity_text, restricted,
           started_at, detected_at, known_at, raised_at, acknowledged_at, mitigated_at, resolved_at,
           detected_by, environment, trigger, facilitator, seen_before, company, services, teams,
           tags, authors, signatures, fixed_in, sources, contributing_factors, relations,
           action_items, timeline, extra, sections, diagnostics] = value;
    archive(path, kind, id, id_source, title, status, severity, severity_text, restricted,
            started_at, detected_at, known_at, raised_at, acknowledged_at, mitigated_at,
            resolved_at, detected_by, environment, trigger, facilitator, seen_before, company,
            services, teams, tags, authors, signatures, fixed_in, sources, contributing_factors,
            relations, action_items, timeline, extra, sections, diagnostics);
  }
};

template <>
struct Packed<WalkProblem> {
  static void visit(auto& archive, auto& value) {
    auto& [path, reason] = value;
    archive(path, reason);
  }
};

template <>
struct Packed<IndexStats> {
  static void visit(auto& archive, auto& value) {
    auto& [corpus, built_at, updated_at, files_with_problems, unread, thesaurus, masking] = value;
    archive(corpus, built_at, updated_at, files_with_problems, unread, thesaurus, masking);
  }
};

template <>
struct Packed<ForwardEnds> {
  static void visit(auto& archive, auto& value) {
    auto& [facts, lengths, terms, facets, facet_values, words, moves] = value;
    archive(facts, lengths, terms, facets, facet_values, words, moves);
  }
};

}  // namespace dejavu
