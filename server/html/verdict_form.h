// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/recurrence/ledger_line.h"
#include "core/recurrence/suggestions.h"
#include "server/html/templates.h"

namespace dejavu {

/// Where forms of decisions are sent.
inline constexpr std::string_view kVerdictFormPath = "/verdicts";

/// A decision that somebody is about to take about two incidents.
struct VerdictForm {
  std::string from;  // the later incident
  std::string to;
  ProposedClass proposed;
  std::string back;  // address of the page to return to
  std::string mark;  // makes the ids of one form on a page differ from those of others

  // As they were sent, where something was wrong with it.
  std::string kind;
  std::string recurrence_class;
  std::string reason;
  std::string by;
  std::string problem;

  std::string caller;  // who decides, known by a token; empty: the form asks for a name
};

/// For web/templates/verdict_form.html.
TemplateValue verdict_form_value(const VerdictForm& form);

/// "The same again", "Not the same", …: what a kind says of two incidents.
std::string_view kind_words(LedgerKind kind);

/// For web/templates/written.html: what was written to the ledger, and how to take it back.
TemplateValue written_value(const LedgerEntry& entry, std::string_view back);

}  // namespace dejavu
