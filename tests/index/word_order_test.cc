// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/word_order.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <vector>

namespace dejavu {
namespace {

using Places = std::vector<std::uint32_t>;

WordOrder view(const EncodedOrder& encoded, std::uint32_t terms) {
  return {encoded.bits, encoded.entries, terms};
}

/// Tries every combination of places.
bool stands(const std::vector<PlacedTerm>& placed, const Places& phrase, std::size_t from,
            std::uint32_t after, std::uint32_t limit) {
  if (from == phrase.size()) return true;
  return std::any_of(placed.begin(), placed.end(), [&](const PlacedTerm& one) {
    return one.term == phrase[from] && one.position > after && one.position < limit &&
           stands(placed, phrase, from + 1, one.position, limit);
  });
}

bool stands_anywhere(const std::vector<PlacedTerm>& placed, const Places& phrase,
                     std::uint32_t window) {
  return std::any_of(placed.begin(), placed.end(), [&](const PlacedTerm& one) {
    return one.term == phrase.front() &&
           stands(placed, phrase, 1, one.position, one.position + window);
  });
}

TEST(WordOrder, WordAndItsPartAtOnePositionDoNotFollowOneAnother) {
  const std::vector<PlacedTerm> placed = {{1, 0}, {1, 1}, {2, 2}};
  const EncodedOrder encoded = encode_order(placed, 3);
  EXPECT_FALSE(has_phrase(view(encoded, 3), Places{0, 1}, 2));
  EXPECT_TRUE(has_phrase(view(encoded, 3), Places{0, 2}, 2));
  EXPECT_TRUE(has_phrase(view(encoded, 3), Places{1, 2}, 2));
}

TEST(WordOrder, TermThatTheDocumentLacksIsNowhere) {
  const EncodedOrder encoded = encode_order(std::vector<PlacedTerm>{{1, 0}, {2, 0}}, 1);
  EXPECT_FALSE(has_phrase(view(encoded, 1), Places{0, 1}, 100));
  EXPECT_FALSE(has_phrase(view(encode_order({}, 0), 0), Places{0}, 100));
}

TEST(WordOrder, TakesFewBits) {
  std::vector<PlacedTerm> placed;
  for (std::uint32_t i = 0; i < 800; ++i) placed.push_back({i, i % 250});
  const EncodedOrder encoded = encode_order(placed, 250);
  EXPECT_EQ(encoded.bits.size(), 1000U) << "ten bits a word";
  EXPECT_EQ(encoded.bits.size(), order_bytes(encoded.entries, 250));
}

RC_GTEST_PROP(WordOrderProperty, FindsWhatTryingAllPlacesFinds, ()) {
  const auto terms = *rc::gen::inRange<std::uint32_t>(1, 5);
  const auto spread = *rc::gen::element<std::uint32_t>(1, 3, 300);
  std::vector<PlacedTerm> placed;
  std::uint32_t position = 0;
  const auto size = *rc::gen::inRange(0, 30);
  for (int i = 0; i < size; ++i) {
    position += *rc::gen::inRange<std::uint32_t>(0, spread + 1);
    placed.push_back({position, *rc::gen::inRange<std::uint32_t>(0, terms)});
  }
  const auto phrase =
      *rc::gen::nonEmpty(rc::gen::container<Places>(rc::gen::inRange<std::uint32_t>(0, terms)));
  const auto window = *rc::gen::inRange<std::uint32_t>(1, 20 * spread);
  const EncodedOrder encoded = encode_order(placed, terms);
  RC_ASSERT(encoded.bits.size() == order_bytes(encoded.entries, terms));
  RC_ASSERT(has_phrase(view(encoded, terms), phrase, window) ==
            stands_anywhere(placed, phrase, window));
}

RC_GTEST_PROP(WordOrderProperty, AnyBitsAreAccepted, ()) {
  const auto bits = *rc::gen::arbitrary<std::string>();
  const auto entries = *rc::gen::inRange<std::uint32_t>(0, 1000);
  has_phrase({bits, entries, 7}, Places{0, 3}, 5);
}

}  // namespace
}  // namespace dejavu
