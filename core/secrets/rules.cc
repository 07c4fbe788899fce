// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/secrets/rules.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/error.h"
#include "core/base/text.h"

namespace dejavu {
namespace {

/// What stands for nothing and for a line end in the texts that rules are tried on.
constexpr std::string_view kNothing = "{}";
constexpr std::string_view kLineEnd = "¶";

/// What stands for white space in signs, which blanks part.
constexpr std::string_view kBlank = "·";

[[noreturn]] void fail(std::string_view line, std::string_view what) {
  throw Error(ErrorKind::kInvalid, fmt::format("core/secrets/rules.txt: \"{}\" {}.", line, what),
              "The head of the file says how a rule is written.");
}

std::string with(std::string text, std::string_view what, std::string_view instead) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + instead.size())) {
    text.replace(at, what.size(), instead);
  }
  return text;
}

std::string example(std::string_view value) {
  return with(with(std::string(value), kNothing, ""), kLineEnd, "\n");
}

std::vector<std::string> signs_of(std::string_view value) {
  std::vector<std::string> signs;
  while (!value.empty()) {
    const std::size_t end = std::min(value.find(' '), value.size());
    signs.push_back(with(std::string(value.substr(0, end)), kBlank, " "));
    value = trim(value.substr(end));
  }
  return signs;
}

SecretValue value_named(std::string_view name, std::string_view line) {
  if (name == "password") return SecretValue::kPassword;
  if (name == "random") return SecretValue::kRandom;
  fail(line, "names no kind of value");
}

void set(SecretRule& rule, std::string_view key, std::string_view value, std::string_view line) {
  if (key == "what") {
    rule.what = value;
  } else if (key == "sign") {
    rule.signs = signs_of(value);
  } else if (key == "near") {
    rule.near = value;
  } else if (key == "match") {
    rule.match.emplace_back(value);
  } else if (key == "value") {
    rule.value = value_named(value, line);
  } else if (key == "yes") {
    rule.yes.push_back(example(value));
  } else if (key == "no") {
    rule.no.push_back(example(value));
  } else {
    fail(line, "begins with no key of a rule");
  }
}

bool is_whole(const SecretRule& rule) {
  return !rule.name.empty() && !rule.what.empty() && !rule.signs.empty() && !rule.match.empty() &&
         !rule.yes.empty() && !rule.no.empty();
}

}  // namespace

std::vector<SecretRule> read_secret_rules(std::string_view text) {
  std::vector<SecretRule> rules;
  for (std::string_view line : split_lines(text)) {
    line = trim(line);
    if (line.empty() || line.starts_with('#')) continue;
    if (line.starts_with('[') && line.ends_with(']')) {
      rules.push_back(SecretRule{.name = std::string(line.substr(1, line.size() - 2))});
      continue;
    }
    const std::size_t equals = line.find('=');
    if (rules.empty() || equals == std::string_view::npos) fail(line, "belongs to no rule");
    set(rules.back(), trim(line.substr(0, equals)), trim(line.substr(equals + 1)), line);
  }
  for (const SecretRule& rule : rules) {
    if (!is_whole(rule)) fail(rule.name, "lacks a part of a rule");
  }
  return rules;
}

}  // namespace dejavu
