// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/commands/preflight_report.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <nlohmann/json.hpp>

#include "core/base/text.h"
#include "server/json/answer_json.h"

namespace dejavu {
namespace {

/// Names and words that a line takes.
constexpr std::size_t kMostShown = 6;

std::string listed(const std::vector<std::string>& texts) {
  std::vector<std::string> shown(
      texts.begin(),
      texts.begin() + static_cast<std::ptrdiff_t>(std::min(texts.size(), kMostShown)));
  return printable(fmt::format("{}", fmt::join(shown, ", ")));
}

std::string why(const PreflightIncident& incident) {
  std::vector<std::string> parts;
  if (!incident.services.empty()) parts.push_back("same service: " + listed(incident.services));
  if (!incident.names.empty()) parts.push_back("same names: " + listed(incident.names));
  if (!incident.words.empty()) parts.push_back("words: " + listed(incident.words));
  return fmt::format("{}", fmt::join(parts, "; "));
}

std::string day_of(const Card& card) {
  return card.started_at ? format_instant(card.started_at->at).substr(0, 10) + "  " : "";
}

std::string state_of(const OpenPreventAction& action) {
  if (!action.days_overdue) return "no due date";
  if (*action.days_overdue == 0) return "not due yet";
  return fmt::format("{} days overdue", *action.days_overdue);
}

std::string source_of(const TouchedService& service) {
  return fmt::format("{} ({}{})", printable(service.name), printable(service.path),
                     service.source == TouchedService::Source::kPath ? ", by its name" : "");
}

std::string services_text(const std::vector<TouchedService>& services) {
  std::vector<std::string> texts;
  for (const TouchedService& service : services) texts.push_back(source_of(service));
  if (texts.empty()) return "";
  return fmt::format("This change touches {}.\n", fmt::join(texts, ", "));
}

}  // namespace

std::string preflight_text(const PreflightAnswer& answer) {
  if (answer.incidents.empty() && answer.actions.empty()) return "";
  std::string text = services_text(answer.services);
  if (!answer.incidents.empty()) text += "Incidents on the same ground:\n";
  for (const PreflightIncident& incident : answer.incidents) {
    const Card& card = incident.hit.card;
    text += fmt::format("  {}  {}{}\n      {}\n", printable(card.id), day_of(card),
                        printable(card.title), why(incident));
    if (!card.first_check.empty()) {
      text += fmt::format("      first check: {}\n", printable(collapse_blanks(card.first_check)));
    }
  }
  if (!answer.actions.empty()) text += "Meant to prevent it, and still open:\n";
  for (const PreflightAction& one : answer.actions) {
    const ActionItem& item = one.action.item;
    text +=
        fmt::format("  {}  {} ({}{}{})\n", printable(one.incident), printable(item.text),
                    printable(item.owner), item.owner.empty() ? "" : ", ", state_of(one.action));
  }
  if (answer.more_actions > 0) text += fmt::format("  and {} more\n", answer.more_actions);
  return text + "`dejavu show ID` tells more. Nothing is stopped.\n";
}

std::string preflight_json(const PreflightAnswer& answer) {
  nlohmann::json json = {{"change", answer.change},
                         {"services", nlohmann::json::array()},
                         {"incidents", nlohmann::json::array()},
                         {"open_prevent_actions", nlohmann::json::array()},
                         {"more_open_prevent_actions", answer.more_actions}};
  for (const TouchedService& service : answer.services) {
    json["services"].push_back(
        {{"name", service.name},
         {"path", service.path},
         {"source", service.source == TouchedService::Source::kPath ? "path" : "settings"}});
  }
  for (const PreflightIncident& incident : answer.incidents) {
    const Card& card = incident.hit.card;
    nlohmann::json one = {{"id", card.id},
                          {"title", card.title},
                          {"started_at", nullptr},
                          {"path", card.path},
                          {"first_check", card.first_check},
                          {"same_services", incident.services},
                          {"same_names", incident.names},
                          {"same_words", incident.words}};
    if (card.started_at) one["started_at"] = format_moment(*card.started_at);
    json["incidents"].push_back(std::move(one));
  }
  for (const PreflightAction& one : answer.actions) {
    nlohmann::json action = {{"incident", one.incident},
                             {"id", one.action.item.id},
                             {"text", one.action.item.text},
                             {"owner", one.action.item.owner},
                             {"days_overdue", nullptr}};
    if (one.action.days_overdue) action["days_overdue"] = *one.action.days_overdue;
    json["open_prevent_actions"].push_back(std::move(action));
  }
  return json_text(json);
}

}  // namespace dejavu
