// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/lexicon.h"

#include <xxhash.h>

#include <algorithm>
#include <utility>

namespace dejavu {
namespace {

std::uint64_t prefix_of(std::string_view text) {
  std::uint64_t prefix = 0;
  for (std::size_t i = 0; i < sizeof prefix; ++i) {
    prefix = prefix << 8U | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
  }
  return prefix;
}

}  // namespace

void HashSlots::add(std::uint32_t hash, std::uint32_t number) {
  if (2 * (size_ + 1) > slots_.size()) grow();
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  while (slots_[at].number != kFree) at = (at + 1) & mask;
  slots_[at] = {hash, number};
  ++size_;
}

void HashSlots::clear() {
  std::fill(slots_.begin(), slots_.end(), Slot());
  size_ = 0;
}

void HashSlots::grow() {
  constexpr std::size_t kFirstSize = 1024;
  std::vector<Slot> old(std::max(kFirstSize, 2 * slots_.size()));
  std::swap(old, slots_);
  size_ = 0;
  for (const Slot& slot : old) {
    if (slot.number != kFree) add(slot.hash, slot.number);
  }
}

KnownText& Lexicon::at(std::string_view text) {
  const auto hash = static_cast<std::uint32_t>(XXH3_64bits(text.data(), text.size()));
  const auto is_it = [&](std::uint32_t number) { return texts_[number].text == text; };
  if (const std::uint32_t* known = by_hash_.find(hash, is_it)) return texts_[*known];
  by_hash_.add(hash, static_cast<std::uint32_t>(texts_.size()));
  KnownText& fresh = texts_.emplace_back();
  fresh.hash = hash;
  fresh.prefix = prefix_of(text);
  fresh.text = std::string(text);
  return fresh;
}

void Lexicon::clear() {
  by_hash_.clear();
  texts_.clear();
}

}  // namespace dejavu
