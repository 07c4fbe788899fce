// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

#include "core/postmortem/dates.h"
#include "core/postmortem/diagnostic.h"

namespace dejavu {

/// The diagnostic for a doubt about `reading` of `text`; its line is the caller's.
Diagnostic describe(DateDoubt doubt, const DateReading& reading, std::string_view text);

}  // namespace dejavu
