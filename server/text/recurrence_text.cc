// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/text/recurrence_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <unordered_map>

#include "core/base/text.h"
#include "core/base/time_words.h"

namespace dejavu {
namespace {

std::string clean(std::string_view text) { return collapse_blanks(printable(text)); }

/// The parts of the text; each ends in a line end.
class Writer {
 public:
  explicit Writer(const Recurrences& recurrences) : recurrences_(recurrences) {
    for (const IncidentFacts& one : recurrences.incidents) by_id_.emplace(one.id, &one);
  }

  std::string write() {
    head();
    if (!recurrences_.suggestions.empty()) line("\nDo these belong together?\n");
    for (const Suggestion& suggestion : recurrences_.suggestions) write_suggestion(suggestion);
    if (!recurrences_.families.empty()) line("Families (confirmed):\n");
    for (const Family& family : recurrences_.families) write_family(family);
    for (const auto& chain : recurrences_.remediation_chains) {
      line(fmt::format("Repair caused the next: {}",
                       clean(fmt::format("{}", fmt::join(chain, " → ")))));
    }
    for (const RelationProblem& problem : recurrences_.problems) {
      line(fmt::format("{}:{}: {} [{}]", clean(problem.path), problem.diagnostic.line,
                       clean(problem.diagnostic.message), problem.diagnostic.code));
    }
    return std::move(out_);
  }

 private:
  void line(std::string_view text) {
    out_ += text;
    out_ += '\n';
  }

  std::size_t count(PairState state) const {
    return static_cast<std::size_t>(
        std::count_if(recurrences_.pairs.begin(), recurrences_.pairs.end(),
                      [&](const SettledPair& pair) { return pair.state == state; }));
  }

  void head() {
    line(
        fmt::format("{} confirmed in {}, {} rejected, {} look-alike; {} waiting for a decision "
                    "(cooldown {})",
                    count_text(count(PairState::kConfirmed), "recurrence"),
                    recurrences_.families.size() == 1
                        ? "1 family"
                        : fmt::format("{} families", recurrences_.families.size()),
                    count(PairState::kRejected), count(PairState::kLookalike),
                    recurrences_.suggestions.size(), duration_words(recurrences_.cooldown)));
  }

  /// "2026-02-03  PM-7  Title".
  std::string incident(const std::string& id) const {
    const auto found = by_id_.find(id);
    if (found == by_id_.end()) return clean(id);
    const IncidentFacts& one = *found->second;
    return fmt::format("{:10}  {}  {}", one.started_at ? format_day(one.started_at->at) : "",
                       clean(id), clean(one.title));
  }

  void write_suggestion(const Suggestion& suggestion) {
    line(fmt::format("   {}", incident(suggestion.from)));
    line(fmt::format("   {}", incident(suggestion.to)));
    for (const std::string& same : suggestion.same) line(fmt::format("      + {}", clean(same)));
    for (const std::string& other : suggestion.differs) {
      line(fmt::format("      - {}", clean(other)));
    }
    if (!suggestion.proposed.name.empty()) {
      line(
          fmt::format("      {}? {}", suggestion.proposed.name, clean(suggestion.proposed.reason)));
    }
    line(
        fmt::format("      dejavu verdicts add --kind recurrence_of --from {} --to {} --reason …\n",
                    clean(suggestion.from), clean(suggestion.to)));
  }

  void write_family(const Family& family) {
    line(fmt::format("   {} incidents{}{}", family.incidents.size(),
                     family.services.empty() ? "" : " · ",
                     clean(fmt::format("{}", fmt::join(family.services, ", ")))));
    for (const std::string& id : family.incidents) {
      line(fmt::format("      {}{}", incident(id), class_of(id)));
    }
    line("");
  }

  /// "  R1 of PM-3": of which earlier incident it is a recurrence.
  std::string class_of(const std::string& id) const {
    std::string text;
    for (const SettledPair& pair : recurrences_.pairs) {
      if (pair.from != id || pair.state != PairState::kConfirmed) continue;
      const std::string name = pair.recurrence_class.empty() ? "again" : pair.recurrence_class;
      text += fmt::format("  [{} of {}]", clean(name), clean(pair.to));
    }
    return text;
  }

  const Recurrences& recurrences_;
  std::unordered_map<std::string, const IncidentFacts*> by_id_;
  std::string out_;
};

}  // namespace

std::string recurrence_text(const Recurrences& recurrences) { return Writer(recurrences).write(); }

}  // namespace dejavu
