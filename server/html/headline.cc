// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include "core/base/time_words.h"
#include "server/html/drawing.h"
#include "server/html/parts.h"
#include "server/html/report_parts.h"

namespace dejavu {
namespace {

std::string conclusion_of(const Headline& headline) {
  const std::size_t incidents = headline.incidents();
  if (incidents == 0) return "No incident has a date yet: nothing can be told.";
  if (!headline.bounds) {
    return fmt::format("Too few to tell: {}.", count_text(incidents, "incident"));
  }
  if (headline.rate) {
    return fmt::format(
        "What may be concluded: of incidents like these, {} come back ({} of 100 such intervals "
        "hold the true share).",
        interval_text(headline.rate->interval), kConfidence * 100);
  }
  if (!headline.coverage) {
    return "Nothing was suggested and nothing decided: too few to tell.";
  }
  return fmt::format(
      "What may be concluded: {} came back; more cannot be told. A rate is shown once {} of the "
      "incidents with suggestions are reviewed.",
      interval_text(*headline.bounds), share_text(kLeastCoverage));
}

/// Bounds as a thin line, the interval as a thick one, the rate as a dot: from 0 to 100 %.
Drawing headline_drawing(const Headline& headline) {
  constexpr double kMiddle = 14;
  Drawing drawing;
  if (!headline.bounds) return drawing;
  drawing.shapes.push_back(LineShape{0, kMiddle, 100, kMiddle, "grid"});
  const auto add = [&](const Interval& interval, std::string_view style) {
    drawing.shapes.push_back(
        LineShape{100 * interval.low, kMiddle, 100 * interval.high, kMiddle, style});
  };
  if (headline.rate) add(headline.rate->interval, "range");
  add(*headline.bounds, headline.rate ? "bounds" : "range");
  for (const double end : {headline.bounds->low, headline.bounds->high}) {
    drawing.shapes.push_back(LineShape{100 * end, kMiddle - 7, 100 * end, kMiddle + 7, "whisker"});
  }
  if (headline.rate) {
    drawing.shapes.push_back(
        MarkShape{100 * headline.rate->rate, kMiddle, MarkForm::kDot, "again"});
  }
  drawing.shapes.push_back(TextShape{0, kMiddle + 24, "0 %", "quiet"});
  drawing.shapes.push_back(TextShape{100, kMiddle + 24, "100 %", "quiet", Align::kEnd});
  drawing.height = kMiddle + 30;
  drawing.label = "Where the share of incidents that came back lies; the list has the figures";
  return drawing;
}

void add_line(TemplateValue::List& lines, std::string_view name, const std::string& words) {
  TemplateValue line;
  line["name"] = name;
  line["words"] = words;
  lines.push_back(std::move(line));
}

TemplateValue::List lines_of(const Headline& headline, std::chrono::seconds cooldown) {
  TemplateValue::List lines;
  if (headline.rate) {
    add_line(lines, "Rate",
             fmt::format("{} (95 % interval {})", share_text(headline.rate->rate),
                         interval_text(headline.rate->interval)));
  }
  if (headline.bounds) {
    add_line(lines, "Bounds",
             interval_text(*headline.bounds) + ", once all suggestions are decided");
  }
  if (headline.coverage) {
    add_line(lines, "Reviewed",
             share_text(*headline.coverage) + " of the incidents with suggestions or decisions");
  }
  if (!headline.largest_family.empty()) {
    add_line(lines, "Without the largest family", counted_text(headline.without_largest_family));
  }
  add_line(lines, "The engine’s suggestions confirmed", counted_text(headline.precision));
  if (headline.missed.all) {
    add_line(lines, "All recurrences, found or not",
             fmt::format("about {:.0f} (standard deviation {:.1f}), a rough estimate",
                         headline.missed.all->estimate, headline.missed.all->sd));
  }
  add_line(lines, "Cooldown",
           duration_words(cooldown) + ": what comes back within it is the same event");
  return lines;
}

}  // namespace

TemplateValue headline_value(const Headline& headline, std::chrono::seconds cooldown) {
  TemplateValue value;
  value["count"] = std::to_string(headline.recurred.size());
  value["of"] = count_text(headline.incidents(), "incident");
  value["conclusion"] = conclusion_of(headline);
  value["lines"] = lines_of(headline, cooldown);
  value["drawing"] = drawing_value(headline_drawing(headline));
  set_list(value, "recurred", id_values(headline.recurred));
  set_list(value, "waiting", id_values(headline.waiting));
  return value;
}

}  // namespace dejavu
