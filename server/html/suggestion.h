// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

#include "core/recurrence/suggestions.h"
#include "server/html/templates.h"

namespace dejavu {

/// Around a pair that waits for a person.
struct SuggestionContext {
  std::size_t number = 1;  // on its page, from 1 on
  std::string back;        // address of the page
  std::string caller{};    // VerdictForm::caller
};

/// For web/templates/suggestion.html. `later` and `earlier` are side_value of the two.
TemplateValue suggestion_value(const Suggestion& suggestion, const SuggestionContext& context,
                               TemplateValue later, TemplateValue earlier);

}  // namespace dejavu
