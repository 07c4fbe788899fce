// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/search/title_likeness.h"

#include <bit>
#include <cmath>
#include <cstring>

namespace dejavu {
namespace {

constexpr std::size_t kPieceBytes = 4;

/// In how many titles each piece stands. Open addressing: one question looks at some ten thousand
/// pieces, and a node for each would cost more than everything else.
class PieceCounts {
 public:
  explicit PieceCounts(std::size_t pieces)
      : slots_(std::bit_ceil(pieces * 2 + 1)), mask_(slots_.size() - 1) {}

  /// Calls `use` with the slot of each distinct piece of the title. `title` is a number other than
  /// that of any call before.
  template <typename Use>
  void each_piece(std::string_view shape, std::uint32_t title, Use&& use) {
    for (std::size_t i = 0; i + kPieceBytes <= shape.size(); ++i) {
      std::uint32_t piece = 0;
      std::memcpy(&piece, shape.data() + i, kPieceBytes);
      Slot& slot = find(piece);
      if (slot.last_title == title) continue;
      slot.last_title = title;
      use(slot);
    }
  }

  struct Slot {
    std::uint32_t piece = 0;  // 0: free, since no shape has NUL bytes
    std::uint32_t last_title = 0;
    std::uint32_t titles = 0;
    bool asked = false;  // the question's title has it
  };

 private:
  Slot& find(std::uint32_t piece) {
    constexpr std::uint32_t kScatter = 0x9e3779b1;
    std::size_t at = (piece * kScatter >> 8) & mask_;
    while (slots_[at].piece != 0 && slots_[at].piece != piece) at = (at + 1) & mask_;
    slots_[at].piece = piece;
    return slots_[at];
  }

  std::vector<Slot> slots_;
  std::size_t mask_;
};

}  // namespace

std::vector<double> title_likeness(std::string_view question_title,
                                   const std::vector<std::string_view>& titles) {
  std::vector<double> likeness(titles.size());
  std::size_t bytes = question_title.size();
  for (const std::string_view title : titles) bytes += title.size();
  PieceCounts counts(bytes);
  std::uint32_t number = 1;
  for (const std::string_view title : titles) {
    counts.each_piece(title, number++, [](PieceCounts::Slot& slot) { ++slot.titles; });
  }
  // Squares of the weights, by the number of titles.
  std::vector<double> squares(titles.size() + 1);
  for (std::size_t c = 0; c < squares.size(); ++c) {
    const double weight =
        std::log(1 + static_cast<double>(titles.size()) / (static_cast<double>(c) + 0.5));
    squares[c] = weight * weight;
  }
  double asked = 0;
  counts.each_piece(question_title, number++, [&](PieceCounts::Slot& slot) {
    slot.asked = true;
    asked += squares[slot.titles];
  });
  for (std::size_t i = 0; i < titles.size(); ++i) {
    double own = 0;
    double shared = 0;
    counts.each_piece(titles[i], number++, [&](const PieceCounts::Slot& slot) {
      own += squares[slot.titles];
      if (slot.asked) shared += squares[slot.titles];
    });
    if (shared > 0) likeness[i] = shared / std::sqrt(own * asked);
  }
  return likeness;
}

}  // namespace dejavu
