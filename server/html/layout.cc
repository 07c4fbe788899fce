// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/html/layout.h"

#include <algorithm>
#include <array>

#include "server/html/assets.h"

namespace dejavu {
namespace {

/// The box grows with its text; without script it starts as high as the question, within reason.
constexpr std::ptrdiff_t kMinRows = 2;
constexpr std::ptrdiff_t kMaxRows = 10;

struct Place {
  std::string_view name;  // that of Layout::current
  std::string_view url;
  std::string_view label;
};

/// First what is needed during an outage; what is for Mondays stands behind it.
constexpr std::array<Place, 6> kPlaces = {{
    {"search", "/", "Search"},
    {"incidents", "/incidents", "Incidents"},
    {"recurrences", "/recurrences", "Recurrences"},
    {"actions", "/actions", "Actions"},
    {"trends", "/trends", "Trends"},
    {"review", "/review", "Review"},
}};

TemplateValue::List place_values(std::string_view current) {
  return list_of(kPlaces, [&](const Place& place) {
    TemplateValue value;
    value["url"] = place.url;
    value["label"] = place.label;
    value["here"] = place.name == current;
    return value;
  });
}

}  // namespace

std::string render_layout(const Layout& layout, std::string body) {
  const auto lines = 1 + std::count(layout.question.begin(), layout.question.end(), '\n');
  const bool report = layout.needs == PageNeeds::kReport;
  TemplateValue page;
  page["title"] = layout.title;
  page["question"] = layout.question;
  // Reports are read, not asked: the box takes one line until somebody needs it.
  page["rows"] = std::to_string(report ? 1 : std::clamp(lines, kMinRows, kMaxRows));
  page["style_url"] = asset_url("style.css");
  page["script_url"] = asset_url("app.js");
  page["icon_url"] = asset_url("favicon.svg");
  page["report_style_url"] = report ? asset_url("report.css") : std::string();
  page["report_script_url"] = report ? asset_url("report.js") : std::string();
  page["places"] = place_values(layout.current);
  page["index"] = layout.index;
  page["body"] = std::move(body);
  return render_template("layout", page);
}

}  // namespace dejavu
