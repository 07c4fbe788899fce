// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/index/card.h"
#include "core/postmortem/postmortem.h"
#include "core/recurrence/relations.h"
#include "server/html/report_html.h"
#include "server/html/verdict_form.h"

namespace dejavu {

/// One of two incidents that are compared.
struct ComparedIncident {
  Postmortem postmortem;
  Card card;
};

struct ComparePage {
  ComparedIncident later;
  ComparedIncident earlier;
  std::vector<std::string> same;     // what the engine finds in both
  std::vector<std::string> differs;  // and what not
  std::vector<SettledPair> settled;  // what people have decided about the two
  VerdictForm form;
  IndexInfo index;
};

/// A whole document.
std::string render_compare_page(const ComparePage& page, const ReportContext& context);

/// Where one of the two is not named yet, or is not there.
struct CompareChoice {
  std::string a;
  std::string b;
  std::string problem;  // what is wrong with them; empty at first
  IndexInfo index;
};

std::string render_compare_choice(const CompareChoice& choice, Instant now);

}  // namespace dejavu
