// SPDX-License-Identifier: GPL-2.0-or-later
// What tells a secret from what people write in its place.
#pragma once

#include <string_view>

namespace dejavu {

/// Bits a character: H = -Σ p·log2 p over the bytes of the text (C. E. Shannon, "A Mathematical
/// Theory of Communication", Bell System Technical Journal 27, 1948, section 6). 0 when empty.
double entropy_bits(std::string_view text);

/// "xxxx", "<token>", "${TOKEN}", "AKIA…EXAMPLE", "changeme", "your-token-here", "[masked: …]",
/// "1234567890…": what stands where a secret would.
bool is_placeholder(std::string_view value);

/// Whether what is assigned to a password is one: no placeholder, no word for its absence, no
/// variable, call, path or address that the password is to be had from. Without quotes it also has
/// a digit or a sign, or it is a word of a sentence; with blanks in it, a digit.
bool is_like_password(std::string_view value, char before);

/// Whether a text beside a telling name was made by a random generator: no placeholder, both
/// letters and digits, kLeastEntropyBits, and not made of words ("broker-credentials-v2-2024").
bool is_like_random(std::string_view value);

/// Sixteen random hexadecimal digits, the least that anybody calls a key, have 3.0 bits or more in
/// 95 of 100 cases (their mean is 3.3, that of 32 digits 3.7, that of 40 in base 64 4.8). Names and
/// sentences reach 3.5 as well: entropy alone tells little, so is_like_random asks for more.
inline constexpr double kLeastEntropyBits = 3.0;

}  // namespace dejavu
