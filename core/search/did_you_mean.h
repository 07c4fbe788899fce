// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/index/forward_index.h"
#include "core/index/tokens.h"
#include "core/search/question.h"

namespace dejavu {

/// In longer questions one word more or less changes nothing.
inline constexpr std::size_t kMostSpelledWords = 12;

/// What the corpus itself says; all of it only borrowed for the call.
struct Spelling {
  const std::vector<std::string_view>& words;  // ForwardIndex::words(): folded and sorted
  const std::vector<FacetValue>& names;        // ForwardIndex::facet_values()
  std::function<std::size_t(const std::string& term)> documents;  // with the term; 0 for none
};

/// The question's text with every misspelt word replaced by a word or name of the corpus, the rest
/// as it was typed; absent when nothing is to be replaced, and for questions of more than
/// kMostSpelledWords words or several lines.
///
/// Misspelt is a word of four letters or more that stands in no document and in no phrase of the
/// tokenizer's thesaurus, while one stands in a document that differs by allowed_typos letters
/// (edit_distance.h): the nearest, of these the one in most documents. First letters agree, unless
/// the first two were swapped. A name with '-' or '_' (`chekout-api`) is compared as a whole with
/// the values of facets first. Fields of the question language are left alone, and so is a last
/// word that somebody is still typing.
std::optional<std::string> did_you_mean(const Question& question, const Spelling& spelling,
                                        Tokenizer& tokenizer);

}  // namespace dejavu
