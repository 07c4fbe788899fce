// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace dejavu {

/// What a template is filled with: a text, a flag, a list, or named fields. An empty text and an
/// empty list count as absent: `{{#name}}…{{/name}}` is then left out.
class TemplateValue {
 public:
  using List = std::vector<TemplateValue>;
  using Fields = std::vector<std::pair<std::string, TemplateValue>>;

  TemplateValue() = default;
  TemplateValue(std::string text) : value_(std::move(text)) {}
  TemplateValue(std::string_view text) : value_(std::string(text)) {}
  TemplateValue(const char* text) : value_(std::string(text)) {}
  TemplateValue(List list) : value_(std::move(list)) {}
  // Only bool itself: a pointer would become one silently.
  template <std::same_as<bool> Flag>
  TemplateValue(Flag flag) : value_(flag) {}

  /// The field of that name, made when new; what is no record of fields becomes one.
  TemplateValue& operator[](std::string_view name);

  const std::variant<bool, std::string, List, Fields>& value() const { return value_; }

 private:
  std::variant<bool, std::string, List, Fields> value_ = false;
};

/// One object for each; the names are in the template.
template <typename Range, typename Make>
TemplateValue::List list_of(const Range& range, Make make) {
  TemplateValue::List list;
  for (const auto& each : range) list.push_back(make(each));
  return list;
}

/// Fills `web/templates/<name>.html`. `{{field}}` is escaped by escape_html, `{{{field}}}` is not
/// and serves rendered Markdown only; `{{> other}}` includes a template. Safe on many threads.
/// Throws Error kInvalid when a template is wrong or missing, which is a fault of the program.
std::string render_template(std::string_view name, const TemplateValue& fields);

}  // namespace dejavu
