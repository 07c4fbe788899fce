// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/questions/arguments.h"

#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>

#include "core/base/error.h"

namespace dejavu {
namespace {

using nlohmann::json;

std::string scalar_text(const std::string& name, const json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_boolean()) return value.get<bool>() ? "true" : "false";
  if (value.is_number()) return value.dump(-1, ' ', false, json::error_handler_t::replace);
  throw Error(ErrorKind::kInvalid, fmt::format("`{}` is neither text nor number", name),
              "docs/API.md shows the body of each request");
}

void add_value(Arguments& arguments, const std::string& name, const json& value) {
  if (value.is_null()) return;
  if (!value.is_array()) return arguments.add(name, scalar_text(name, value));
  for (const json& element : value) arguments.add(name, scalar_text(name, element));
}

json parse_object(std::string_view body) {
  const auto within_depth = [](int depth, json::parse_event_t, json&) {
    if (depth > kMaxJsonDepth) {
      throw Error(ErrorKind::kInvalid,
                  fmt::format("the JSON body is nested deeper than {} levels", kMaxJsonDepth),
                  "send one flat object, as docs/API.md shows");
    }
    return true;
  };
  try {
    json object = json::parse(body, within_depth);
    if (object.is_object()) return object;
  } catch (const json::exception& error) {
    throw Error(ErrorKind::kInvalid, fmt::format("the body is no JSON: {}", error.what()),
                "send {\"question\": \"…\"} with Content-Type: application/json");
  }
  throw Error(ErrorKind::kInvalid, "the body is JSON, but no object",
              "send {\"question\": \"…\"} with Content-Type: application/json");
}

}  // namespace

void Arguments::add(std::string_view name, std::string_view value) {
  values_.emplace_back(name, value);
}

std::optional<std::string> Arguments::text(std::string_view name) const {
  std::optional<std::string> found;
  for (const auto& [key, value] : values_) {
    if (key == name) found = value;
  }
  return found && found->empty() ? std::nullopt : found;
}

std::vector<std::string> Arguments::texts(std::string_view name) const {
  std::vector<std::string> found;
  for (const auto& [key, value] : values_) {
    if (key == name && !value.empty()) found.push_back(value);
  }
  return found;
}

std::optional<std::size_t> Arguments::number(std::string_view name) const {
  const std::optional<std::string> given = text(name);
  if (!given) return std::nullopt;
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(given->data(), given->data() + given->size(), number);
  if (error != std::errc() || end != given->data() + given->size()) {
    throw Error(ErrorKind::kInvalid,
                fmt::format("`{}` is \"{}\", which is no whole number", name, *given),
                fmt::format("give `{}` a number from 0 up", name));
  }
  return number;
}

std::optional<bool> Arguments::truth(std::string_view name) const {
  const std::optional<std::string> given = text(name);
  if (!given) return std::nullopt;
  if (*given == "true" || *given == "1") return true;
  if (*given == "false" || *given == "0") return false;
  throw Error(ErrorKind::kInvalid, fmt::format("`{}` is `{}`", name, *given),
              "it is true or false");
}

std::optional<Instant> Arguments::time(std::string_view name) const {
  const std::optional<std::string> given = text(name);
  if (!given) return std::nullopt;
  const std::optional<Moment> moment = parse_moment(*given);
  if (!moment) {
    throw Error(ErrorKind::kInvalid, fmt::format("`{}` is \"{}\", which is no date", name, *given),
                "write 2025-01-31 or 2025-01-31T09:10:00Z");
  }
  return moment->at;
}

Arguments arguments_from_json(std::string_view body) {
  Arguments arguments;
  const json object = parse_object(body);
  for (const auto& [name, value] : object.items()) {
    if (name == "filters" && value.is_object()) {
      for (const auto& [field, values] : value.items()) add_value(arguments, field, values);
    } else {
      add_value(arguments, name, value);
    }
  }
  return arguments;
}

Arguments arguments_from_query(const HttpRequest& request) {
  Arguments arguments;
  for (const auto& [name, value] : request.query) arguments.add(name, value);
  return arguments;
}

}  // namespace dejavu
