// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/json/review_figures_json.h"

#include <nlohmann/json.hpp>

namespace dejavu {
namespace {

using nlohmann::json;

// Declared first: the templates below find them by name.
template <typename T>
json one(const std::optional<T>&);
json one(double);
json one(const Interval&);
json one(const Proportion&);
json one(const CountedShare&);
json one(const Population&);
json one(const SpanQuarter&);
json one(const ClassFigure&);
json one(const QuarterFigure&);
json one(const HalvesFigure&);
json one(const SurvivalStep&);
json one(const SurvivalAt&);
json one(const SurvivalCurve&);
json one(const RepairFigure&);
json one(const SignTest&);
json one(const SecondTimeFigure&);
json one(const LaplaceTrend&);
json one(const PowerLawTrend&);
json one(const TrendFigure&);
json one(const CumulativeStep&);
json one(const ServiceFigure&);
json one(const Association&);
json one(const FixFigure&);
json one(const HalvingChance&);
json one(const GroupFigure&);

template <typename T>
json one(const std::optional<T>& value) {
  return value ? one(*value) : json(nullptr);
}

template <typename T>
json list(const std::vector<T>& values) {
  json all = json::array();
  for (const T& value : values) all.push_back(one(value));
  return all;
}

json one(double value) { return value; }

json one(const Interval& interval) { return {{"low", interval.low}, {"high", interval.high}}; }

json one(const Proportion& share) {
  return {{"count", share.count},
          {"total", share.total},
          {"rate", share.rate},
          {"interval", one(share.interval)}};
}

json one(const CountedShare& share) {
  return {{"counted", share.counted},
          {"others", share.others},
          {"share", share.share ? one(*share.share) : json(nullptr)}};
}

json one(const Population& population) {
  return {{"estimate", population.estimate}, {"sd", population.sd}};
}

json one(const SpanQuarter& quarter) {
  json quartiles = nullptr;
  if (quarter.quartiles_s) {
    quartiles = {{"lower_s", quarter.quartiles_s->lower},
                 {"median_s", quarter.quartiles_s->median},
                 {"upper_s", quarter.quartiles_s->upper}};
  }
  return {{"quarter", quarter.quarter}, {"counted", quarter.counted}, {"quartiles", quartiles}};
}

json one(const ClassFigure& figure) { return {{"class", figure.name}, {"pairs", figure.pairs}}; }

json one(const QuarterFigure& figure) {
  return {{"quarter", figure.quarter},
          {"incidents", figure.incidents},
          {"recurred", figure.recurred},
          {"expected", one(figure.expected.interval)}};
}

json one(const HalvesFigure& figure) {
  return {{"begin", format_instant(figure.begin)},
          {"middle", format_instant(figure.middle)},
          {"end", format_instant(figure.end)},
          {"earlier", figure.earlier},
          {"later", figure.later},
          {"p", one(figure.p)}};
}

json one(const SurvivalStep& step) {
  return {{"days", step.time},
          {"at_risk", step.at_risk},
          {"came_back", step.ended},
          {"share_holding", step.survival},
          {"interval", one(step.interval)}};
}

json one(const SurvivalAt& at) {
  return {{"days", at.time},
          {"at_risk", at.at_risk},
          {"share_holding", one(at.survival)},
          {"interval", one(at.interval)}};
}

json one(const SurvivalCurve& curve) {
  return {
      {"steps", list(curve.steps)}, {"at", list(curve.asked)}, {"median_days", one(curve.median)}};
}

json one(const RepairFigure& figure) {
  return {{"came_back", figure.came_back}, {"holds", figure.holds}, {"curve", one(figure.curve)}};
}

json one(const SignTest& test) {
  return {{"better", test.better}, {"pairs", test.pairs}, {"p", test.p}};
}

json one(const SecondTimeFigure& figure) {
  return {{"span", name_of(figure.span)},
          {"better", figure.better},
          {"worse", figure.worse},
          {"equal", figure.equal},
          {"test", one(figure.test)}};
}

json one(const LaplaceTrend& trend) {
  return {{"events", trend.events}, {"u", trend.u}, {"p", trend.p()}};
}

json one(const PowerLawTrend& trend) {
  return {{"events", trend.events},
          {"beta", trend.beta},
          {"unbiased_beta", trend.unbiased_beta},
          {"interval", one(trend.interval)},
          {"p", trend.p}};
}

json one(const TrendFigure& figure) {
  return {{"recurred", figure.recurred},
          {"period_days", figure.period_days},
          {"laplace", one(figure.laplace)},
          {"crow_amsaa", one(figure.power_law)}};
}

json one(const CumulativeStep& step) {
  return {{"days", step.time},
          {"services", step.at_risk},
          {"events", step.events},
          {"mean", step.mean}};
}

json one(const ServiceFigure& figure) {
  return {{"services", figure.services},
          {"recurred", figure.recurred},
          {"steps", figure.mean ? list(figure.mean->steps) : json::array()}};
}

json one(const Association& association) {
  return {{"p", association.p},
          {"odds_ratio", association.odds_ratio},
          {"interval", one(association.interval)}};
}

json one(const FixFigure& figure) {
  return {{"done_recurred", figure.done_recurred},
          {"done_held", figure.done_held},
          {"open_recurred", figure.open_recurred},
          {"open_held", figure.open_held},
          {"association", one(figure.association)}};
}

json one(const HalvingChance& chance) {
  return {{"recurrences_before", chance.recurrences_before}, {"chance", chance.chance}};
}

json one(const GroupFigure& group) {
  return {{"name", group.name},
          {"recurred", group.recurred},
          {"others", group.others},
          {"rate", one(group.rate)}};
}

}  // namespace

json gaps_json(const std::vector<SpanQuarter>& quarters) { return list(quarters); }

json to_json(const Headline& headline) {
  return {{"incidents", headline.incidents()},
          {"recurred", headline.recurred},
          {"reviewed", headline.reviewed},
          {"waiting", headline.waiting},
          {"quiet", headline.quiet},
          {"coverage", one(headline.coverage)},
          {"bounds", one(headline.bounds)},
          {"rate", one(headline.rate)},
          {"precision", one(headline.precision)},
          {"largest_family", headline.largest_family},
          {"without_largest_family", one(headline.without_largest_family)},
          {"missed",
           {{"author", headline.missed.author},
            {"engine", headline.missed.engine},
            {"both", headline.missed.both},
            {"all", one(headline.missed.all)}}}};
}

json to_json(const Figures& figures) {
  return {{"now", format_instant(figures.now)},
          {"cooldown_s", figures.cooldown.count()},
          {"size", name_of(figures.size)},
          {"headline", to_json(figures.headline)},
          {"blind_gaps", list(figures.blind_gaps)},
          {"silence_gaps", list(figures.silence_gaps)},
          {"classes", list(figures.classes)},
          {"quarters", list(figures.quarters)},
          {"halves", one(figures.halves)},
          {"repairs", one(figures.repairs)},
          {"second_time", list(figures.second_time)},
          {"trend", one(figures.trend)},
          {"services", one(figures.services)},
          {"fixes", one(figures.fixes)},
          {"power", list(figures.power)},
          {"groups", list(figures.groups)},
          {"too_few", figures.too_few}};
}

}  // namespace dejavu
