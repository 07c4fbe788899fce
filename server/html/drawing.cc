// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/html/drawing.h"

#include <fmt/format.h>

namespace dejavu {
namespace {

std::string number(double value) {
  std::string text = fmt::format("{:.2f}", value);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

/// Around the point where it stands.
std::string_view path_of(MarkForm form) {
  switch (form) {
    case MarkForm::kDot:
    case MarkForm::kRing: return "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z";
    case MarkForm::kDiamond: return "M0-6.5L6.5 0 0 6.5-6.5 0z";
    case MarkForm::kSquare: return "M-4.5-4.5h9v9h-9z";
    case MarkForm::kCross: return "M-5-5L5 5M-5 5L5-5";
  }
  return "";
}

std::string_view class_of(MarkForm form) {
  return form == MarkForm::kRing || form == MarkForm::kCross ? "hollow" : "";
}

std::string_view anchor_of(Align align) {
  switch (align) {
    case Align::kStart: return "start";
    case Align::kMiddle: return "middle";
    case Align::kEnd: return "end";
  }
  return "";
}

// Each is the only section that its kind of shape has, with fields of its own.
TemplateValue value_of(const LineShape& line) {
  TemplateValue shape;
  shape["x1"] = number(line.x1);
  shape["y1"] = number(line.y1);
  shape["x2"] = number(line.x2);
  shape["y2"] = number(line.y2);
  shape["style"] = line.style;
  TemplateValue value;
  value["line_shape"] = std::move(shape);
  return value;
}

TemplateValue value_of(const BarShape& bar) {
  TemplateValue shape;
  shape["x"] = number(bar.x);
  shape["y"] = number(bar.y);
  shape["width"] = number(bar.width);
  shape["height"] = number(bar.height);
  shape["style"] = bar.style;
  shape["title"] = bar.title;
  TemplateValue value;
  value["bar_shape"] = std::move(shape);
  return value;
}

TemplateValue value_of(const MarkShape& mark) {
  TemplateValue shape;
  shape["x"] = number(mark.x);
  shape["y"] = number(mark.y);
  shape["path"] = path_of(mark.form);
  shape["form"] = class_of(mark.form);
  shape["style"] = mark.style;
  shape["title"] = mark.title;
  TemplateValue value;
  value["mark_shape"] = std::move(shape);
  return value;
}

TemplateValue value_of(const TextShape& text) {
  TemplateValue shape;
  shape["x"] = number(text.x);
  shape["y"] = number(text.y);
  shape["anchor"] = anchor_of(text.align);
  shape["style"] = text.style;
  shape["words"] = text.text;
  TemplateValue value;
  value["text_shape"] = std::move(shape);
  return value;
}

}  // namespace

TemplateValue drawing_value(const Drawing& drawing) {
  if (drawing.shapes.empty()) return {};
  TemplateValue value;
  value["label"] = drawing.label;
  value["height"] = number(drawing.height);
  value["shapes"] = list_of(drawing.shapes, [](const Shape& shape) {
    return std::visit([](const auto& one) { return value_of(one); }, shape);
  });
  return value;
}

}  // namespace dejavu
