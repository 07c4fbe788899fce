// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes as a stored form: decoding gives a value that encodes to the same bytes, or kCorrupt.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/index/record_store.h"
#include "core/index/stored.h"

namespace {

using namespace dejavu;

template <typename Again>
void try_decoding(std::string_view bytes, Again&& again) {
  try {
    if (again(bytes) != bytes) std::abort();
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::kCorrupt) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  try_decoding(bytes, [](std::string_view b) { return encode_card(decode_card(b)); });
  try_decoding(bytes, [](std::string_view b) { return encode_postmortem(decode_postmortem(b)); });
  try_decoding(bytes, [](std::string_view b) { return encode_stats(decode_stats(b)); });
  try_decoding(bytes, [](std::string_view b) { return encode_ends(decode_ends(b)); });
  return 0;
}
