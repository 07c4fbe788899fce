// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/json/answer_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/html/parts.h"
#include "server/json/postmortem_json.h"
#include "server/json/recurrence_json.h"
#include "server/json/review_figures_json.h"
#include "server/json/review_json.h"
#include "server/json/review_week_json.h"

namespace dejavu {
namespace {

using nlohmann::json;

template <typename T, typename ToJson>
json list_of(const std::vector<T>& values, ToJson&& one) {
  json list = json::array();
  for (const T& value : values) list.push_back(one(value));
  return list;
}

template <typename T>
json or_null(const std::optional<T>& value) {
  return value ? json(*value) : json(nullptr);
}

json seconds_or_null(const std::optional<std::chrono::seconds>& value) {
  return value ? json(value->count()) : json(nullptr);
}

json index_json(const IndexInfo& info, Instant now) {
  return {{"generation", info.generation},
          {"revision", info.revision},
          {"documents", info.documents},
          {"files_with_problems", info.stats.files_with_problems},
          {"files_unread", info.stats.unread.size()},
          {"age_s", std::max<std::int64_t>((now - info.stats.updated_at).count(), 0)}};
}

json relation_json(const Relation& relation) {
  return {{"kind", name_of(relation.kind)},
          {"id", relation.id},
          {"class", relation.recurrence_class},
          {"reason", relation.reason},
          {"tell_apart", relation.tell_apart}};
}

json action_json(const OpenPreventAction& action) {
  return {{"id", action.item.id},
          {"text", action.item.text},
          {"owner", action.item.owner},
          {"due", action.item.due ? json(format_day(action.item.due->at)) : json(nullptr)},
          {"days_overdue", or_null(action.days_overdue)}};
}

json evidence_texts(const Reason& reason) {
  return list_of(reason.evidence, [](const Evidence& evidence) { return evidence.text; });
}

json evidence_sections(const Reason& reason) {
  return list_of(reason.evidence,
                 [](const Evidence& evidence) { return section_names(evidence.sections); });
}

json hit_json(const HitAnswer& hit) {
  const Card& card = hit.card;
  return {{"id", card.id},
          {"title", card.title},
          {"path", card.path},
          {"kind", name_of(card.kind)},
          {"started_at", moment_json(card.started_at)},
          {"severity", card.severity},
          {"services", card.services},
          {"url", incident_url(card.id)},
          {"score", hit.score},
          {"covered", hit.covered},
          {"confidence", or_null(hit.confidence)},
          {"strength", hit.likely ? "likely" : "weak"},
          {"fixed_by", card.fixed_by},
          {"first_check", card.first_check},
          {"wrong_turns", card.wrong_turns},
          {"snippet", list_of(hit.snippet,
                              [](const SnippetPart& part) {
                                return json{{"text", part.text}, {"match", part.match}};
                              })},
          {"why", list_of(hit.why,
                          [](const Reason& reason) {
                            return json{{"feature", reason.feature},
                                        {"contribution", reason.contribution},
                                        {"evidence", evidence_texts(reason)},
                                        {"sections", evidence_sections(reason)}};
                          })},
          {"missing", hit.missing},
          {"differs", hit.differs},
          {"relations", list_of(card.relations, relation_json)},
          {"open_prevent_actions", list_of(hit.open_prevent_actions, action_json)}};
}

json facets_json(const std::map<std::string, std::vector<FacetCount>>& facets) {
  json object = json::object();
  for (const auto& [field, counts] : facets) {
    object[field] = list_of(counts, [](const FacetCount& count) {
      return json{{"value", count.value}, {"count", count.count}};
    });
  }
  return object;
}

json one_answer(const SearchAnswer& answer, Instant now) {
  return {{"question", answer.question},
          {"verdict",
           {{"answer", name_of(answer.verdict.answer)},
            {"confidence", or_null(answer.verdict.confidence)},
            {"reason", answer.verdict.reason}}},
          {"used", list_of(answer.used,
                           [](const QuestionPart& part) {
                             return json{{"text", part.text},
                                         {"kind", name_of(part.kind)},
                                         {"required", part.group != 0}};
                           })},
          {"ignored", list_of(answer.ignored,
                              [](const IgnoredText& ignored) {
                                return json{{"text", ignored.text}, {"reason", ignored.reason}};
                              })},
          {"missing", answer.missing},
          {"notes", answer.notes},
          {"hits", list_of(answer.hits, hit_json)},
          {"facets", facets_json(answer.facets)},
          {"total", answer.total},
          {"did_you_mean", or_null(answer.did_you_mean)},
          {"index", index_json(answer.index, now)}};
}

json one_answer(const IncidentAnswer& answer, Instant now) {
  json object = to_json(answer.postmortem);
  object["url"] = incident_url(answer.postmortem.id);
  object["blind_gap_s"] = seconds_or_null(answer.blind_gap);
  object["silence_gap_s"] = seconds_or_null(answer.silence_gap);
  object["duration_s"] = seconds_or_null(answer.duration);
  object["index"] = index_json(answer.index, now);
  return object;
}

json list_item(const Card& card) {
  return {{"id", card.id},
          {"title", card.title},
          {"path", card.path},
          {"kind", name_of(card.kind)},
          {"started_at", moment_json(card.started_at)},
          {"resolved_at", moment_json(card.resolved_at)},
          {"severity", card.severity},
          {"services", card.services},
          {"tags", card.tags},
          {"action_items", card.action_items},
          {"problems", card.problems},
          {"url", incident_url(card.id)}};
}

json one_answer(const IncidentList& answer, Instant now) {
  return {{"incidents", list_of(answer.incidents, list_item)},
          {"total", answer.total},
          {"next", or_null(answer.next)},
          {"index", index_json(answer.index, now)}};
}

json one_answer(const RecurrencesAnswer& answer, Instant now) {
  json object = to_json(*answer.recurrences);
  object["index"] = index_json(answer.index, now);
  return object;
}

json one_answer(const ActionsAnswer& answer, Instant now) {
  json object = to_json(answer.report);
  object["cooldown_s"] = answer.cooldown.count();
  object["index"] = index_json(answer.index, now);
  return object;
}

json one_answer(const TrendsAnswer& answer, Instant now) {
  json object = to_json(answer.figures);
  object["index"] = index_json(answer.index, now);
  return object;
}

json one_answer(const ReviewAnswer& answer, Instant now) {
  json object = to_json(answer.review);
  object["index"] = index_json(answer.index, now);
  return object;
}

}  // namespace

json to_json(const Answer& answer, const AnswerTiming& timing) {
  json object = std::visit([&](const auto& one) { return one_answer(one, timing.now); }, answer);
  object["took_ms"] = timing.took.count();
  return object;
}

std::string json_text(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace dejavu
