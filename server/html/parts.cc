// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/html/parts.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "core/base/text.h"
#include "core/base/time_words.h"
#include "server/html/times.h"
#include "server/http/http.h"

namespace dejavu {
namespace {

std::string_view relation_label(RelationKind kind) {
  switch (kind) {
    case RelationKind::kRecurrenceOf: return "Came back from";
    case RelationKind::kLookalikeOf: return "Looks like it, other cause";
    case RelationKind::kCausedByRemediationOf: return "Caused by mending";
    case RelationKind::kDuplicateOf: return "Same event as";
    case RelationKind::kPartOf: return "Part of";
    case RelationKind::kNotRecurrenceOf: return "Reviewed, not the same as";
  }
  return "";
}

bool starts_with_folded(std::string_view text, std::string_view start) {
  return to_lower_ascii(text.substr(0, start.size())) == start;
}

}  // namespace

std::string incident_url(std::string_view id) { return "/incidents/" + percent_encode(id); }

std::string joined(std::span<const std::string> texts) {
  return fmt::format("{}", fmt::join(texts.begin(), texts.end(), ", "));
}

std::string percent_text(double probability) {
  return fmt::format("{:.0f}\u00a0%", std::clamp(probability * 100, 1.0, 99.0));
}

std::string label_of(std::string_view name) {
  std::string label(name);
  std::replace(label.begin(), label.end(), '_', ' ');
  if (!label.empty() && label[0] >= 'a' && label[0] <= 'z') {
    label[0] = static_cast<char>(label[0] - 'a' + 'A');
  }
  return label;
}

TemplateValue link_value(const std::string& text) {
  const std::string address(trim(text));
  const bool is_link =
      starts_with_folded(address, "https://") || starts_with_folded(address, "http://");
  TemplateValue value;
  value["text"] = text;
  value["url"] = is_link ? address : std::string();
  return value;
}

TemplateValue::List relation_values(const std::vector<Relation>& relations) {
  return list_of(relations, [](const Relation& relation) {
    TemplateValue value;
    value["kind"] = name_of(relation.kind);
    value["label"] = relation_label(relation.kind);
    value["url"] = incident_url(relation.id);
    value["id"] = relation.id;
    value["note"] = relation.tell_apart.empty() ? relation.reason : relation.tell_apart;
    return value;
  });
}

void set_list(TemplateValue& value, std::string_view name, TemplateValue::List list) {
  value["has_" + std::string(name)] = !list.empty();
  value[name] = std::move(list);
}

void set_severity(TemplateValue& value, std::string_view severity) {
  const bool known = severity.size() == 4 && severity.substr(0, 3) == "sev" && severity[3] >= '1' &&
                     severity[3] <= '4';
  value["severity"] = severity;
  value["severity_class"] = known ? severity : std::string_view();
}

TemplateValue card_value(const Card& card, Instant now) {
  TemplateValue value;
  value["url"] = incident_url(card.id);
  value["title"] = card.title;
  set_severity(value, card.severity);
  value["started"] = moment_value(card.started_at, now);
  value["services"] = joined(card.services);
  value["evidence"] = "";
  value["chance"] = "";
  value["compare_url"] = "";
  const std::size_t open = card.open_prevent_actions.size();
  value["open"] = open == 0 ? std::string() : std::to_string(open);
  value["problems"] = card.problems == 0 ? std::string() : std::to_string(card.problems);
  return value;
}

TemplateValue index_value(const IndexInfo& index, Instant now) {
  TemplateValue value;
  value["incidents"] = count_text(index.documents, "incident");
  value["updated"] = instant_value(index.stats.updated_at, now);
  std::string problems;
  if (index.stats.files_with_problems > 0) {
    problems = count_text(index.stats.files_with_problems, "file") + " with problems";
  }
  if (!index.stats.unread.empty()) {
    if (!problems.empty()) problems += ", ";
    problems += count_text(index.stats.unread.size(), "file") + " not readable";
  }
  value["problems"] = problems;
  return value;
}

}  // namespace dejavu
