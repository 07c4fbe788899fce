// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>

namespace dejavu {

/// As many as a commit of the engine makes.
inline constexpr int kSyncsOfACommit = 5;

/// What no durable program can beat: so many blocks, each synced before the next. Throws Error kIo.
void write_synced_blocks(const std::filesystem::path& file);

}  // namespace dejavu
