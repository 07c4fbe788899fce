// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/commands/token_command.h"

#include <fmt/format.h>
#include <sys/random.h>

#include <algorithm>
#include <array>

#include "core/base/error.h"
#include "core/base/sha256.h"
#include "core/base/text.h"
#include "server/commands/commands.h"

namespace dejavu {
namespace {

/// Begins so that scanners for secrets know it; ours does (core/secrets/rules.txt).
std::string random_token() {
  constexpr std::size_t kBytes = 32;
  std::array<unsigned char, kBytes> bytes{};
  if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
    throw Error(ErrorKind::kIo, "the system gives no random numbers", "try again");
  }
  std::string token = "dejavu_";
  for (const unsigned char byte : bytes) token += fmt::format("{:02x}", byte);
  return token;
}

void check_name(const std::string& name) {
  const bool odd = std::ranges::any_of(
      name, [](unsigned char c) { return c < ' ' || c == ':' || c == '"' || c == '\\'; });
  if (!trim(name).empty() && !odd && first_invalid_utf8(name) == name.size()) return;
  throw Error(ErrorKind::kInvalid, "that is no name of somebody who decides",
              "write it as in the ledger, without colons and quotes: dejavu token \"Ana Costa\"");
}

}  // namespace

int run_token(const std::string& name) {
  check_name(name);
  const std::string token = random_token();
  fmt::print(
      "The token of {}, shown this once:\n\n  {}\n\n"
      "For dejavu.toml, before the server starts again:\n\n  [tokens]\n  \"{}\" = \"{}\"\n",
      name, token, name, sha256_hex(token));
  return kExitAnswered;
}

}  // namespace dejavu
