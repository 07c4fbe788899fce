// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

namespace dejavu {

/// A Markdown table: the first row is its head, the first column is text and the others figures.
std::string markdown_table(const std::vector<std::vector<std::string>>& rows);

/// As many digits as a reader can use: 0.042, 3.51, 47.2, 1840.
std::string figure(double value);

}  // namespace dejavu
