// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/index/reader.h"
#include "server/html/templates.h"

namespace dejavu {

/// What a page needs besides the style and the script of the search.
enum class PageNeeds { kNothing, kReport };

/// A whole document around `body`.
struct Layout {
  std::string title;         // of the tab
  std::string question;      // in the box
  TemplateValue index;       // index_value, or nothing where the index is not known
  std::string_view current;  // the page in the navigation, by the name of its address; or empty
  PageNeeds needs = PageNeeds::kNothing;
};

/// `body` is markup of a template of ours.
std::string render_layout(const Layout& layout, std::string body);

}  // namespace dejavu
