// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/time.h"
#include "core/postmortem/parse.h"

namespace dejavu {

/// A file of no telling name.
inline Postmortem parsed(std::string_view text) { return parse_postmortem("notes.md", text); }

inline bool has_code(const Postmortem& postmortem, std::string_view code) {
  return std::ranges::any_of(postmortem.diagnostics,
                             [&](const Diagnostic& each) { return each.code == code; });
}

/// "" for an absent moment.
inline std::string shown(const std::optional<Moment>& moment) {
  return moment ? format_moment(*moment) : "";
}

/// The value of an unknown key; "" when it was not kept.
inline std::string extra(const Postmortem& postmortem, std::string_view key) {
  for (const auto& [name, value] : postmortem.extra) {
    if (name == key) return value;
  }
  return "";
}

inline const Section* find_section(const Postmortem& postmortem, SectionKind kind) {
  for (const Section& section : postmortem.sections) {
    if (section.kind == kind) return &section;
  }
  return nullptr;
}

}  // namespace dejavu
