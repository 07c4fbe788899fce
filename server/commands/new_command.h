// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "server/commands/commands.h"

namespace dejavu {

/// A corpus's own template, in its root; it may use the placeholders of
/// server/commands/template.md.
inline constexpr std::string_view kTemplateFile = "template.md";

/// What `dejavu new` was asked for.
struct NewRequest {
  std::string title;
  std::optional<std::string> id;             // else the next free PM-YYYY-NNN of the corpus
  std::optional<std::filesystem::path> dir;  // else the corpus root; made when it is not there
};

/// Writes a postmortem from the template and prints its path. Nothing is ever overwritten. Throws
/// Error kInvalid for an empty title, an id that another file has, or a file that is there already.
int run_new(const CommandContext& context, const NewRequest& request);

}  // namespace dejavu
