// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

#include "core/postmortem/meta_value.h"

namespace dejavu {

struct FrontMatter {
  bool present = false;
  MetaDocument document;
  std::size_t body_offset = 0;  // where the text behind the block begins
  int body_line = 1;            // and in which line
};

/// The facts at the head of a file: YAML between "---" lines, TOML between "+++" lines, a JSON
/// object, or a ```toml, ```yaml or ```json fence; blank lines and HTML comments may stand before.
FrontMatter read_front_matter(std::string_view text);

}  // namespace dejavu
