// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/postmortem/dates.h"
#include "core/postmortem/meta_value.h"
#include "core/postmortem/postmortem.h"

namespace dejavu {

/// `postmortem` with the facts of a tree of keys and values. A fact that is there already stays:
/// front matter is read before the body, and a field's own name before its aliases. Whatever is
/// not understood is kept in `extra`, with a diagnostic where a value was expected.
Postmortem with_fields(Postmortem postmortem, const MetaValue& root, const DateContext& dates);

}  // namespace dejavu
