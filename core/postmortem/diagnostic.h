// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

namespace dejavu {

enum class DiagnosticLevel { kNote, kWarning, kError };

/// Something about a file that its author would want to know, and what was assumed instead.
struct Diagnostic {
  int line = 1;    // 1-based
  int column = 1;  // 1-based, in bytes
  DiagnosticLevel level = DiagnosticLevel::kWarning;
  std::string code;     // stable, kebab case: "date-ambiguous"; documented in docs/POSTMORTEM.md
  std::string message;  // what is wrong and what was assumed, one sentence

  bool operator==(const Diagnostic&) const = default;
};

}  // namespace dejavu
