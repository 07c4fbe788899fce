// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/answer/search_answer.h"
#include "core/lint/finding.h"

namespace dejavu {

/// What `dejavu check` says about one file.
struct CheckedFile {
  std::string path;   // as it was named
  std::string bytes;  // what was read
  Postmortem postmortem;
  Findings findings;                 // by line, then column
  std::vector<HitAnswer> resembles;  // likely the same; empty without an index
};

/// "path:line:column: level: message [code]" with the hint below it, one finding after the other,
/// then what the file resembles and why. Control characters of the file never reach a terminal.
std::string check_text(const std::vector<CheckedFile>& files);

/// A JSON list with an object a file: path, id, title, diagnostics (line, column, level, code,
/// message, hint), resembles (id, title, why).
std::string check_json(const std::vector<CheckedFile>& files);

/// Who made the report, and where the code host has its root.
struct SarifOrigin {
  std::string version;
  std::filesystem::path root;  // absolute; files below it are named relative to it
};

/// SARIF 2.1.0 (OASIS): one run, a rule for each code that occurs, a result for each finding.
/// Columns count code points.
std::string check_sarif(const std::vector<CheckedFile>& files, const SarifOrigin& origin);

/// "log lines: connection refused; words: replica, lag": the strongest reasons of a hit.
std::string short_reason(const HitAnswer& hit);

}  // namespace dejavu
