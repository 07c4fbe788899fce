// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/gzip.h"

#define ZLIB_CONST  // its next_in is then a pointer to const
#include <zlib.h>

#include <algorithm>

#include "core/base/text.h"

namespace dejavu {
namespace {

/// "gzip;q=0", "*; q=0.000": refused. Anything else behind the ';' is a wish, not a refusal.
bool has_zero_weight(std::string_view parameters) {
  const std::size_t q = parameters.find("q=");
  if (q == std::string_view::npos) return false;
  const std::string_view weight = trim(parameters.substr(q + 2));
  return !weight.empty() && weight.find_first_not_of("0.") == std::string_view::npos;
}

}  // namespace

bool accepts_gzip(std::string_view accept_encoding) {
  const std::string text = to_lower_ascii(accept_encoding);
  std::optional<bool> any;
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view item = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(rest.size(), item.size() + 1));
    const std::string_view coding = item.substr(0, item.find(';'));
    const bool accepted = !has_zero_weight(item.substr(coding.size()));
    if (trim(coding) == "gzip") return accepted;
    if (trim(coding) == "*") any = accepted;
  }
  return any.value_or(false);
}

bool is_compressible(std::string_view content_type) {
  const std::string type = to_lower_ascii(trim(content_type.substr(0, content_type.find(';'))));
  return type.starts_with("text/") || type.ends_with("json") || type.ends_with("xml") ||
         type.ends_with("javascript");
}

std::optional<std::string> gzip(std::string_view text) {
  // Measured on 60 kB of JSON: level 1 takes 0.13 ms and leaves 8.3 kB, 4 takes 0.24 ms and leaves
  // 7.2 kB, 6 takes 0.47 ms and leaves 6.9 kB.
  constexpr int kLevel = 4;
  constexpr int kGzipWindowBits = 15 + 16;  // zlib: +16 asks for gzip's frame
  constexpr int kMemoryLevel = 8;           // zlib's default
  z_stream stream = {};
  if (deflateInit2(&stream, kLevel, Z_DEFLATED, kGzipWindowBits, kMemoryLevel,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    return std::nullopt;
  }
  std::string out(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<const Bytef*>(text.data());
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int result = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END) return std::nullopt;
  return out;
}

}  // namespace dejavu
