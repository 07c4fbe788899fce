// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/answer/search_answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "core/base/error.h"
#include "core/search/parse_question.h"

namespace dejavu {
namespace {

/// A hit that has less of what was asked is called weak: below this the shared words are those that
/// incidents of any kind share. A threshold of wording, not a probability.
constexpr double kLikelyCover = 0.6;
constexpr std::size_t kMostLikely = 3;

/// Below this the best hit shares so little with the question that "no" is the honest word.
constexpr double kNoCover = 0.35;

/// What a tired reader takes in.
constexpr std::size_t kMissingShown = 6;
constexpr std::size_t kEvidenceShown = 12;

std::string_view feature_of(const QuestionPart& part, bool in_title) {
  switch (part.kind) {
    case PartKind::kLine: return "log lines";
    case PartKind::kPhrase: return "phrases";
    case PartKind::kIdentifier: return in_title ? "title words" : "identifiers";
    default: return in_title ? "title words" : "words";
  }
}

bool is_scored(const RatedPart& rated) {
  return rated.part.kind != PartKind::kFilter && rated.part.kind != PartKind::kExcluded;
}

class Answerer {
 public:
  Answerer(Reader& reader, Tokenizer& tokenizer, Instant now)
      : reader_(reader), tokenizer_(tokenizer), now_(now) {}

  SearchAnswer answer(const Question& question) {
    find(question);
    SearchAnswer answer;
    answer.question = question.text;
    for (const RatedPart& rated : found_.parts) {
      const bool absent =
          is_scored(rated) && rated.documents == 0 && rated.part.kind != PartKind::kPrefix;
      if (!absent) answer.used.push_back(rated.part);
      // The words that a line consists of are missing by themselves; the line says nothing new.
      else if (rated.part.kind != PartKind::kLine)
        answer.missing.push_back(rated.part.text);
    }
    answer.ignored = std::move(found_.ignored);
    answer.notes = std::move(found_.notes);
    answer.facets = std::move(found_.facets);
    answer.total = found_.total;
    for (const Hit& hit : found_.hits) answer.hits.push_back(answer_hit(hit));
    if (question.offset == 0) mark_likely(answer.hits);
    answer.verdict = judge(answer);
    answer.index = reader_.info();
    return answer;
  }

 private:
  /// A line that looks like a query and finds nothing may be a log line (`status:error env:prod`),
  /// or a filter that is too narrow: its words are then better than silence.
  void find(const Question& question) {
    const ParsedQuestion parsed = parse_question(question, tokenizer_);
    found_ = search(reader_, parsed, {});
    if (parsed.mode != QuestionMode::kLanguage || found_.total > 0) return;
    Question plain = question;
    plain.plain = true;
    SearchResult words = search(reader_, parse_question(plain, tokenizer_), {});
    if (words.total == 0) return;
    found_ = std::move(words);
    found_.notes.push_back("nothing matches the operators of this line; its words were searched");
  }

  HitAnswer answer_hit(const Hit& hit) {
    HitAnswer answer;
    answer.card = reader_.card(hit.doc);
    answer.score = hit.score;
    std::map<std::string, double> weights;
    for (const std::size_t i : hit.parts) {
      const RatedPart& rated = found_.parts[i];
      answer.covered += rated.weight;
      for (const std::string& term : rated.part.terms) weights[term] = rated.weight;
    }
    answer.why = reasons(hit, answer.card);
    answer.missing = missing_parts(hit);
    answer.snippet = make_snippet(answer.card.prose, weights, tokenizer_);
    for (const ActionItem& item : answer.card.open_prevent_actions) {
      answer.open_prevent_actions.push_back({item, days_overdue(item)});
    }
    return answer;
  }

  std::vector<Reason> reasons(const Hit& hit, const Card& card) {
    std::unordered_set<std::string> title;
    for (const Token& token : tokenizer_.tokenize(card.title).tokens) title.insert(token.term);
    std::vector<std::size_t> parts = hit.parts;
    std::stable_sort(parts.begin(), parts.end(), [&](std::size_t a, std::size_t b) {
      return found_.parts[a].weight > found_.parts[b].weight;
    });
    std::vector<Reason> reasons;
    for (const std::size_t i : parts) {
      const RatedPart& rated = found_.parts[i];
      const bool in_title = title.count(rated.part.terms.front()) > 0;
      const std::string_view feature = feature_of(rated.part, in_title);
      auto reason = std::find_if(reasons.begin(), reasons.end(),
                                 [&](const Reason& r) { return r.feature == feature; });
      if (reason == reasons.end()) {
        reason = reasons.insert(reason, Reason{std::string(feature), 0, {}});
      }
      reason->contribution += rated.weight;
      add_evidence(*reason, rated.part.text);
    }
    std::stable_sort(reasons.begin(), reasons.end(), [](const Reason& a, const Reason& b) {
      return a.contribution > b.contribution;
    });
    return reasons;
  }

  static void add_evidence(Reason& reason, const std::string& text) {
    const bool known =
        std::find(reason.evidence.begin(), reason.evidence.end(), text) != reason.evidence.end();
    if (!known && reason.evidence.size() < kEvidenceShown) reason.evidence.push_back(text);
  }

  std::vector<std::string> missing_parts(const Hit& hit) const {
    std::vector<const RatedPart*> lacking;
    for (std::size_t i = 0; i < found_.parts.size(); ++i) {
      const RatedPart& rated = found_.parts[i];
      const bool shown = is_scored(rated) && rated.part.kind != PartKind::kLine &&
                         rated.part.kind != PartKind::kPrefix;
      const bool has = std::binary_search(hit.parts.begin(), hit.parts.end(), i);
      if (shown && !has) lacking.push_back(&rated);
    }
    std::stable_sort(lacking.begin(), lacking.end(),
                     [](const RatedPart* a, const RatedPart* b) { return a->weight > b->weight; });
    std::vector<std::string> missing;
    for (const RatedPart* rated : lacking) {
      if (missing.size() == kMissingShown) break;
      if (std::find(missing.begin(), missing.end(), rated->part.text) == missing.end()) {
        missing.push_back(rated->part.text);
      }
    }
    return missing;
  }

  std::optional<int> days_overdue(const ActionItem& item) const {
    if (!item.due) return std::nullopt;
    const auto late = std::chrono::floor<std::chrono::days>(now_ - item.due->at);
    return static_cast<int>(std::max<std::chrono::days::rep>(late.count(), 0));
  }

  static void mark_likely(std::vector<HitAnswer>& hits) {
    for (std::size_t i = 0; i < std::min(kMostLikely, hits.size()); ++i) {
      const bool incident = hits[i].card.kind == FileKind::kIncident;
      hits[i].likely = incident && hits[i].covered >= kLikelyCover;
    }
  }

  std::string why_nothing() const {
    const bool asked = std::any_of(found_.parts.begin(), found_.parts.end(), is_scored);
    const bool known =
        std::any_of(found_.parts.begin(), found_.parts.end(),
                    [](const RatedPart& rated) { return is_scored(rated) && rated.documents > 0; });
    if (known) return "no incident that the filters and exclusions leave has these words";
    if (asked) return "none of the words asked for stands in any postmortem";
    return "there is nothing to look for: the question has no word that is indexed";
  }

  Verdict judge(const SearchAnswer& answer) const {
    if (answer.hits.empty()) return {VerdictAnswer::kNo, std::nullopt, why_nothing()};
    const bool scored = std::any_of(found_.parts.begin(), found_.parts.end(), is_scored);
    if (!scored) {
      return {VerdictAnswer::kMaybe, std::nullopt, "listed by filter or date, not by likeness"};
    }
    const auto best_by_cover = std::max_element(
        answer.hits.begin(), answer.hits.end(),
        [](const HitAnswer& a, const HitAnswer& b) { return a.covered < b.covered; });
    const double share = best_by_cover->covered;
    if (share < kNoCover) {
      return {VerdictAnswer::kNo, std::nullopt,
              fmt::format("only common words matched: the nearest incident has {:.0f} % of what "
                          "was asked, by rarity of the words",
                          share * 100)};
    }
    return {VerdictAnswer::kMaybe, std::nullopt,
            fmt::format("“{}” has {:.0f} % of what was asked, by rarity of the words",
                        best_by_cover->card.title, share * 100)};
  }

  Reader& reader_;
  Tokenizer& tokenizer_;
  Instant now_;
  SearchResult found_;
};

}  // namespace

std::string_view name_of(VerdictAnswer answer) {
  switch (answer) {
    case VerdictAnswer::kYes: return "yes";
    case VerdictAnswer::kMaybe: return "maybe";
    case VerdictAnswer::kNo: return "no";
  }
  return "";
}

SearchAnswer answer_search(Reader& reader, Tokenizer& tokenizer, const Question& question,
                           Instant now) {
  // A document of the match may be gone when its card is read, after a commit in between, and so
  // may the whole generation, after a build: the next revision then answers the whole question.
  constexpr int kAttempts = 5;
  for (int attempt = 1;; ++attempt) {
    try {
      return Answerer(reader, tokenizer, now).answer(question);
    } catch (const Error& error) {
      const bool overtaken =
          error.kind() == ErrorKind::kNotFound || error.kind() == ErrorKind::kUnavailable;
      if (!overtaken || attempt == kAttempts) throw;
      reader.refresh();
    }
  }
}

Question question_from(const Postmortem& postmortem) {
  Question question;
  question.title = postmortem.title;
  for (const std::string& signature : postmortem.signatures) question.text += signature + "\n";
  for (const Section& section : postmortem.sections) {
    // What was planned afterwards says little about what happened.
    if (section.kind == SectionKind::kActionItems) continue;
    question.text += section.text + "\n";
  }
  question.text += "\n";  // two lines at least: a postmortem has no question syntax
  if (!postmortem.id.empty()) question.exclude.push_back(postmortem.id);
  return question;
}

}  // namespace dejavu
