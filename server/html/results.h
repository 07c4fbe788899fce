// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/answer/search_answer.h"
#include "server/html/page_state.h"
#include "server/html/templates.h"

namespace dejavu {

/// What web/templates/results.html shows: the verdict, what was searched, hits and filters.
TemplateValue results_value(const SearchAnswer& answer, const PageState& state, Instant now,
                            FoldedParts folded = FoldedParts::kPresent);

/// Of the tab and of the entry in the browser's history.
std::string page_title(const PageState& state);

}  // namespace dejavu
