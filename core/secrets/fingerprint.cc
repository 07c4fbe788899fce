// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/secrets/fingerprint.h"

#include "core/base/sha256.h"

namespace dejavu {

std::string secret_fingerprint(std::string_view secret) {
  constexpr std::size_t kShownDigits = 12;
  return sha256_hex(secret).substr(0, kShownDigits);
}

}  // namespace dejavu
