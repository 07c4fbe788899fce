// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/html/verdict_form.h"

#include <fmt/format.h>

#include <array>

#include "core/recurrence/ledger.h"
#include "server/html/parts.h"
#include "server/html/report_parts.h"

namespace dejavu {
namespace {

constexpr std::array<LedgerKind, 4> kChoices = {LedgerKind::kRecurrenceOf, LedgerKind::kLookalikeOf,
                                                LedgerKind::kNotRecurrenceOf,
                                                LedgerKind::kDuplicateOf};

constexpr std::array<std::string_view, 5> kClasses = {"R1", "R2", "R3", "R4", "R5"};

std::string_view hint_of(LedgerKind kind) {
  switch (kind) {
    case LedgerKind::kRecurrenceOf: return "the same mechanism came back";
    case LedgerKind::kLookalikeOf:
      return "same symptom, other cause; say as the reason how to tell them apart";
    case LedgerKind::kNotRecurrenceOf: return "never suggested again";
    case LedgerKind::kDuplicateOf: return "one event, written down twice";
    default: return "";
  }
}

TemplateValue::List kind_values(const VerdictForm& form) {
  return list_of(kChoices, [&](LedgerKind kind) {
    TemplateValue value;
    value["kind"] = name_of(kind);
    value["label"] = kind_words(kind);
    value["hint"] = hint_of(kind);
    value["on"] = name_of(kind) == form.kind;
    return value;
  });
}

TemplateValue::List class_values(const VerdictForm& form) {
  return list_of(kClasses, [&](std::string_view name) {
    TemplateValue value;
    value["name"] = name;
    value["words"] = class_words(name);
    value["on"] = name == form.recurrence_class;
    return value;
  });
}

}  // namespace

std::string_view kind_words(LedgerKind kind) {
  switch (kind) {
    case LedgerKind::kRecurrenceOf: return "The same again";
    case LedgerKind::kNotRecurrenceOf: return "Not the same";
    case LedgerKind::kLookalikeOf: return "A look-alike";
    case LedgerKind::kCausedByRemediationOf: return "Caused by the repair";
    case LedgerKind::kDuplicateOf: return "The same event";
    case LedgerKind::kPartOf: return "A part of it";
    case LedgerKind::kRetracted: return "Taken back";
    case LedgerKind::kReviewHeld: return "Review held";
  }
  return "";
}

TemplateValue verdict_form_value(const VerdictForm& form) {
  TemplateValue value;
  value["from"] = form.from;
  value["to"] = form.to;
  value["back"] = form.back;
  value["mark"] = form.mark;
  value["kinds"] = kind_values(form);
  value["classes"] = class_values(form);
  value["proposal"] = form.proposed.name.empty()
                          ? std::string()
                          : fmt::format("{}? {}", form.proposed.name, form.proposed.reason);
  value["reason"] = form.reason;
  value["by"] = form.by;
  value["problem"] = form.problem;
  value["caller"] = form.caller;
  return value;
}

TemplateValue written_value(const LedgerEntry& entry, std::string_view back) {
  TemplateValue value;
  value["kind"] = name_of(entry.kind);
  value["label"] = kind_words(entry.kind);
  value["class_name"] = entry.recurrence_class;
  value["from"] = entry.from;
  value["to"] = entry.to;
  value["from_url"] = incident_url(entry.from);
  value["to_url"] = incident_url(entry.to);
  value["by"] = entry.by;
  value["reason"] = entry.reason;
  value["place"] = fmt::format("{}, line {}", kLedgerFile, entry.line);
  value["compare_url"] = compare_url(entry.from, entry.to);
  value["undo"] = entry.kind != LedgerKind::kRetracted;
  value["back"] = back;
  return value;
}

}  // namespace dejavu
