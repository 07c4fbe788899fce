// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/answer/incident_answer.h"
#include "server/html/templates.h"

namespace dejavu {

/// What web/templates/incident.html shows of an incident, without its similar ones.
TemplateValue incident_value(const IncidentAnswer& answer, Instant now);

/// {anchor, heading, kind, html, as_written, timeline, actions} for each section. Where the file's
/// table was understood it is shown as such, and the source stays one click away.
TemplateValue::List section_values(const Postmortem& postmortem, Instant now);

}  // namespace dejavu
