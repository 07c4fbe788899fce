// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes as a postmortem file: parse_postmortem is total, and its value keeps its promises.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/base/text.h"
#include "core/postmortem/parse.h"

namespace {

using namespace dejavu;

/// Bad program: stop at once, whatever the build type.
void require(bool promise) {
  if (!promise) std::abort();
}

bool is_utf8(std::string_view text) { return first_invalid_utf8(text) == text.size(); }

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  // The first line is the path, so that names are tried as well.
  const std::string_view path = bytes.substr(0, bytes.find('\n'));
  const Postmortem postmortem =
      parse_postmortem(path, bytes.substr(std::min(bytes.size(), path.size() + 1)));
  require(!postmortem.id.empty() && !postmortem.title.empty());
  for (const Section& section : postmortem.sections) {
    require(is_utf8(section.text) && is_utf8(section.html) && is_utf8(section.markdown));
    require(section.line >= 1 && section.level >= 0 && section.level <= 6);
    for (const char* tag : {"<script", "<img", "<iframe", "<svg", "href=\"javascript:"}) {
      require(section.html.find(tag) == std::string::npos);
    }
  }
  for (const Diagnostic& diagnostic : postmortem.diagnostics) {
    require(diagnostic.line >= 1 && diagnostic.column >= 1 && !diagnostic.code.empty());
  }
  for (const ActionItem& action : postmortem.action_items) require(!action.id.empty());
  return 0;
}
