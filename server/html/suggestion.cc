// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/html/suggestion.h"

#include "server/html/parts.h"
#include "server/html/report_parts.h"
#include "server/html/verdict_form.h"

namespace dejavu {

TemplateValue suggestion_value(const Suggestion& suggestion, const SuggestionContext& context,
                               TemplateValue later, TemplateValue earlier) {
  const std::string mark = std::to_string(context.number);
  TemplateValue value;
  value["mark"] = mark;
  value["later"] = std::move(later);
  value["earlier"] = std::move(earlier);
  set_list(value, "same", word_values(suggestion.same));
  set_list(value, "differs", word_values(suggestion.differs));
  value["chance"] = percent_text(suggestion.confidence);
  value["compare_url"] = compare_url(suggestion.from, suggestion.to);
  value["form"] = verdict_form_value({.from = suggestion.from,
                                      .to = suggestion.to,
                                      .proposed = suggestion.proposed,
                                      .back = context.back,
                                      .mark = mark,
                                      .recurrence_class = suggestion.proposed.name,
                                      .caller = context.caller});
  return value;
}

}  // namespace dejavu
