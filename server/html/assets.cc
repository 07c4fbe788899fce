// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/html/assets.h"

#include <array>

#include "core/base/error.h"
#include "web/web_files.h"

namespace dejavu {
namespace {

constexpr std::string_view kFolder = "/static/";

struct ContentType {
  std::string_view ending;
  std::string_view name;
};
constexpr std::array<ContentType, 3> kContentTypes = {{
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".svg", "image/svg+xml"},
}};

/// Empty for files that no browser asks for.
std::string_view content_type_of(std::string_view name) {
  for (const ContentType& type : kContentTypes) {
    if (name.size() > type.ending.size() &&
        name.substr(name.size() - type.ending.size()) == type.ending) {
      return type.name;
    }
  }
  return {};
}

std::string url_of(const WebFile& file) {
  const std::size_t dot = file.name.rfind('.');
  std::string url(kFolder);
  url.append(file.name.substr(0, dot)).append(".").append(file.hash);
  return url.append(file.name.substr(dot));
}

}  // namespace

std::optional<Asset> find_asset(std::string_view path) {
  for (const WebFile& file : web_files()) {
    const std::string_view type = content_type_of(file.name);
    if (!type.empty() && url_of(file) == path) {
      return Asset{type, file.content, "public, max-age=31536000, immutable"};
    }
  }
  return std::nullopt;
}

std::string asset_url(std::string_view name) {
  for (const WebFile& file : web_files()) {
    if (file.name == name) return url_of(file);
  }
  throw Error(ErrorKind::kInvalid, "no file " + std::string(name) + " in web/",
              "this is a fault of the program; please report it");
}

}  // namespace dejavu
