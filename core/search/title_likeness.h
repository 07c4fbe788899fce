// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace dejavu {

/// How alike titles are by their pieces of four letters, so that "replication", "replica" and
/// "replikation" meet: the cosine of two sets of pieces. A piece weighs ln(1 + n/(c + ½)) when c of
/// the n titles have it: counting over the candidates of a question tells common pieces apart as
/// well as counting over the whole index does, and needs no table.
/// Shapes are those of core/index/title_shape.h. One value from 0 to 1 for each of `titles`.
std::vector<double> title_likeness(std::string_view question_title,
                                   const std::vector<std::string_view>& titles);

}  // namespace dejavu
