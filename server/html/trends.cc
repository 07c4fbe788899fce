// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <array>

#include "core/base/time_words.h"
#include "server/html/charts.h"
#include "server/html/layout.h"
#include "server/html/parts.h"
#include "server/html/report_html.h"
#include "server/html/report_parts.h"
#include "server/html/trend_sentences.h"
#include "server/text/review_figures_text.h"

namespace dejavu {
namespace {

TemplateValue::List group_rows(const std::vector<GroupFigure>& groups) {
  return list_of(groups, [](const GroupFigure& group) {
    const std::size_t total = group.recurred.size() + group.others.size();
    TemplateValue row;
    row["name"] = group.name;
    row["count"] = fmt::format("{} of {}", group.recurred.size(), total);
    row["rate"] = group.rate ? share_text(group.rate->rate) : std::string("too few");
    row["interval"] = group.rate ? interval_text(group.rate->interval) : std::string();
    return row;
  });
}

TemplateValue quarters_value(const Figures& figures) {
  if (figures.quarters.empty()) return {};
  TemplateValue value;
  value["drawing"] = drawing_value(quarter_chart(figures.quarters));
  value["conclusion"] = halves_sentence(figures.halves);
  value["rows"] = list_of(figures.quarters, [](const QuarterFigure& quarter) {
    TemplateValue row;
    row["quarter"] = quarter.quarter;
    row["incidents"] = std::to_string(quarter.incidents.size());
    row["count"] = std::to_string(quarter.recurred.size());
    row["expected"] = fmt::format("{:.1f} to {:.1f}", quarter.expected.interval.low,
                                  quarter.expected.interval.high);
    set_list(row, "recurred", id_values(quarter.recurred));
    return row;
  });
  return value;
}

TemplateValue repairs_value(const std::optional<RepairFigure>& repairs) {
  if (!repairs || !repairs->curve) return {};
  TemplateValue value;
  value["drawing"] = drawing_value(survival_chart(*repairs->curve));
  value["conclusion"] = repair_sentence(*repairs->curve);
  value["rows"] = list_of(repairs->curve->asked, [](const SurvivalAt& at) {
    TemplateValue row;
    row["days"] = fmt::format("{:.0f}", at.time);
    row["share"] = at.survival ? share_text(*at.survival) : std::string("nobody knows yet");
    row["interval"] = at.interval ? interval_text(*at.interval) : std::string();
    row["at_risk"] = std::to_string(at.at_risk);
    return row;
  });
  return value;
}

TemplateValue services_value(const std::optional<ServiceFigure>& services) {
  if (!services || !services->mean) return {};
  TemplateValue value;
  value["drawing"] = drawing_value(cumulative_chart(*services->mean));
  value["systems"] = count_text(services->mean->systems, "service");
  value["rows"] = list_of(services->mean->steps, [](const CumulativeStep& step) {
    TemplateValue row;
    row["days"] = fmt::format("{:.0f}", step.time);
    row["mean"] = fmt::format("{:.2f}", step.mean);
    row["events"] = std::to_string(step.events);
    row["at_risk"] = std::to_string(step.at_risk);
    return row;
  });
  return value;
}

TemplateValue::List class_rows(const std::vector<ClassFigure>& classes) {
  return list_of(classes, [](const ClassFigure& figure) {
    TemplateValue row;
    row["name"] = figure.name.empty() ? std::string("not said") : figure.name;
    row["words"] = class_words(figure.name);
    row["count"] = std::to_string(figure.pairs.size());
    return row;
  });
}

TemplateValue::List second_time_rows(const std::vector<SecondTimeFigure>& figures) {
  return list_of(figures, [](const SecondTimeFigure& figure) {
    TemplateValue row;
    row["name"] = label_of(name_of(figure.span));
    row["better"] = std::to_string(figure.better.size());
    row["of"] = std::to_string(figure.better.size() + figure.worse.size());
    row["p"] = figure.test ? p_text(figure.test->p) : std::string();
    row["conclusion"] = second_time_sentence(figure);
    return row;
  });
}

TemplateValue::List power_rows(const std::vector<HalvingChance>& power) {
  return list_of(power, [](const HalvingChance& one) {
    TemplateValue row;
    row["before"] = fmt::format("{:.0f}", one.recurrences_before);
    row["chance"] = share_text(one.chance);
    return row;
  });
}

TemplateValue::List by_switches(const TrendsPage& page) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kGroupings = {{
      {"service", "Services"},
      {"trigger", "Triggers"},
      {"tag", "Tags"},
      {"quarter", "Quarters"},
  }};
  return list_of(kGroupings, [&](const auto& grouping) {
    TemplateValue value;
    value["label"] = grouping.second;
    value["url"] = fmt::format("/trends?by={}{}#groups", grouping.first,
                               page.last > 0 ? fmt::format("&last={}", page.last) : "");
    value["on"] = grouping.first == page.by;
    return value;
  });
}

}  // namespace

std::string render_trends_page(const TrendsPage& page, const ReportContext& context) {
  const Figures& figures = page.figures;
  TemplateValue body;
  body["stale"] = stale_text(page.index, context.now);
  body["last"] = page.last > 0 ? std::to_string(page.last) : std::string();
  body["empty"] = figures.headline.incidents() == 0;
  body["headline"] = headline_value(figures.headline, figures.cooldown);
  body["quarters"] = quarters_value(figures);
  body["blind"] = gaps_value(figures.blind_gaps, "Blind gap");
  body["silence"] = gaps_value(figures.silence_gaps, "Silence gap");
  body["repairs"] = repairs_value(figures.repairs);
  body["services"] = services_value(figures.services);
  set_list(body, "second_time", second_time_rows(figures.second_time));
  set_list(body, "classes", class_rows(figures.classes));
  set_list(body, "trend", word_values(trend_sentences(figures.trend)));
  body["fixes"] = fix_sentence(figures.fixes);
  body["groupings"] = by_switches(page);
  body["by"] = page.by;
  set_list(body, "groups", group_rows(figures.groups));
  body["group_drawing"]["drawing"] = drawing_value(rate_chart(figures.groups));
  set_list(body, "power", power_rows(figures.power));
  set_list(body, "too_few", word_values(figures.too_few));
  return render_layout({.title = "Trends · dejavu",
                        .question = "",
                        .index = index_value(page.index, context.now),
                        .current = "trends",
                        .needs = PageNeeds::kReport},
                       render_template("trends", body));
}

}  // namespace dejavu
