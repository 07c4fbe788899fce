// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/index/card.h"
#include "core/index/forward_format.h"
#include "core/index/index_stats.h"
#include "core/postmortem/postmortem.h"

namespace dejavu {

/// The stored forms: binary, because ten cards are decoded for every question, and because text
/// that is no UTF-8 must come back as it was. decode ∘ encode is the identity; decode throws Error
/// kCorrupt on anything that encode did not write, and encode ∘ decode gives the same bytes.
std::string encode_card(const Card& card);
Card decode_card(std::string_view bytes);
std::string encode_postmortem(const Postmortem& postmortem);
Postmortem decode_postmortem(std::string_view bytes);
std::string encode_stats(const IndexStats& stats);
IndexStats decode_stats(std::string_view bytes);
std::string encode_ends(const ForwardEnds& ends);
ForwardEnds decode_ends(std::string_view bytes);

}  // namespace dejavu
