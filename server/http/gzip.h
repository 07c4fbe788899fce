// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dejavu {

/// Whether an Accept-Encoding header allows gzip: named or '*', and not with q=0.
bool accepts_gzip(std::string_view accept_encoding);

/// Whether bytes of this media type shrink: text in its many names.
bool is_compressible(std::string_view content_type);

/// nullopt when zlib has no memory; then the text is sent as it is.
std::optional<std::string> gzip(std::string_view text);

}  // namespace dejavu
