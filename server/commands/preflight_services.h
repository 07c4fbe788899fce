// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/settings.h"

namespace dejavu {

/// Whether a path, from the top of the repository, is what a pattern names, or stands below it. As
/// in CODEOWNERS: without a slash before its end a pattern is a name at any depth; `*` stays within
/// one name, `**` does not; "docs/*" is what stands in docs, not below that.
bool names_path(std::string_view pattern, std::string_view path);

/// A service that a change touches, and how that is known.
struct TouchedService {
  enum class Source {
    kSettings,  // [services] in dejavu.toml
    kPath,      // a part of the path is called as the service: a guess
  };

  std::string name;
  std::string path;  // the first that says so
  Source source = Source::kPath;

  bool operator==(const TouchedService&) const = default;
};

/// Each service once, by first path. Of the patterns of the settings the last that names a path
/// counts; a path that none names is looked at for the names of `known` services.
std::vector<TouchedService> touched_services(std::span<const std::string> paths,
                                             std::span<const ServicePath> patterns,
                                             std::span<const std::string> known);

}  // namespace dejavu
