// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/answer/search_answer.h"
#include "server/html/page_state.h"
#include "server/html/templates.h"

namespace dejavu {

/// The column of filters: each value is a link to the page that has it switched, or a button of
/// the form where the question does not fit into an address.
TemplateValue::List facet_values(const SearchAnswer& answer, const PageState& state);

/// One click: any time, this quarter, the last twelve months, older than a year.
TemplateValue::List date_values(const PageState& state, Instant now);

/// Whether newer incidents may rank higher: on or off.
TemplateValue recency_value(const PageState& state);

/// Filters in force, each with the way to remove it.
TemplateValue::List chosen_values(const PageState& state);

/// {name, value} of what the form has to send along.
TemplateValue::List hidden_values(const PageState& state);

}  // namespace dejavu
