// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dejavu {

/// A file that pages load. Its address names its content, so a browser may keep it for ever.
struct Asset {
  std::string_view content_type;
  std::string_view content;
  std::string_view cache_control;
};

/// By the path of a request, "/static/style.0123456789ab.css"; absent for every other path, the
/// right name with another hash included.
std::optional<Asset> find_asset(std::string_view path);

/// "style.css" → "/static/style.0123456789ab.css". Throws Error kInvalid when there is none.
std::string asset_url(std::string_view name);

}  // namespace dejavu
