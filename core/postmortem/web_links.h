// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dejavu {

/// Whether a page may link there: http, https and mailto, nothing that runs or reads local files.
bool is_web_link(std::string_view url);

/// Half-open range of bytes.
struct WebAddress {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// "http://…" and "https://…" in running text, without the punctuation that follows.
std::vector<WebAddress> find_web_addresses(std::string_view text);

/// What a piece of HTML says: its text without tags and comments. A comment or tag that never ends
/// is text, so that nothing is hidden by it.
std::string text_of_html(std::string_view html);

}  // namespace dejavu
