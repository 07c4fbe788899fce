// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

namespace dejavu {

/// Makes a token of 256 random bits for somebody, and prints it with its line for dejavu.toml. It
/// is kept nowhere. Throws Error kInvalid for an empty name and one with a colon, a quote, a
/// backslash or a control character, kIo where the system has no random numbers.
int run_token(const std::string& name);

}  // namespace dejavu
