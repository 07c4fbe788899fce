// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/settings.h"
#include "core/lint/blameless.h"
#include "core/lint/finding.h"
#include "core/postmortem/postmortem.h"

namespace dejavu {

/// Wording is looked at in this much of a file: an author reads no more findings than it gives.
inline constexpr std::size_t kMaxLintedBytes = std::size_t{1} << 20;

/// What an author wants to know about a postmortem before it is merged. Immutable: one object
/// serves all threads.
class Lint {
 public:
  /// Throws Error kInvalid for a rule of the settings that cannot be understood.
  explicit Lint(const LintSettings& settings);

  /// The diagnostics of reading, what the file leaves unanswered, and what blames somebody; by line
  /// and column, without the codes that are switched off. `bytes` is what `postmortem` was read
  /// from. In a draft whatever is still to be filled in is a note. A file that is no incident is
  /// only looked at for what reading says and for its wording.
  Findings check(const Postmortem& postmortem, std::string_view bytes) const;

  /// `more` among the findings of a file, in order, without the codes that are switched off.
  Findings with(Findings findings, Findings more) const;

 private:
  Findings check_wording(std::string_view bytes) const;

  std::vector<std::string> off_;
  BlamelessWording wording_;
};

}  // namespace dejavu
