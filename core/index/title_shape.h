// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dejavu {

/// Longer titles are cut: pieces beyond say nothing new, and the length is stored in a byte.
inline constexpr std::size_t kMaxTitleShapeBytes = 200;

/// A title as its pieces are compared: folded, every run of other signs than letters and digits one
/// blank, a blank before and behind. Empty when it has no letter and no digit.
std::string title_shape(std::string_view title);

}  // namespace dejavu
