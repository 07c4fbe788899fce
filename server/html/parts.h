// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/index/reader.h"
#include "server/html/templates.h"

namespace dejavu {

/// "/incidents/<id>", escaped.
std::string incident_url(std::string_view id);

/// "a, b, c".
std::string joined(std::span<const std::string> texts);

/// 0.834 → "83 %", in one piece. Never 0 or 100: nothing here is certain.
std::string percent_text(double probability);

/// "detected_by" → "Detected by".
std::string label_of(std::string_view name);

/// {text, url}: a link only to http and https, whatever the file says.
TemplateValue link_value(const std::string& text);

/// {kind, label, url, id, note} for each relation that helps to compare incidents.
TemplateValue::List relation_values(const std::vector<Relation>& relations);

/// {url, title, severity, severity_class, started, services, open, problems}: one line of a list.
TemplateValue card_value(const Card& card, Instant now);

/// Sets `name` and `has_<name>`.
void set_list(TemplateValue& value, std::string_view name, TemplateValue::List list);

/// Writes `severity` and, for the four that are known, `severity_class`.
void set_severity(TemplateValue& value, std::string_view severity);

/// {incidents, updated, problems}: the footer.
TemplateValue index_value(const IndexInfo& index, Instant now);

}  // namespace dejavu
