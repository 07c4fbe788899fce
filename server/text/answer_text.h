// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/postmortem/diagnostic.h"
#include "server/questions/questions.h"

namespace dejavu {

enum class Colour { kOff, kOn };

struct TextOptions {
  Colour colour = Colour::kOff;
  std::size_t width = 100;  // columns; longer paragraphs are wrapped
  Instant now{};
};

/// Answers for a terminal. Control characters of the corpus never reach it.
std::string to_text(const Answer& answer, const TextOptions& options);

/// "path:line:column: warning: message [code]", one a line.
std::string to_text(const std::string& path, const std::vector<Diagnostic>& diagnostics);

}  // namespace dejavu
