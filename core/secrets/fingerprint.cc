// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/secrets/fingerprint.h"

#include <fmt/format.h>
#include <openssl/sha.h>

#include <array>

namespace dejavu {

std::string secret_fingerprint(std::string_view secret) {
  constexpr std::size_t kShownBytes = 6;
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  std::string bytes(secret);
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
  std::string text;
  for (std::size_t i = 0; i < kShownBytes; ++i) text += fmt::format("{:02x}", digest[i]);
  return text;
}

}  // namespace dejavu
