// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>

#include "core/base/text.h"
#include "server/html/incident.h"
#include "server/html/parts.h"
#include "server/html/report_parts.h"
#include "server/html/times.h"
#include "server/http/http.h"

namespace dejavu {
namespace {

enum class Direction { kToEarlier, kToLater };

/// What the other one is to this one.
std::string_view label_of_pair(PairState state, Direction direction) {
  const bool earlier = direction == Direction::kToEarlier;
  switch (state) {
    case PairState::kConfirmed: return earlier ? "Came back from" : "Came back as";
    case PairState::kRejected: return "Reviewed, not the same as";
    case PairState::kLookalike: return "Looks like it, other cause";
    case PairState::kDuplicate: return "Same event as";
    case PairState::kRemediation: return earlier ? "Caused by mending" : "Mending it caused";
    case PairState::kPart: return earlier ? "Part of" : "Contains";
  }
  return "";
}

/// The file of either of the two says best how to tell look-alikes apart.
std::string note_of(const RelatedIncident& related, const Postmortem& own) {
  const auto told = [](const std::vector<Relation>& relations, const std::string& id) {
    const auto found = std::find_if(relations.begin(), relations.end(), [&](const Relation& one) {
      return one.id == id && !one.tell_apart.empty();
    });
    return found == relations.end() ? std::string() : found->tell_apart;
  };
  std::string note = told(own.relations, related.other.id);
  if (note.empty()) note = told(related.other.relations, own.id);
  return note.empty() ? related.pair.reason : note;
}

TemplateValue related_value(const RelatedIncident& related, const Postmortem& own, Instant now) {
  const SettledPair& pair = related.pair;
  const bool is_later = pair.from == own.id;
  TemplateValue value = card_value(related.other, now);
  value["kind"] = relation_style(pair.state);
  value["label"] =
      label_of_pair(pair.state, is_later ? Direction::kToEarlier : Direction::kToLater);
  value["id"] = related.other.id;
  value["class_name"] = pair.recurrence_class;
  value["class_words"] = class_words(pair.recurrence_class);
  value["note"] = note_of(related, own);
  value["compare_url"] = compare_url(pair.from, pair.to);
  return value;
}

/// Of a relation whose other file is not in the index.
TemplateValue missing_value(TemplateValue relation) {
  relation["title"] = relation["id"];
  relation["class_name"] = "";
  relation["compare_url"] = "";
  return relation;
}

}  // namespace

TemplateValue::List related_values(const IncidentPage& page, Instant now) {
  const Postmortem& own = page.answer.postmortem;
  TemplateValue::List values;
  for (const RelatedIncident& related : page.related) {
    values.push_back(related_value(related, own, now));
  }
  std::vector<Relation> others;
  for (const Relation& relation : own.relations) {
    const bool shown = std::any_of(
        page.related.begin(), page.related.end(),
        [&](const RelatedIncident& related) { return related.other.id == relation.id; });
    if (!shown) others.push_back(relation);
  }
  for (TemplateValue& relation : relation_values(others)) {
    values.push_back(missing_value(std::move(relation)));
  }
  return values;
}

std::string edit_address(std::string_view pattern, std::string_view path, int line) {
  if (pattern.substr(0, 8) != "https://" && pattern.substr(0, 7) != "http://") return "";
  std::string encoded;
  for (const char c : path) encoded += c == '/' ? "/" : percent_encode(std::string(1, c));
  std::string address(pattern);
  const auto fill = [&](std::string_view place, const std::string& with) {
    const std::size_t at = address.find(place);
    if (at != std::string::npos) address.replace(at, place.size(), with);
  };
  fill("{line}", std::to_string(line));
  fill("{path}", encoded);
  return address;
}

}  // namespace dejavu
