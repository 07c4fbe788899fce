// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace dejavu {

/// Two or three words; a pasted report with a log line; words in quotes; the beginning of a word.
enum class AskedKind { kShort, kPaste, kPhrase, kPrefix };

inline constexpr AskedKind kAskedKinds[] = {AskedKind::kShort, AskedKind::kPhrase,
                                            AskedKind::kPrefix, AskedKind::kPaste};

std::string name_of(AskedKind kind);

/// The first `limit` questions of a kind; lines are {"kind": "short|long|phrase|prefix",
/// "question": "…"}. Throws Error kNotFound, kInvalid.
std::vector<std::string> read_questions(const std::filesystem::path& file, AskedKind kind,
                                        std::size_t limit);

}  // namespace dejavu
