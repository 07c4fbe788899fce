// SPDX-License-Identifier: GPL-2.0-or-later
#include "bench/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace dejavu {

std::string markdown_table(const std::vector<std::vector<std::string>>& rows) {
  if (rows.empty()) return "";
  std::vector<std::size_t> widths(rows.front().size(), 4);
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < widths.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  std::string text;
  for (const auto& row : rows) {
    text += fmt::format("| {:<{}} |", row[0], widths[0]);
    for (std::size_t i = 1; i < widths.size(); ++i)
      text += fmt::format(" {:>{}} |", row[i], widths[i]);
    text += "\n";
    if (&row != &rows.front()) continue;
    text += fmt::format("|{:-<{}}|", "", widths[0] + 2);
    for (std::size_t i = 1; i < widths.size(); ++i)
      text += fmt::format("{:-<{}}:|", "", widths[i] + 1);
    text += "\n";
  }
  return text;
}

std::string figure(double value) {
  const double size = std::abs(value);
  if (size >= 100) return fmt::format("{:.0f}", value);
  if (size >= 10) return fmt::format("{:.1f}", value);
  return size >= 1 ? fmt::format("{:.2f}", value) : fmt::format("{:.3f}", value);
}

}  // namespace dejavu
