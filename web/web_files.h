// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace dejavu {

/// A file of this folder, as it was when the program was built.
struct WebFile {
  std::string_view name;  // "style.css", "templates/hit.html"
  std::string_view content;
  std::string_view hash;  // 12 hexadecimal digits of the content's SHA-256
};

std::span<const WebFile> web_files();

}  // namespace dejavu
