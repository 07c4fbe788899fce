// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

#include "core/recurrence/book.h"

namespace dejavu {

/// For a terminal: what waits for a decision, then the families, then what is odd. Control
/// characters of the corpus never reach it.
std::string recurrence_text(const Recurrences& recurrences);

}  // namespace dejavu
