// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/html/templates.h"

#include <kainjow/mustache.hpp>
#include <map>
#include <memory>
#include <optional>

#include "core/base/error.h"
#include "core/base/text.h"
#include "web/web_files.h"

namespace dejavu {
namespace {

using kainjow::mustache::data;
using kainjow::mustache::mustache;

/// A template that includes itself would never end.
constexpr int kMaxIncludes = 5;

data to_data(const TemplateValue& value);

data to_data_of(bool flag) { return data(flag); }

// Mustache takes an empty text for true.
data to_data_of(const std::string& text) { return text.empty() ? data(false) : data(text); }

data to_data_of(const TemplateValue::List& list) {
  std::vector<data> items;
  items.reserve(list.size());
  for (const TemplateValue& item : list) items.push_back(to_data(item));
  return data(items);
}

data to_data_of(const TemplateValue::Fields& fields) {
  data out(data::type::object);
  for (const auto& [name, field] : fields) out[name] = to_data(field);
  return out;
}

data to_data(const TemplateValue& value) {
  return std::visit([](const auto& held) { return to_data_of(held); }, value.value());
}

[[noreturn]] void throw_wrong(std::string_view name, const std::string& why) {
  throw Error(ErrorKind::kInvalid, "template " + std::string(name) + ": " + why,
              "this is a fault of the program; please report it");
}

/// Without indentation: a third of the page would be blanks.
std::string load(std::string_view name) {
  const std::string path = "templates/" + std::string(name) + ".html";
  for (const WebFile& file : web_files()) {
    if (file.name != path) continue;
    std::string text;
    for (const std::string_view line : split_lines(file.content)) {
      if (line.starts_with("{{!")) continue;  // a comment would leave its line end
      text.append(trim(line)).append("\n");
    }
    return text;
  }
  throw_wrong(name, "there is none");
}

/// Includes are put in once, when loading: mustache would parse them again for each use.
std::string with_includes(std::string_view name, int depth) {
  if (depth > kMaxIncludes) throw_wrong(name, "includes itself");
  constexpr std::string_view kOpen = "{{> ";
  constexpr std::string_view kClose = "}}";
  std::string text = load(name);
  for (std::size_t at = text.find(kOpen); at != std::string::npos; at = text.find(kOpen, at)) {
    const std::size_t from = at + kOpen.size();
    const std::size_t to = text.find(kClose, from);
    if (to == std::string::npos) throw_wrong(name, "an include is not closed");
    const std::string included = with_includes(text.substr(from, to - from), depth + 1);
    text.replace(at, to + kClose.size() - at, trim(included));
    at += trim(included).size();
  }
  return text;
}

std::unique_ptr<mustache> compile(std::string_view name) {
  auto compiled = std::make_unique<mustache>(with_includes(name, 0));
  if (!compiled->is_valid()) throw_wrong(name, compiled->error_message());
  compiled->set_custom_escape([](const std::string& text) { return escape_html(text); });
  return compiled;
}

using Compiled = std::map<std::string, std::unique_ptr<mustache>, std::less<>>;

Compiled compile_all() {
  constexpr std::string_view kFolder = "templates/";
  Compiled all;
  for (const WebFile& file : web_files()) {
    if (file.name.substr(0, kFolder.size()) != kFolder) continue;
    const std::string_view name = file.name.substr(kFolder.size());
    const std::string_view stem = name.substr(0, name.rfind('.'));
    all.emplace(stem, compile(stem));
  }
  return all;
}

}  // namespace

TemplateValue& TemplateValue::operator[](std::string_view name) {
  if (!std::holds_alternative<Fields>(value_)) value_ = Fields();
  Fields& fields = std::get<Fields>(value_);
  for (auto& [known, field] : fields) {
    if (known == name) return field;
  }
  fields.emplace_back(name, TemplateValue());
  return fields.back().second;
}

std::string render_template(std::string_view name, const TemplateValue& fields) {
  // A constant that takes a millisecond to compute. Rendering changes a compiled template only to
  // report errors of lambdas and partials, which are not used here: threads may share it.
  static const Compiled compiled = compile_all();
  const auto found = compiled.find(name);
  if (found == compiled.end()) throw_wrong(name, "there is none");
  std::string html;
  found->second->render(to_data(fields), [&](const std::string& piece) { html += piece; });
  return html;
}

}  // namespace dejavu
