// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace dejavu {

/// What stands for a secret where the secret must not: the first twelve hexadecimal digits of its
/// SHA-256 (FIPS 180-4), without salt, so that it is the same in every file and on every machine.
/// Two secrets of a team share one by chance in less than one of 10^9 cases. A random secret cannot
/// be had back from it; a weak password can be guessed.
std::string secret_fingerprint(std::string_view secret);

}  // namespace dejavu
