// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/recurrence/verdicts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/secrets/mask.h"

namespace dejavu {
namespace {

constexpr std::array<std::string_view, 5> kClasses = {"R1", "R2", "R3", "R4", "R5"};

[[noreturn]] void refuse(const std::string& message, const std::string& hint) {
  throw Error(ErrorKind::kInvalid, message, hint);
}

std::string one_line(std::string_view text) { return collapse_blanks(printable(text)); }

std::string limited(std::string_view text, std::size_t limit, std::string_view name) {
  std::string line = one_line(text);
  if (line.size() > limit) {
    refuse(fmt::format("`{}` has {} bytes, more than {}", name, line.size(), limit),
           "say it in a sentence; the postmortem is the place for more");
  }
  return line;
}

LedgerKind checked_kind(const std::string& name) {
  const std::optional<LedgerKind> kind = ledger_kind_from(name);
  if (kind && *kind != LedgerKind::kReviewHeld) return *kind;
  refuse(fmt::format("`{}` is no kind of decision about two incidents", one_line(name)),
         "one of recurrence_of, not_recurrence_of, lookalike_of, duplicate_of, "
         "caused_by_remediation_of, part_of, retracted");
}

Card checked_incident(Reader& reader, const std::string& id) {
  const std::optional<DocId> doc = reader.find_id(id);
  if (doc) return reader.card(*doc);
  throw Error(ErrorKind::kNotFound, fmt::format("there is no incident `{}` in the index", id),
              "ids are those that search prints; an incident that was just written needs "
              "`dejavu-index update`");
}

void check_pair(const Card& from, const Card& to) {
  if (from.id == to.id) {
    refuse(fmt::format("{} cannot be related to itself", from.id), "name two incidents");
  }
  if (from.started_at && to.started_at && from.started_at->at < to.started_at->at) {
    refuse(fmt::format("{} began before {}", from.id, to.id),
           fmt::format("`from` is the later incident: from {} to {}", to.id, from.id));
  }
}

void check_class(const LedgerEntry& entry) {
  const std::string& name = entry.recurrence_class;
  if (name.empty()) return;
  if (std::find(kClasses.begin(), kClasses.end(), name) == kClasses.end()) {
    refuse(fmt::format("`{}` is no class of recurrence", one_line(name)),
           "R1 fix not done, R2 fix ineffective, R3 fix undone, R4 elsewhere, R5 risk accepted");
  }
  if (entry.kind != LedgerKind::kRecurrenceOf) {
    refuse("only a recurrence_of has a class", "leave the class out");
  }
}

}  // namespace

LedgerEntry checked_verdict(Reader& reader, const VerdictRequest& request, Instant now) {
  LedgerEntry entry{
      .at = now,
      .by = limited(request.by, kMaxNameBytes, "by"),
      .kind = checked_kind(request.kind),
      .recurrence_class = request.recurrence_class,
      .reason = limited(mask_secrets(request.reason).text, kMaxReasonBytes, "reason")};
  if (entry.by.empty()) refuse("nobody stands for this decision", "say who decides in `by`");
  check_class(entry);
  const bool needs_reason =
      entry.kind == LedgerKind::kRecurrenceOf || entry.kind == LedgerKind::kNotRecurrenceOf;
  if (needs_reason && entry.reason.empty()) {
    refuse(fmt::format("{} needs a reason", name_of(entry.kind)),
           "say in a sentence what makes it the same mechanism, or another one");
  }
  if (request.from.empty() || request.to.empty()) {
    refuse("a decision is about two incidents", "say the later one in `from`, the earlier in `to`");
  }
  const Card from = checked_incident(reader, request.from);
  const Card to = checked_incident(reader, request.to);
  check_pair(from, to);
  entry.from = from.id;
  entry.to = to.id;
  return entry;
}

}  // namespace dejavu
