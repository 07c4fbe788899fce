// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <unordered_map>

struct cmark_node;

namespace dejavu {

/// Names of sections that stand in bold at the head of a line, with a colon, and their text behind
/// them: "**Impact:** nobody could pay". In the paragraphs of the outermost level each becomes a
/// paragraph of its own, and what follows up to the next one another.
///
/// Returns the lines of the new paragraphs, as cmark counts them: it cannot be told itself.
std::unordered_map<const cmark_node*, int> split_labels(cmark_node* root);

}  // namespace dejavu
