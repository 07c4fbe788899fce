// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <algorithm>

#include "core/base/time_words.h"
#include "server/html/family_chart.h"
#include "server/html/layout.h"
#include "server/html/parts.h"
#include "server/html/report_html.h"
#include "server/html/report_parts.h"
#include "server/html/suggestion.h"
#include "server/html/verdict_form.h"

namespace dejavu {
namespace {

std::string families_text(std::size_t count) {
  return count == 1 ? "1 family" : fmt::format("{} families", count);
}

class RecurrencesWriter {
 public:
  RecurrencesWriter(const Recurrences& recurrences, const ReportContext& context)
      : recurrences_(recurrences), context_(context), by_id_(recurrences.incidents) {}

  TemplateValue write() {
    TemplateValue body;
    body["stale"] = stale_text(recurrences_.index, context_.now);
    body["written"] =
        context_.written ? written_value(*context_.written, context_.address) : TemplateValue();
    body["summary"] = summary();
    body["empty"] = recurrences_.incidents.empty();
    const std::size_t waiting = recurrences_.suggestions.size();
    body["more"] = waiting > kSuggestionsShown
                       ? fmt::format("{} more wait behind these.", waiting - kSuggestionsShown)
                       : std::string();
    set_list(body, "suggestions", suggestions());
    set_list(body, "families", families());
    const std::size_t known = recurrences_.families.size();
    body["more_families"] =
        known > kFamiliesShown
            ? fmt::format("{} smaller families are not drawn.", known - kFamiliesShown)
            : std::string();
    body["drawing"] = drawing_value(family_chart(shown_families(), by_id_));
    set_list(body, "chains", chains());
    set_list(body, "lookalikes", pairs_in(PairState::kLookalike));
    set_list(body, "rejected", pairs_in(PairState::kRejected));
    set_list(body, "duplicates", pairs_in(PairState::kDuplicate));
    set_list(body, "problems", problems());
    return body;
  }

 private:
  std::size_t count(PairState state) const {
    return static_cast<std::size_t>(
        std::count_if(recurrences_.pairs.begin(), recurrences_.pairs.end(),
                      [&](const SettledPair& pair) { return pair.state == state; }));
  }

  std::string summary() const {
    return fmt::format("{} confirmed in {}, {} turned down, {}; {} for a decision. Cooldown {}.",
                       count_text(count(PairState::kConfirmed), "recurrence"),
                       families_text(recurrences_.families.size()), count(PairState::kRejected),
                       count_text(count(PairState::kLookalike), "look-alike"),
                       recurrences_.suggestions.size() == 1
                           ? "1 pair waits"
                           : fmt::format("{} pairs wait", recurrences_.suggestions.size()),
                       duration_words(recurrences_.cooldown));
  }

  TemplateValue side(std::string_view id) const {
    return side_value(id, by_id_.find(id), context_.now);
  }

  TemplateValue::List suggestions() const {
    TemplateValue::List list;
    for (const Suggestion& one : recurrences_.suggestions) {
      if (list.size() == kSuggestionsShown) break;
      list.push_back(suggestion_value(
          one, {.number = list.size() + 1, .back = context_.address, .caller = context_.caller},
          side(one.from), side(one.to)));
    }
    return list;
  }

  std::span<const Family> shown_families() const {
    return std::span(recurrences_.families)
        .first(std::min(recurrences_.families.size(), kFamiliesShown));
  }

  TemplateValue::List families() const {
    return list_of(shown_families(), [&](const Family& family) {
      TemplateValue value;
      value["family"] = family.id;
      value["anchor"] = fmt::format("family-{}", &family - recurrences_.families.data() + 1);
      value["size"] = count_text(family.incidents.size(), "incident");
      value["services"] = joined(family.services);
      value["members"] = list_of(family.incidents, [&](const std::string& id) {
        TemplateValue member = side(id);
        set_list(member, "again", again_of(id));
        return member;
      });
      return value;
    });
  }

  /// Of which earlier incidents it is a recurrence.
  TemplateValue::List again_of(std::string_view id) const {
    TemplateValue::List again;
    for (const SettledPair& pair : recurrences_.pairs) {
      if (pair.from == id && pair.state == PairState::kConfirmed) again.push_back(pair_value(pair));
    }
    return again;
  }

  TemplateValue pair_value(const SettledPair& pair) const {
    TemplateValue value;
    value["class_name"] = pair.recurrence_class;
    value["class_words"] = class_words(pair.recurrence_class);
    value["to"] = pair.to;
    value["reason"] = pair.reason;
    value["by"] = pair.by;
    value["compare_url"] = compare_url(pair.from, pair.to);
    return value;
  }

  TemplateValue::List pairs_in(PairState state) const {
    TemplateValue::List list;
    for (const SettledPair& pair : recurrences_.pairs) {
      if (pair.state != state) continue;
      if (list.size() == kPairsShown) break;
      TemplateValue value = pair_value(pair);
      value["later"] = side(pair.from);
      value["earlier"] = side(pair.to);
      list.push_back(std::move(value));
    }
    return list;
  }

  TemplateValue::List chains() const {
    return list_of(recurrences_.remediation_chains, [&](const std::vector<std::string>& chain) {
      TemplateValue value;
      value["members"] = list_of(chain, [&](const std::string& id) { return side(id); });
      return value;
    });
  }

  TemplateValue::List problems() const {
    return list_of(recurrences_.problems, [](const RelationProblem& problem) {
      TemplateValue value;
      value["level"] = name_of(problem.diagnostic.level);
      value["place"] = fmt::format("{}, line {}", problem.path, problem.diagnostic.line);
      value["message"] = problem.diagnostic.message;
      value["code"] = problem.diagnostic.code;
      return value;
    });
  }

  const Recurrences& recurrences_;
  const ReportContext& context_;
  IncidentsById by_id_;
};

}  // namespace

std::string render_recurrences_page(const Recurrences& recurrences, const ReportContext& context) {
  return render_layout(
      {.title = "Recurrences · dejavu",
       .question = "",
       .index = index_value(recurrences.index, context.now),
       .current = "recurrences",
       .needs = PageNeeds::kReport},
      render_template("recurrences", RecurrencesWriter(recurrences, context).write()));
}

}  // namespace dejavu
