// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/html/charts.h"
#include "server/html/report_parts.h"

namespace dejavu {
namespace {

TemplateValue::List gap_rows(const std::vector<SpanQuarter>& quarters) {
  return list_of(quarters, [](const SpanQuarter& quarter) {
    const auto& q = quarter.quartiles_s;
    TemplateValue row;
    row["quarter"] = quarter.quarter;
    row["median"] = q ? seconds_text(q->median) : std::string("too few");
    row["lower"] = q ? seconds_text(q->lower) : std::string();
    row["upper"] = q ? seconds_text(q->upper) : std::string();
    row["known"] = std::to_string(quarter.counted.size());
    return row;
  });
}

}  // namespace

TemplateValue gaps_value(const std::vector<SpanQuarter>& quarters, std::string_view name) {
  if (quarters.empty()) return {};
  TemplateValue value;
  value["drawing"] = drawing_value(gap_chart(quarters, name));
  value["note"] = gap_note(quarters);
  value["rows"] = gap_rows(quarters);
  return value;
}

}  // namespace dejavu
