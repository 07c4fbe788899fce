// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/corpus_path.h"

#include <fnmatch.h>

#include <algorithm>
#include <string>

#include "core/base/text.h"

namespace dejavu {
namespace {

std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

bool has_wanted_extension(const Settings& settings, std::string_view path) {
  const std::string name = to_lower_ascii(file_name(path));
  return std::ranges::any_of(settings.extensions, [&](const std::string& extension) {
    return name.size() > extension.size() && name.ends_with(to_lower_ascii(extension));
  });
}

bool has_hidden_folder(std::string_view path) {
  while (true) {
    const std::size_t slash = path.find('/');
    if (slash == std::string_view::npos) return false;
    if (path.starts_with('.')) return true;
    path.remove_prefix(slash + 1);
  }
}

}  // namespace

bool belongs_to_corpus(const Settings& settings, std::string_view path) {
  return has_wanted_extension(settings, path) && !has_hidden_folder(path) &&
         !is_excluded(settings, path);
}

bool is_excluded(const Settings& settings, std::string_view path) {
  return std::ranges::any_of(settings.exclude, [&](const std::string& pattern) {
    const std::string subject(pattern.find('/') == std::string::npos ? file_name(path) : path);
    return ::fnmatch(pattern.c_str(), subject.c_str(), 0) == 0;
  });
}

bool leads_out(const std::filesystem::path& relative) {
  return relative.empty() || *relative.begin() == "..";
}

}  // namespace dejavu
