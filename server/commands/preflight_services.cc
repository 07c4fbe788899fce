// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/commands/preflight_services.h"

#include <fnmatch.h>

#include <algorithm>
#include <utility>

#include "core/index/schema.h"

namespace dejavu {
namespace {

std::vector<std::string> split(std::string_view text, std::string_view separators) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(separators), text.size());
    if (end > 0) parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

bool fits(const std::string& pattern, const std::string& name) {
  return fnmatch(pattern.c_str(), name.c_str(), 0) == 0;
}

/// Which beginnings of the path the parts of a pattern can stand for: [n] for its first n names.
std::vector<bool> reached_by(const std::vector<std::string>& pattern,
                             const std::vector<std::string>& path) {
  std::vector<bool> reached(path.size() + 1, false);
  reached[0] = true;
  for (const std::string& part : pattern) {
    std::vector<bool> next(path.size() + 1, false);
    for (std::size_t n = 0; n <= path.size(); ++n) {
      if (part == "**") next[n] = reached[n] || (n > 0 && next[n - 1]);
      if (part != "**" && n > 0) next[n] = reached[n - 1] && fits(part, path[n - 1]);
    }
    reached = std::move(next);
  }
  return reached;
}

const ServicePath* last_that_names(std::span<const ServicePath> patterns, std::string_view path) {
  const ServicePath* found = nullptr;
  for (const ServicePath& one : patterns) {
    if (names_path(one.pattern, path)) found = &one;
  }
  return found;
}

/// The names of a path and their words: "shop/basket-api/pool.py" → shop, basket-api, basket, api,
/// …
std::vector<std::string> words_of(const std::string& path) {
  std::vector<std::string> words;
  for (const std::string& name : split(path, "/")) {
    words.push_back(folded_value(name));
    words.push_back(folded_value(name.substr(0, name.find('.'))));
    for (const std::string& word : split(name, "-_.")) words.push_back(folded_value(word));
  }
  return words;
}

/// Those that the settings name for the path, else those whose name is a part of it.
std::vector<TouchedService> services_of(const std::string& path,
                                        std::span<const ServicePath> patterns,
                                        std::span<const std::string> known) {
  std::vector<TouchedService> services;
  if (const ServicePath* named = last_that_names(patterns, path)) {
    for (const std::string& name : named->services) {
      services.push_back({name, path, TouchedService::Source::kSettings});
    }
    return services;
  }
  const std::vector<std::string> words = words_of(path);
  for (const std::string& name : known) {
    if (std::ranges::find(words, folded_value(name)) == words.end()) continue;
    services.push_back({name, path, TouchedService::Source::kPath});
  }
  return services;
}

/// What the settings say counts more than a guess.
void add(TouchedService service, std::vector<TouchedService>& touched) {
  const auto same = std::ranges::find(touched, service.name, &TouchedService::name);
  if (same == touched.end()) {
    touched.push_back(std::move(service));
  } else if (service.source == TouchedService::Source::kSettings) {
    same->source = service.source;
  }
}

}  // namespace

bool names_path(std::string_view pattern, std::string_view path) {
  const std::vector<std::string> names = split(path, "/");
  std::vector<std::string> parts = split(pattern, "/");
  if (parts.empty()) return false;
  if (pattern.substr(0, pattern.size() - 1).find('/') == pattern.npos) {
    parts.insert(parts.begin(), "**");
  }
  const std::vector<bool> reached = reached_by(parts, names);
  const bool folder_alone = pattern.back() == '/';
  const bool own_files_alone = parts.back() == "*";
  for (std::size_t n = 1; n <= names.size(); ++n) {
    const bool whole = n == names.size();
    if (reached[n] && (whole ? !folder_alone : !own_files_alone)) return true;
  }
  return false;
}

std::vector<TouchedService> touched_services(std::span<const std::string> paths,
                                             std::span<const ServicePath> patterns,
                                             std::span<const std::string> known) {
  std::vector<TouchedService> touched;
  for (const std::string& path : paths) {
    for (TouchedService& service : services_of(path, patterns, known)) {
      add(std::move(service), touched);
    }
  }
  return touched;
}

}  // namespace dejavu
