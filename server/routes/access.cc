// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/routes/access.h"

#include <fmt/format.h>

#include "core/base/sha256.h"
#include "core/base/text.h"
#include "server/html/verdict_form.h"
#include "server/routes/verdict_route.h"

namespace dejavu {
namespace {

constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// RFC 4648, section 4; nullopt for what is none.
std::optional<std::string> decode_base64(std::string_view text) {
  constexpr std::uint32_t kSixBits = 6, kEightBits = 8, kByte = 0xff;
  while (text.ends_with('=')) text.remove_suffix(1);
  std::string bytes;
  std::uint32_t bits = 0;
  std::uint32_t held = 0;
  for (const char c : text) {
    const std::size_t value = kBase64.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    bits = bits << kSixBits | static_cast<std::uint32_t>(value);
    held += kSixBits;
    if (held < kEightBits) continue;
    held -= kEightBits;
    bytes.push_back(static_cast<char>(bits >> held & kByte));
  }
  return bytes;
}

/// The token that a value of Authorization carries; empty for what carries none.
std::string token_in(std::string_view authorization) {
  const std::size_t blank = authorization.find(' ');
  if (blank == std::string_view::npos) return {};
  const std::string scheme = to_lower_ascii(authorization.substr(0, blank));
  const std::string_view credentials = trim(authorization.substr(blank));
  if (scheme == "bearer") return std::string(credentials);
  if (scheme != "basic") return {};
  const std::string pair = decode_base64(credentials).value_or("");
  const std::size_t colon = pair.find(':');
  return colon == std::string::npos ? std::string() : pair.substr(colon + 1);
}

/// In a time that does not depend on where the two differ.
bool are_same(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
  }
  return difference == 0;
}

HttpResponse unauthorized(std::string_view detail) {
  HttpResponse response = problem(401, "Unauthorized", detail,
                                  "send `Authorization: Bearer TOKEN`, or the token as password in "
                                  "a browser; `dejavu token NAME` makes one");
  response.headers.emplace_back("WWW-Authenticate", "Basic realm=\"dejavu\", charset=\"UTF-8\"");
  return response;
}

/// On one line, whatever it is.
std::string quoted_line(std::string_view text) {
  constexpr std::size_t kLongest = 300;  // a path may be a whole pasted log
  return "\"" + printable_line(truncate_utf8(text, kLongest)) + "\"";
}

}  // namespace

Admission admit(const HttpRequest& request, const std::vector<AccessToken>& tokens) {
  if (tokens.empty()) return {};
  const std::optional<std::string_view> authorization = request.header("authorization");
  if (!authorization) {
    if (is_this_machine(request.remote_address)) return {};
    return {.caller = {}, .refusal = unauthorized("this server answers those who have a token")};
  }
  const std::string sent = sha256_hex(token_in(*authorization));
  Admission admission{.caller = {}, .refusal = unauthorized("this is no token of this server")};
  for (const AccessToken& token : tokens) {
    if (are_same(token.sha256, sent)) admission = {.caller = token.name, .refusal = {}};
  }
  return admission;
}

bool is_this_machine(std::string_view address) {
  constexpr std::string_view kMapped = "::ffff:";
  if (address.starts_with(kMapped)) address.remove_prefix(kMapped.size());
  return address == "::1" || address.starts_with("127.");
}

std::string audit_line(const HttpRequest& request, const HttpResponse& response) {
  const bool decides = request.method == "POST" &&
                       (request.path == kVerdictsPath || request.path == kVerdictFormPath);
  if (!decides && response.status != 401 && response.status != 403) return {};
  return fmt::format("{} {} {} from {}{}", response.status, request.method,
                     quoted_line(request.path), quoted_line(request.remote_address),
                     request.caller.empty() ? "" : " by " + quoted_line(request.caller));
}

std::string failure_line(const HttpRequest& request, const Error& error) {
  return fmt::format("{} {}: {}", request.method, quoted_line(request.path),
                     printable_line(error.what()));
}

}  // namespace dejavu
