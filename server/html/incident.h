// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "server/html/answer_html.h"
#include "server/html/templates.h"

namespace dejavu {

/// What web/templates/incident.html shows of an incident, without its similar ones.
TemplateValue incident_value(const IncidentPage& page, Instant now);

/// {anchor, heading, kind, html, as_written, timeline, actions} for each section. Where the file's
/// table was understood it is shown as such, and the source stays one click away.
TemplateValue::List section_values(const IncidentPage& page, Instant now);

/// {label, kind, url, id, title, started, class_name, note, compare_url}: relations of both
/// directions, and those that name a file which is not there.
TemplateValue::List related_values(const IncidentPage& page, Instant now);

/// Where a line of a file is edited: the pattern with {path} and {line} filled in, empty for an
/// empty pattern and for one that is no address of the web.
std::string edit_address(std::string_view pattern, std::string_view path, int line);

}  // namespace dejavu
