// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/answer/search_answer.h"
#include "server/html/templates.h"

namespace dejavu {

/// What web/templates/hit.html shows of a hit.
TemplateValue hit_value(const HitAnswer& hit, Instant now);

/// {title, url, started, chance, evidence}: one line for the list of similar incidents.
TemplateValue similar_value(const HitAnswer& hit, Instant now);

}  // namespace dejavu
