// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/search/pieces.h"
#include "core/search/question.h"

namespace dejavu {

/// What of a line looks like an operator and is none, why, and how to write it. Of a line that is
/// read as text only what cannot be meant otherwise: fields that lack a proper value, and names
/// that are nearly those of fields.
std::vector<std::string> notes_on(const std::vector<Chain>& chains, QuestionMode mode);

}  // namespace dejavu
