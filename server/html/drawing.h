// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "server/html/templates.h"

namespace dejavu {

// A drawing in which x is a share of the width, in percent, and y is in pixels of CSS from the top.
// So it is as wide as there is room, on a phone and on paper, and its letters stay as large as
// those of the text. Styles are classes of web/report.css.

struct LineShape {
  double x1 = 0;
  double y1 = 0;
  double x2 = 0;
  double y2 = 0;
  std::string_view style;

  bool operator==(const LineShape&) const = default;
};

struct BarShape {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
  std::string_view style;
  std::string title{};  // shown to a mouse; the table below the drawing says the same

  bool operator==(const BarShape&) const = default;
};

/// Forms that are told apart without colour.
enum class MarkForm { kDot, kRing, kDiamond, kSquare, kCross };

struct MarkShape {
  double x = 0;
  double y = 0;
  MarkForm form = MarkForm::kDot;
  std::string_view style;
  std::string title{};

  bool operator==(const MarkShape&) const = default;
};

enum class Align { kStart, kMiddle, kEnd };

struct TextShape {
  double x = 0;
  double y = 0;  // of the base line
  std::string text;
  std::string_view style;
  Align align = Align::kStart;

  bool operator==(const TextShape&) const = default;
};

using Shape = std::variant<LineShape, BarShape, MarkShape, TextShape>;

struct Drawing {
  std::string label;  // what it shows, in a sentence, for those who do not see it
  double height = 0;
  std::vector<Shape> shapes;  // later ones lie above earlier ones
};

/// For web/templates/drawing.html. A drawing without shapes counts as absent.
TemplateValue drawing_value(const Drawing& drawing);

}  // namespace dejavu
