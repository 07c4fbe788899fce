// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <vector>

#include "core/recurrence/suggestions.h"

namespace dejavu {

/// What the incidents of a generation were answered, kept beside it so that each is asked once
/// (docs/INDEX.md). It may be removed at any time: it is computed again.

/// Empty when there is none, or one that another version has written or that is damaged: then all
/// are asked again.
std::vector<AskedIncident> read_suggestions(const std::filesystem::path& file);

enum class Kept { kYes, kNo };

/// Replaces the file at once. kNo when the index directory cannot be written, as on a read-only
/// mount, or the generation has gone meanwhile: that is no error, the next one asks again.
Kept write_suggestions(const std::filesystem::path& file, const std::vector<AskedIncident>& asked);

}  // namespace dejavu
