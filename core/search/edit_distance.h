// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dejavu {

/// Letters to insert, delete, change or swap with their neighbour to make one text of another, no
/// letter twice (optimal string alignment, the restricted Damerau-Levenshtein distance: Boytsov,
/// "Indexing methods for approximate dictionary searching", 2011). One word is compared with many,
/// so the object keeps its buffers; it serves one thread.
class EditDistance {
 public:
  explicit EditDistance(std::string_view word);

  /// In letters, whatever their bytes in UTF-8.
  std::size_t length() const { return outline_.letters; }

  /// Above `limit` some number above it, found quickly.
  std::size_t to(std::string_view text, std::size_t limit);

 private:
  /// Enough of a text to see that most others are far from it.
  struct Outline {
    explicit Outline(std::string_view text);
    bool is_near(const Outline& other, std::size_t limit) const;

    std::size_t letters = 0;
    std::uint32_t alphabet = 0;  // one bit for each letter of an ASCII text, 32 kinds
    bool ascii = true;
  };

  Outline outline_;
  std::u32string word_;
  std::u32string text_;
  std::array<std::vector<std::size_t>, 3> rows_;
};

/// Letters that may be wrong in a word of so many letters: in a short one, one wrong letter often
/// makes another word.
std::size_t allowed_typos(std::size_t letters);

}  // namespace dejavu
