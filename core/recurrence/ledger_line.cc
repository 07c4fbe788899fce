// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/recurrence/ledger_line.h"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "core/base/text.h"

namespace dejavu {
namespace {

using Json = nlohmann::ordered_json;

struct KindRow {
  LedgerKind kind;
  std::string_view name;
  std::optional<RelationKind> relation;
};

constexpr std::array<KindRow, 8> kKinds = {{
    {LedgerKind::kRecurrenceOf, "recurrence_of", RelationKind::kRecurrenceOf},
    {LedgerKind::kNotRecurrenceOf, "not_recurrence_of", RelationKind::kNotRecurrenceOf},
    {LedgerKind::kLookalikeOf, "lookalike_of", RelationKind::kLookalikeOf},
    {LedgerKind::kCausedByRemediationOf, "caused_by_remediation_of",
     RelationKind::kCausedByRemediationOf},
    {LedgerKind::kDuplicateOf, "duplicate_of", RelationKind::kDuplicateOf},
    {LedgerKind::kPartOf, "part_of", RelationKind::kPartOf},
    {LedgerKind::kRetracted, "retracted", std::nullopt},
    {LedgerKind::kReviewHeld, "review_held", std::nullopt},
}};

/// A line is flat; what is deeper was not written by dejavu and could exhaust the parser's stack.
constexpr int kMaxDepth = 8;

std::string text_of(const Json& object, const char* name) {
  const auto value = object.find(name);
  const bool is_text = value != object.end() && value->is_string();
  return is_text ? std::string(trim(value->get_ref<const std::string&>())) : std::string();
}

/// A discarded value when the bytes are no JSON object.
Json parse_object(std::string_view text) {
  bool too_deep = false;
  const auto within_depth = [&](int depth, Json::parse_event_t, Json&) {
    too_deep = too_deep || depth > kMaxDepth;
    return !too_deep;
  };
  Json object = Json::parse(text, within_depth, false);
  return object.is_object() && !too_deep ? object : Json(Json::value_t::discarded);
}

}  // namespace

std::string_view name_of(LedgerKind kind) {
  for (const KindRow& row : kKinds) {
    if (row.kind == kind) return row.name;
  }
  return "";
}

std::optional<LedgerKind> ledger_kind_from(std::string_view name) {
  for (const KindRow& row : kKinds) {
    if (row.name == name) return row.kind;
  }
  return std::nullopt;
}

std::optional<RelationKind> relation_of(LedgerKind kind) {
  for (const KindRow& row : kKinds) {
    if (row.kind == kind) return row.relation;
  }
  return std::nullopt;
}

std::variant<LedgerEntry, LineFault> parse_ledger_line(std::string_view text, int line) {
  const Json object = parse_object(text);
  if (object.is_discarded()) {
    return LineFault{"ledger-line-broken", "This line is no JSON object; it was skipped."};
  }
  const std::string kind_name = text_of(object, "kind");
  const std::optional<LedgerKind> kind = ledger_kind_from(kind_name);
  if (!kind) {
    return LineFault{"ledger-kind-unknown",
                     fmt::format("\"{}\" is no kind of decision; the line was skipped.",
                                 excerpt(kind_name, 60))};
  }
  const std::optional<Moment> at = parse_moment(text_of(object, "at"));
  if (!at) {
    return LineFault{"ledger-time-missing",
                     "This decision has no readable time in `at`; it was skipped."};
  }
  LedgerEntry entry{.at = at->at,
                    .by = text_of(object, "by"),
                    .kind = *kind,
                    .from = text_of(object, "from"),
                    .to = text_of(object, "to"),
                    .recurrence_class = text_of(object, "class"),
                    .reason = text_of(object, "reason"),
                    .line = line,
                    .text = std::string(text)};
  if (entry.by.empty()) {
    return LineFault{"ledger-by-missing", "Nobody stands for this decision in `by`; skipped."};
  }
  const bool is_pair = *kind != LedgerKind::kReviewHeld;
  if (is_pair && (entry.from.empty() || entry.to.empty())) {
    return LineFault{"ledger-ids-missing", "This decision lacks `from` or `to`; it was skipped."};
  }
  return entry;
}

std::string format_ledger_line(const LedgerEntry& entry) {
  Json object = {{"at", format_instant(entry.at)}, {"by", entry.by}, {"kind", name_of(entry.kind)}};
  if (entry.kind != LedgerKind::kReviewHeld) {
    object["from"] = entry.from;
    object["to"] = entry.to;
  }
  if (!entry.recurrence_class.empty()) object["class"] = entry.recurrence_class;
  if (!entry.reason.empty()) object["reason"] = entry.reason;
  return object.dump(-1, ' ', true, Json::error_handler_t::replace);
}

std::string json_quoted(std::string_view text) {
  return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace dejavu
