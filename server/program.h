// SPDX-License-Identifier: GPL-2.0-or-later
// What the mains of this folder share: the only code that looks at the environment and the
// terminal.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "core/base/settings.h"
#include "server/text/answer_text.h"

namespace dejavu {

/// Where `dejavu` finds a verb that is a program of its own: beside itself, or on the PATH.
/// Indexing writes, and serving and evaluating load libraries that would cost every question a
/// third of its time (docs/decisions/0011-programs.md). Returns only by throwing Error kNotFound.
[[noreturn]] void become(const char* program, char** arguments);

SettingsSources settings_sources(const std::optional<std::string>& flag_corpus,
                                 const std::optional<std::string>& flag_index);

/// Width and colour of standard output, and the time.
TextOptions terminal_options();

/// The exit code of `body`; what it throws is told on standard error.
int reported(const std::function<int()>& body);

}  // namespace dejavu
