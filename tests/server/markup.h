// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dejavu {

/// A start tag.
struct Tag {
  std::string name;
  std::map<std::string, std::string> attributes;  // entities decoded
};

/// HTML read strictly, as our own pages are written: every attribute quoted, every element closed.
struct Markup {
  std::vector<Tag> tags;
  std::string text;                 // outside tags, entities decoded
  std::vector<std::string> faults;  // what no page of ours may contain

  std::vector<const Tag*> all(std::string_view name) const;
  const Tag* by_id(std::string_view id) const;

  /// The first link with that address.
  const Tag* link_to(std::string_view address) const;
};

/// Faults: unquoted attributes, elements that are not closed or closed in the wrong order, an id
/// used twice, inline script or style, on… attributes, addresses that are neither of the server
/// nor http(s), and `for` and `aria-labelledby` that name nothing.
Markup read_markup(std::string_view html);

}  // namespace dejavu
