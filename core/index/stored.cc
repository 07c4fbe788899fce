// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/stored.h"

#include "core/index/stored_fields.h"

namespace dejavu {
namespace {

template <typename T>
std::string encode(const T& value) {
  Packer packer;
  packer(value);
  return packer.take();
}

template <typename T>
T decode(std::string_view bytes) {
  T value;
  Unpacker unpacker(bytes);
  unpacker(value);
  unpacker.finish();
  return value;
}

}  // namespace

std::string encode_card(const Card& card) { return encode(card); }
Card decode_card(std::string_view bytes) { return decode<Card>(bytes); }
std::string encode_postmortem(const Postmortem& postmortem) { return encode(postmortem); }
Postmortem decode_postmortem(std::string_view bytes) { return decode<Postmortem>(bytes); }
std::string encode_stats(const IndexStats& stats) { return encode(stats); }
IndexStats decode_stats(std::string_view bytes) { return decode<IndexStats>(bytes); }
std::string encode_ends(const ForwardEnds& ends) { return encode(ends); }
ForwardEnds decode_ends(std::string_view bytes) { return decode<ForwardEnds>(bytes); }

}  // namespace dejavu
