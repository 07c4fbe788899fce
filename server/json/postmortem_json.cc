// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/json/postmortem_json.h"

#include <nlohmann/json.hpp>

namespace dejavu {
namespace {

using nlohmann::json;

template <typename T, typename ToJson>
json list_json(const std::vector<T>& values, ToJson&& to_one) {
  json list = json::array();
  for (const T& value : values) list.push_back(to_one(value));
  return list;
}

json section_json(const Section& section) {
  return {{"kind", name_of(section.kind)}, {"heading", section.heading},   {"level", section.level},
          {"line", section.line},          {"markdown", section.markdown}, {"text", section.text},
          {"html", section.html}};
}

json action_json(const ActionItem& item) {
  return {{"id", item.id},
          {"text", item.text},
          {"type", name_of(item.type)},
          {"status", name_of(item.status)},
          {"owner", item.owner},
          {"due", moment_json(item.due)},
          {"done_at", moment_json(item.done_at)},
          {"verified_by", item.verified_by},
          {"link", item.link},
          {"line", item.line}};
}

json timeline_json(const TimelineEntry& entry) {
  return {{"at", moment_json(entry.at)},
          {"time_text", entry.time_text},
          {"text", entry.text},
          {"line", entry.line}};
}

json relation_json(const Relation& relation) {
  return {{"kind", name_of(relation.kind)},     {"id", relation.id},
          {"class", relation.recurrence_class}, {"by", relation.by},
          {"at", moment_json(relation.at)},     {"reason", relation.reason},
          {"tell_apart", relation.tell_apart},  {"line", relation.line}};
}

json diagnostic_json(const Diagnostic& diagnostic) {
  return {{"line", diagnostic.line},
          {"column", diagnostic.column},
          {"level", name_of(diagnostic.level)},
          {"code", diagnostic.code},
          {"message", diagnostic.message}};
}

/// The parts that are lists of objects.
void add_lists(json& object, const Postmortem& postmortem) {
  object["contributing_factors"] =
      list_json(postmortem.contributing_factors, [](const ContributingFactor& factor) {
        return json{{"text", factor.text}, {"category", factor.category}};
      });
  object["relations"] = list_json(postmortem.relations, relation_json);
  object["action_items"] = list_json(postmortem.action_items, action_json);
  object["timeline"] = list_json(postmortem.timeline, timeline_json);
  object["sections"] = list_json(postmortem.sections, section_json);
  object["diagnostics"] = list_json(postmortem.diagnostics, diagnostic_json);
  // A list, because a key may occur twice and the file's order is part of what was written.
  object["extra"] = list_json(postmortem.extra, [](const auto& pair) {
    return json{{"key", pair.first}, {"value", pair.second}};
  });
}

/// Times that are not as exact as they look without their "~" or "/".
json approximate_json(const Postmortem& postmortem) {
  json names = json::array();
  for (const MomentField& field : kMomentFields) {
    const std::optional<Moment>& moment = postmortem.*field.member;
    if (moment && (moment->about || moment->until)) names.push_back(field.name);
  }
  return names;
}

}  // namespace

json moment_json(const std::optional<Moment>& moment) {
  if (!moment) return nullptr;
  const bool clock =
      moment->precision == Precision::kMinute || moment->precision == Precision::kSecond;
  if (clock) return format_instant(moment->at);
  return format_moment({.at = moment->at, .precision = moment->precision});
}

json to_json(const Postmortem& postmortem) {
  json object = {{"path", postmortem.path},
                 {"kind", name_of(postmortem.kind)},
                 {"id", postmortem.id},
                 {"id_source", name_of(postmortem.id_source)},
                 {"title", postmortem.title},
                 {"status", postmortem.status},
                 {"severity", postmortem.severity},
                 {"severity_text", postmortem.severity_text},
                 {"visibility", postmortem.restricted ? "restricted" : "open"},
                 {"detected_by", postmortem.detected_by},
                 {"environment", postmortem.environment},
                 {"trigger", postmortem.trigger},
                 {"facilitator", postmortem.facilitator},
                 {"seen_before", postmortem.seen_before},
                 {"company", postmortem.company},
                 {"services", postmortem.services},
                 {"teams", postmortem.teams},
                 {"tags", postmortem.tags},
                 {"authors", postmortem.authors},
                 {"signatures", postmortem.signatures},
                 {"fixed_in", postmortem.fixed_in},
                 {"sources", postmortem.sources}};
  for (const MomentField& field : kMomentFields) {
    object[std::string(field.name)] = moment_json(postmortem.*field.member);
  }
  object["approximate"] = approximate_json(postmortem);
  add_lists(object, postmortem);
  return object;
}

}  // namespace dejavu
