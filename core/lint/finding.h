// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/postmortem/diagnostic.h"

namespace dejavu {

/// A diagnostic of `dejavu check`, with what to do about it.
struct Finding {
  Diagnostic diagnostic;
  std::string hint;  // one sentence; empty when the message says it all

  bool operator==(const Finding&) const = default;
};

using Findings = std::vector<Finding>;

/// `more` behind `findings`.
Findings joined(Findings findings, Findings more);

}  // namespace dejavu
