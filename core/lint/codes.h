// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/lint/finding.h"

namespace dejavu {

/// One row: a code that `dejavu check` adds to those that reading a file gives. docs/LINT.md says
/// more about each.
struct LintCode {
  std::string_view code;
  DiagnosticLevel level = DiagnosticLevel::kWarning;
  std::string_view meaning;  // one sentence, for lists of rules (SARIF)
  std::string_view hint;     // what to do when the finding says nothing nearer
};

/// In the order of docs/LINT.md.
std::span<const LintCode> lint_codes();

/// Null for a code that reading gives ("date-ambiguous") or nobody does.
const LintCode* find_lint_code(std::string_view code);

/// A finding of a code of the table, at column 1, with its level and hint.
Finding finding(std::string_view code, int line, std::string message);

}  // namespace dejavu
