// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dejavu {

/// The text of a hook, with a block of ours between two marker lines or without.
/// Removing what was inserted gives the bytes that were there before.

/// What stands between the markers, or absent. Also absent when one of them is missing.
std::optional<std::string> hook_block_of(std::string_view script);

/// Whether a line has one of the markers: a block, or what somebody left of it.
bool has_hook_marker(std::string_view script);

/// Below the first line when that is "#!…", so that it runs whatever the script does (exec, exit);
/// a block that is there already is replaced. `lines` has no line end at its end.
std::string with_hook_block(std::string_view script, std::string_view lines);

/// Without the block; the same when there is none.
std::string without_hook_block(std::string_view script);

/// Whether a POSIX shell reads it: it says so, or says nothing (then Git asks sh).
bool is_shell_script(std::string_view script);

}  // namespace dejavu
