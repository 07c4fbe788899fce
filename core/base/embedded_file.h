// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

namespace dejavu {

/// A file of the source tree, as it was when the program was built (cmake/embed.cmake).
struct EmbeddedFile {
  std::string_view name;  // relative to the folder that is embedded: "templates/hit.html"
  std::string_view content;
  std::string_view hash;  // 12 hexadecimal digits of the content's SHA-256
};

}  // namespace dejavu
