// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/commands/preflight_match.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "core/base/text.h"
#include "core/index/schema.h"
#include "core/search/search.h"

namespace dejavu {
namespace {

using Source = TouchedService::Source;

/// Candidates for the few that are shown.
constexpr std::size_t kAsked = 20;

/// Looking one up costs a hundredth of a millisecond; the first of a change name it.
constexpr std::size_t kMostNames = 400;

/// Words in common that tell: beside a service that the team has named, and beside a guess. Any two
/// texts about one program share one or two.
constexpr std::size_t kTellingWords = 2;
constexpr std::size_t kTellingWordsOfGuess = 4;

/// A name that so few incidents have tells by itself.
constexpr std::size_t kHardlyAny = 3;

/// Words of programming languages and of folders: every change has them. Sorted.
constexpr std::array<std::string_view, 87> kOfLanguages = {
    "abstract", "app",       "args",   "array",      "assert",   "async",   "await",  "begin",
    "bool",     "boolean",   "break",  "bytes",      "case",     "catch",   "class",  "close",
    "code",     "com",       "config", "const",      "continue", "data",    "def",    "default",
    "double",   "elif",      "else",   "end",        "enum",     "except",  "export", "extends",
    "false",    "file",      "final",  "finally",    "float",    "for",     "from",   "func",
    "function", "get",       "if",     "implements", "import",   "include", "index",  "int",
    "integer",  "interface", "java",   "key",        "let",      "lib",     "list",   "long",
    "main",     "map",       "name",   "new",        "none",     "null",    "object", "org",
    "package",  "path",      "print",  "private",    "public",   "raise",   "return", "self",
    "services", "set",       "src",    "static",     "string",   "struct",  "switch", "test",
    "this",     "throw",     "true",   "try",        "type",     "value",   "void"};

bool is_of_languages(const std::string& word) {
  return std::ranges::binary_search(kOfLanguages, to_lower_ascii(word));
}

/// Versions and addresses stand in many texts by chance.
bool has_letter(const std::string& term) {
  return std::ranges::any_of(term,
                             [](char c) { return (c >= 'a' && c <= 'z') || (c & 0x80) != 0; });
}

/// The distinct identifiers of the change that few incidents have.
class RareNames {
 public:
  RareNames(Session& session, const std::string& text) {
    const std::size_t documents = session.reader.info().documents;
    const std::size_t most = std::max<std::size_t>(kHardlyAny + 2, documents / 100);
    std::set<std::string> seen;
    for (const Token& token : session.tokenizer.tokenize(text).tokens) {
      if (token.kind != TokenKind::kIdentifier || seen.size() == kMostNames) continue;
      if (!seen.insert(token.term).second || !has_letter(token.term)) continue;
      const std::size_t frequency = document_frequency(session.reader, token.term);
      if (frequency == 0 || frequency > most) continue;
      const std::string name = text.substr(token.begin, token.end - token.begin);
      names_.push_back(name);
      if (frequency <= kHardlyAny) rarest_.insert(name);
    }
  }

  const std::vector<std::string>& all() const { return names_; }
  bool has(const std::string& name) const {
    return std::ranges::find(names_, name) != names_.end();
  }
  bool is_rarest(const std::string& name) const { return rarest_.count(name) > 0; }

 private:
  std::vector<std::string> names_;
  std::set<std::string> rarest_;
};

void add_once(std::vector<std::string>& list, const std::string& text) {
  if (std::ranges::find(list, text) == list.end()) list.push_back(text);
}

class Match {
 public:
  Match(Session& session, const ChangeText& change, std::vector<TouchedService> services,
        Instant now)
      : session_(session), change_(change), now_(now), names_(session, change.text) {
    answer_.change = change.name;
    answer_.services = std::move(services);
  }

  PreflightAnswer run() {
    if (!answer_.services.empty()) {
      ask(text_and_paths(), of_services());
      note_open_actions();
    }
    if (!names_.all().empty()) ask(joined_names(), {});
    for (const PreflightIncident& incident : answer_.incidents) add_actions(incident.hit);
    order_actions();
    return std::move(answer_);
  }

 private:
  std::string joined_names() const {
    std::string text;
    for (const std::string& name : names_.all()) text += name + "\n";
    return text;
  }

  std::string text_and_paths() const {
    std::string text;
    for (const std::string& path : change_.paths) text += path + "\n";
    return text + change_.text;
  }

  std::vector<std::string> of_services() const {
    std::vector<std::string> names;
    for (const TouchedService& service : answer_.services) names.push_back(service.name);
    return names;
  }

  std::vector<HitAnswer> hits(std::string text, std::vector<std::string> services,
                              std::size_t limit) {
    Question question{.text = std::move(text), .limit = limit, .plain = true};
    if (!services.empty()) question.filters["service"] = std::move(services);
    return answer_search(session_.reader, session_.tokenizer, question,
                         {.now = now_, .with_facets = false})
        .hits;
  }

  void ask(std::string text, std::vector<std::string> services) {
    for (HitAnswer& hit : hits(std::move(text), std::move(services), kAsked)) {
      if (answer_.incidents.size() == kMostPreflightIncidents) return;
      const bool known = std::ranges::any_of(
          answer_.incidents, [&hit](const auto& one) { return one.hit.card.id == hit.card.id; });
      if (known || hit.card.kind != FileKind::kIncident) continue;
      PreflightIncident incident = with_evidence(std::move(hit));
      if (is_real(incident)) answer_.incidents.push_back(std::move(incident));
    }
  }

  const TouchedService* touched(const std::string& service) const {
    const auto same = std::ranges::find_if(answer_.services, [&](const TouchedService& one) {
      return folded_value(one.name) == folded_value(service);
    });
    return same == answer_.services.end() ? nullptr : &*same;
  }

  PreflightIncident with_evidence(HitAnswer hit) const {
    PreflightIncident incident;
    for (const std::string& service : hit.card.services) {
      if (touched(service) != nullptr) incident.services.push_back(service);
    }
    for (const Reason& reason : hit.why) {
      const bool are_lines = reason.feature == "log lines";
      for (const Evidence& evidence : reason.evidence) take(evidence.text, are_lines, incident);
    }
    incident.hit = std::move(hit);
    return incident;
  }

  void take(const std::string& text, bool is_line, PreflightIncident& incident) const {
    if (is_line || names_.has(text)) {
      add_once(incident.names, text);
    } else if (!is_of_languages(text) && touched(text) == nullptr) {
      add_once(incident.words, text);
    }
  }

  bool is_real(const PreflightIncident& incident) const {
    if (incident.services.empty()) {
      return incident.names.size() > 1 ||
             std::ranges::any_of(incident.names,
                                 [this](const auto& n) { return names_.is_rarest(n); });
    }
    if (!incident.names.empty()) return true;
    const bool named = std::ranges::any_of(incident.services, [this](const std::string& service) {
      return touched(service)->source == Source::kSettings;
    });
    return incident.words.size() >= (named ? kTellingWords : kTellingWordsOfGuess);
  }

  /// Of services that the team has named; a guess may be another service of the same name.
  void note_open_actions() {
    std::vector<std::string> named;
    for (const TouchedService& service : answer_.services) {
      if (service.source == Source::kSettings) named.push_back(service.name);
    }
    if (named.empty()) return;
    for (const HitAnswer& hit : hits("", named, kMaxLimit)) add_actions(hit);
  }

  void add_actions(const HitAnswer& hit) {
    for (const OpenPreventAction& action : hit.open_prevent_actions) {
      const bool known = std::ranges::any_of(answer_.actions, [&](const PreflightAction& one) {
        return one.incident == hit.card.id && one.action == action;
      });
      if (!known) answer_.actions.push_back({hit.card.id, action});
    }
  }

  void order_actions() {
    std::ranges::stable_sort(answer_.actions, std::greater<>(), [](const PreflightAction& one) {
      return one.action.days_overdue.value_or(0);
    });
    if (answer_.actions.size() <= kMostPreflightActions) return;
    answer_.more_actions = answer_.actions.size() - kMostPreflightActions;
    answer_.actions.resize(kMostPreflightActions);
  }

  Session& session_;
  const ChangeText& change_;
  Instant now_;
  RareNames names_;
  PreflightAnswer answer_;
};

}  // namespace

PreflightAnswer match_change(Session& session, const ChangeText& change,
                             std::vector<TouchedService> services, Instant now) {
  return Match(session, change, std::move(services), now).run();
}

std::vector<std::string> known_services(Reader& reader) {
  const Field* field = find_field("service");
  std::vector<std::string> names;
  for (const FacetValue& value : reader.forward().facet_values()) {
    if (value.facet == field->facet.number) names.push_back(value.value);
  }
  return names;
}

}  // namespace dejavu
