// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/postmortem/web_links.h"

#include <algorithm>

#include "core/base/text.h"

namespace dejavu {
namespace {

bool ends_address(char c) {
  return static_cast<unsigned char>(c) <= ' ' ||
         std::string_view("<>\"`{}|\\^").find(c) != std::string_view::npos;
}

/// A closing bracket belongs to the address only when it was opened there.
std::string_view without_punctuation(std::string_view address) {
  long open = std::ranges::count(address, '(') - std::ranges::count(address, ')');
  while (!address.empty()) {
    const char last = address.back();
    const bool is_punctuation =
        std::string_view(".,;:!?'*_~]").find(last) != std::string_view::npos;
    if (!is_punctuation && !(last == ')' && open < 0)) break;
    open += last == ')' ? 1 : 0;
    address.remove_suffix(1);
  }
  return address;
}

}  // namespace

bool is_web_link(std::string_view url) {
  const std::string begin = to_lower_ascii(url.substr(0, 8));
  return begin.starts_with("http://") || begin == "https://" || begin.starts_with("mailto:");
}

std::vector<WebAddress> find_web_addresses(std::string_view text) {
  std::vector<WebAddress> addresses;
  for (std::size_t at = text.find("http"); at != std::string_view::npos;
       at = text.find("http", at)) {
    const std::size_t begin = at;
    at += 4;
    if (at < text.size() && text[at] == 's') ++at;
    if (!text.substr(at).starts_with("://")) continue;
    at += 3;
    const std::size_t host = at;
    while (at < text.size() && !ends_address(text[at])) ++at;
    const std::size_t end = begin + without_punctuation(text.substr(begin, at - begin)).size();
    if (end > host) addresses.push_back({begin, end});
  }
  return addresses;
}

std::string text_of_html(std::string_view html) {
  std::string text;
  while (!html.empty()) {
    const std::size_t open = std::min(html.find('<'), html.size());
    text += html.substr(0, open);
    html.remove_prefix(open);
    if (html.empty()) break;
    const bool is_comment = html.starts_with("<!--");
    const std::size_t close = is_comment ? html.find("-->") : html.find('>');
    if (close == std::string_view::npos) {
      text += html;
      break;
    }
    html.remove_prefix(close + (is_comment ? 3U : 1U));
    text += ' ';
  }
  return std::string(trim(text));
}

}  // namespace dejavu
