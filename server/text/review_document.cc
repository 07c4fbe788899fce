// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/text/review_document.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <unordered_map>

#include "core/base/text.h"
#include "core/base/time_words.h"
#include "server/text/review_figures_text.h"
#include "server/text/review_text.h"

namespace dejavu {
namespace {

std::string plain(std::string_view text) { return collapse_blanks(printable(text)); }

std::string head_of(const ReviewedIncident& incident) {
  const std::string day = incident.started_at ? format_day(incident.started_at->at) : "no date";
  return plain(fmt::format("{} · {} · {}", day, incident.id, incident.title));
}

void add_span(std::vector<std::string>& spans, std::string_view name,
              const std::optional<std::chrono::seconds>& span) {
  if (span) spans.push_back(fmt::format("{} {}", name, duration_words(*span)));
}

ReviewItem incident_item(const ReviewedIncident& incident) {
  ReviewItem item{head_of(incident), {}};
  std::vector<std::string> facts;
  if (!incident.severity.empty()) facts.push_back(incident.severity);
  for (const std::string& service : incident.services) facts.push_back(service);
  if (!facts.empty()) item.details.push_back(plain(fmt::format("{}", fmt::join(facts, ", "))));
  std::vector<std::string> spans;
  add_span(spans, "nobody knew for", incident.blind_gap);
  add_span(spans, "known but not said for", incident.silence_gap);
  add_span(spans, "mitigated after", incident.time_to_mitigate);
  if (!spans.empty()) item.details.push_back(fmt::format("{}", fmt::join(spans, "; ")));
  if (!incident.recurrence_of.empty()) {
    item.details.push_back(
        plain(fmt::format("came back: {}", fmt::join(incident.recurrence_of, ", "))));
  }
  return item;
}

ReviewItem action_item(const ReviewedAction& action) {
  return {plain(fmt::format("{} · {}", action.item.id, action.item.text)),
          {action_facts(action), plain(fmt::format("{} · {}", action.incident, action.title))}};
}

/// "2026-Q3: median 12 min (5 min to 40 min), 6 known".
ReviewItem quarter_item(const SpanQuarter& quarter) {
  if (!quarter.quartiles_s) {
    return {
        fmt::format("{}: {} known, too few for a median", quarter.quarter, quarter.counted.size()),
        {}};
  }
  const auto words = [](double seconds) {
    return duration_words(std::chrono::seconds(static_cast<std::int64_t>(seconds)));
  };
  return {fmt::format("{}: median {} (quartiles {} to {}), {} known", quarter.quarter,
                      words(quarter.quartiles_s->median), words(quarter.quartiles_s->lower),
                      words(quarter.quartiles_s->upper), quarter.counted.size()),
          {}};
}

class Author {
 public:
  explicit Author(const WeeklyReview& review) : review_(review) {}

  ReviewDocument write() {
    document_.title = "Learning review, " + plain(review_.period.name);
    add_facts();
    add_incidents("New incidents", "None began in this time.", review_.incidents);
    add_suggestions();
    add_headline();
    add_actions("Would have prevented a recurrence, and is still open",
                review_.would_have_prevented);
    add_actions("Overdue besides", other_overdue());
    add_actions("Done lately, and nobody has verified that it helps", review_.unverified);
    add_gaps("How long nobody knew", review_.blind_gaps);
    add_gaps("How long it was known and not said", review_.silence_gaps);
    add_incidents("These days in earlier years", "", review_.anniversaries);
    add_reread();
    return std::move(document_);
  }

 private:
  ReviewPart& add_part(std::string heading, std::string note) {
    document_.parts.push_back({std::move(heading), std::move(note), {}});
    return document_.parts.back();
  }

  void add_facts() {
    document_.facts.push_back("as of " + format_day(review_.as_of));
    document_.facts.push_back("cooldown " + duration_words(review_.cooldown));
    document_.facts.push_back(
        review_.last_held
            ? plain(fmt::format("last review held {} ({})", format_day(review_.last_held->at),
                                review_.last_held->by))
            : "no earlier review is noted in the ledger");
  }

  void add_incidents(std::string heading, std::string empty,
                     const std::vector<ReviewedIncident>& incidents) {
    if (incidents.empty() && empty.empty()) return;
    ReviewPart& part = add_part(std::move(heading), incidents.empty() ? std::move(empty) : "");
    for (const ReviewedIncident& incident : incidents)
      part.items.push_back(incident_item(incident));
  }

  void add_suggestions() {
    ReviewPart& part = add_part("Do these belong together?",
                                review_.suggestions.empty()
                                    ? "Nothing waits for a decision."
                                    : "Yes or no to each, with a reason: dejavu verdicts add");
    for (const Suggestion& suggestion : review_.suggestions) {
      ReviewItem item{titled(suggestion.from), {"again? " + titled(suggestion.to)}};
      for (const std::string& same : suggestion.same) item.details.push_back("+ " + plain(same));
      for (const std::string& other : suggestion.differs) {
        item.details.push_back("− " + plain(other));
      }
      if (!suggestion.proposed.name.empty()) {
        item.details.push_back(
            plain(fmt::format("{}? {}", suggestion.proposed.name, suggestion.proposed.reason)));
      }
      part.items.push_back(std::move(item));
    }
  }

  std::string titled(const std::string& id) const {
    const auto title = review_.titles.find(id);
    return plain(fmt::format("{} · {}", id, title == review_.titles.end() ? "" : title->second));
  }

  /// Those that would have prevented something stand above already.
  std::vector<ReviewedAction> other_overdue() const {
    std::vector<ReviewedAction> others;
    for (const ReviewedAction& action : review_.overdue) {
      if (action.would_have_prevented.empty()) others.push_back(action);
    }
    return others;
  }

  void add_headline() {
    ReviewPart& part = add_part("Do the same mistakes recur?", "");
    for (const std::string& line : headline_lines(review_.headline, review_.cooldown)) {
      part.items.push_back({plain(line), {}});
    }
  }

  void add_actions(std::string heading, const std::vector<ReviewedAction>& actions) {
    ReviewPart& part = add_part(std::move(heading), actions.empty() ? "None." : "");
    for (const ReviewedAction& action : actions) part.items.push_back(action_item(action));
  }

  void add_gaps(std::string heading, const std::vector<SpanQuarter>& quarters) {
    if (quarters.empty()) return;
    ReviewPart& part = add_part(std::move(heading), "");
    for (const SpanQuarter& quarter : quarters) part.items.push_back(quarter_item(quarter));
  }

  void add_reread() {
    if (!review_.reread) return;
    ReviewPart& part =
        add_part("Worth reading again", "Chosen because " + plain(review_.reread->rule) + ".");
    part.items.push_back(incident_item(review_.reread->incident));
  }

  const WeeklyReview& review_;
  ReviewDocument document_;
};

/// What could begin markup becomes text.
std::string markdown(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\`*_[]<>#|&~!").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string item_markdown(const ReviewItem& item) {
  std::string out = fmt::format("* {}\n", markdown(item.text));
  for (const std::string& detail : item.details) {
    out += fmt::format("  * {}\n", markdown(detail));
  }
  return out;
}

}  // namespace

ReviewDocument review_document(const WeeklyReview& review) { return Author(review).write(); }

std::string review_text(const WeeklyReview& review) {
  const ReviewDocument document = review_document(review);
  std::string out = fmt::format("{}\n{}\n", document.title, fmt::join(document.facts, " · "));
  for (const ReviewPart& part : document.parts) {
    out += fmt::format("\n{}\n", part.heading);
    if (!part.note.empty()) out += fmt::format("   {}\n", part.note);
    for (const ReviewItem& item : part.items) {
      out += fmt::format("   {}\n", item.text);
      for (const std::string& detail : item.details) out += fmt::format("      {}\n", detail);
    }
  }
  return out;
}

std::string review_markdown(const WeeklyReview& review) {
  const ReviewDocument document = review_document(review);
  std::string out = fmt::format("# {}\n\n{}\n", markdown(document.title),
                                markdown(fmt::format("{}", fmt::join(document.facts, " · "))));
  for (const ReviewPart& part : document.parts) {
    out += fmt::format("\n## {}\n\n", markdown(part.heading));
    if (!part.note.empty()) out += markdown(part.note) + "\n";
    if (!part.note.empty() && !part.items.empty()) out += "\n";
    for (const ReviewItem& item : part.items) out += item_markdown(item);
  }
  return out;
}

}  // namespace dejavu
