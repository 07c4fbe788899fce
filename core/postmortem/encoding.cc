// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/postmortem/encoding.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "core/base/text.h"

namespace dejavu {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

/// When more of the first bytes than this share are control characters, the file is called binary.
constexpr std::size_t kSampleBytes = 8192;
constexpr std::size_t kBinaryPercent = 8;
constexpr std::size_t kFewestBinaryBytes = 32;

/// What Windows-1252 means by the bytes 0x80 to 0x9F; its five holes stay control characters.
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

unsigned char byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

std::size_t sequence_bytes(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xE0) return 2;
  return lead < 0xF0 ? 3 : 4;
}

/// The code point at `at` of valid UTF-8.
char32_t code_point_at(std::string_view text, std::size_t at) {
  const unsigned char lead = byte_at(text, at);
  const std::size_t bytes = sequence_bytes(lead);
  if (bytes == 1) return lead;
  char32_t value = lead & (0xFFU >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) value = (value << 6) | (byte_at(text, at + i) & 0x3FU);
  return value;
}

std::string decode_utf16(std::string_view bytes, std::size_t high_byte) {
  const auto unit = [&](std::size_t at) {
    return static_cast<char32_t>(byte_at(bytes, at + high_byte) << 8 |
                                 byte_at(bytes, at + 1 - high_byte));
  };
  std::string out;
  out.reserve(bytes.size());
  std::size_t at = 0;
  for (; at + 1 < bytes.size(); at += 2) {
    const char32_t first = unit(at);
    const bool is_pair = first >= 0xD800 && first < 0xDC00 && at + 3 < bytes.size() &&
                         (unit(at + 2) & 0xFC00) == 0xDC00;
    if (is_pair) {
      append_utf8(out, 0x10000 + ((first - 0xD800) << 10) + (unit(at + 2) - 0xDC00));
      at += 2;
    } else {
      append_utf8(out, first >= 0xD800 && first < 0xE000 ? kReplacement : first);
    }
  }
  if (at < bytes.size()) append_utf8(out, kReplacement);
  return out;
}

char32_t from_windows_1252(unsigned char byte) {
  return byte >= 0x80 && byte < 0xA0 ? kWindows1252[byte - 0x80U] : byte;
}

/// The byte that Windows-1252 would write for a character above ASCII.
std::optional<unsigned char> to_windows_1252(char32_t c) {
  if (c >= 0x80 && c <= 0xFF) return static_cast<unsigned char>(c);
  const auto* found = std::find(kWindows1252.begin(), kWindows1252.end(), c);
  if (found == kWindows1252.end()) return std::nullopt;
  return static_cast<unsigned char>(0x80 + (found - kWindows1252.begin()));
}

/// A sequence of characters that are, as Windows-1252 bytes, one UTF-8 character.
struct Twice {
  std::string repaired;
  std::size_t source_bytes = 0;
  unsigned char lead = 0;
};

std::optional<Twice> encoded_twice_at(std::string_view text, std::size_t at) {
  const auto lead = to_windows_1252(code_point_at(text, at));
  if (!lead || *lead < 0xC2 || *lead > 0xF4) return std::nullopt;
  Twice twice{.repaired = {}, .source_bytes = 0, .lead = *lead};
  for (std::size_t i = 0; i < sequence_bytes(*lead); ++i) {
    const std::size_t next = at + twice.source_bytes;
    if (next >= text.size() || byte_at(text, next) < 0x80) return std::nullopt;
    const auto byte = to_windows_1252(code_point_at(text, next));
    if (!byte) return std::nullopt;
    twice.repaired += static_cast<char>(*byte);
    twice.source_bytes += sequence_bytes(byte_at(text, next));
  }
  if (first_invalid_utf8(twice.repaired) < twice.repaired.size()) return std::nullopt;
  return twice;
}

/// Only what follows these bytes is sure to be encoded twice: "Ã", "Â", "â", "ð", "ï" before a
/// symbol mean nothing in any language, but "ß»" ends a German quotation.
bool is_sure(const Twice& twice) {
  constexpr std::string_view kSureLeads = "\xC2\xC3\xE2\xF0\xEF";
  return kSureLeads.find(static_cast<char>(twice.lead)) != std::string_view::npos;
}

int line_of(std::string_view text, std::size_t offset) {
  return 1 +
         static_cast<int>(std::count(text.begin(), text.begin() + static_cast<long>(offset), '\n'));
}

std::size_t next_non_ascii(std::string_view text, std::size_t at) {
  while (at < text.size() && byte_at(text, at) < 0x80) ++at;
  return at;
}

/// What a reader cannot see, or what shows text in another order than it is stored.
bool is_unwanted(char32_t c) {
  if (c < 0x20) return c != '\t' && c != '\n' && c != '\r' && c != '\v' && c != '\f';
  return (c >= 0x7F && c < 0xA0 && c != 0x85) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

/// How many bytes from `at` on need no look.
std::size_t plain_run(std::string_view text, std::size_t at) {
  const std::size_t begin = at;
  while (at < text.size() && ((byte_at(text, at) >= 0x20 && byte_at(text, at) < 0x7F) ||
                              text[at] == '\n' || text[at] == '\t')) {
    ++at;
  }
  return at - begin;
}

class Decoder {
 public:
  explicit Decoder(std::string_view bytes) : bytes_(bytes) {}

  DecodedText run() {
    if (bytes_.empty()) note(1, DiagnosticLevel::kWarning, "file-empty", "The file is empty.");
    report_binary();
    decode();
    repair();
    clean();
    return {std::move(text_), std::move(diagnostics_)};
  }

 private:
  void note(int line, DiagnosticLevel level, std::string code, std::string message) {
    diagnostics_.push_back({line, 1, level, std::move(code), std::move(message)});
  }

  void report_binary() {
    if (bytes_.starts_with("\xFF\xFE") || bytes_.starts_with("\xFE\xFF")) return;
    const std::string_view sample = bytes_.substr(0, kSampleBytes);
    const auto odd = static_cast<std::size_t>(std::ranges::count_if(sample, [](char c) {
      return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t';
    }));
    if (odd >= kFewestBinaryBytes && odd * 100 > sample.size() * kBinaryPercent) {
      note(1, DiagnosticLevel::kError, "not-text",
           "The file looks like no text: many control characters were dropped.");
    }
  }

  void decode() {
    if (bytes_.starts_with("\xFF\xFE") || bytes_.starts_with("\xFE\xFF")) {
      text_ = decode_utf16(bytes_.substr(2), bytes_.starts_with("\xFF") ? 1 : 0);
      note(1, DiagnosticLevel::kNote, "encoding-utf-16", "The file is UTF-16; read as such.");
      return;
    }
    if (bytes_.starts_with("\xEF\xBB\xBF")) bytes_.remove_prefix(3);
    std::size_t valid = first_invalid_utf8(bytes_);
    if (valid < bytes_.size()) {
      note(line_of(bytes_, valid), DiagnosticLevel::kWarning, "encoding-windows-1252",
           "The file is not UTF-8; the bytes that are not were read as Windows-1252.");
    }
    text_.reserve(bytes_.size());
    while (true) {
      text_.append(bytes_.substr(0, valid));
      bytes_.remove_prefix(valid);
      if (bytes_.empty()) return;
      append_utf8(text_, from_windows_1252(byte_at(bytes_, 0)));
      bytes_.remove_prefix(1);
      valid = first_invalid_utf8(bytes_);
    }
  }

  void repair() {
    std::optional<std::size_t> first;
    std::string out;
    std::size_t done = 0;
    for (std::size_t at = next_non_ascii(text_, 0); at < text_.size();) {
      const auto twice = encoded_twice_at(text_, at);
      const std::size_t end =
          at + (twice ? twice->source_bytes : sequence_bytes(byte_at(text_, at)));
      if (twice && (first || is_sure(*twice))) {
        if (!first) first = at;
        out.append(text_, done, at - done);
        out += twice->repaired;
        done = end;
      }
      at = next_non_ascii(text_, end);
    }
    if (!first) return;
    note(line_of(text_, *first), DiagnosticLevel::kWarning, "encoding-twice",
         "The text was encoded as UTF-8 twice (\"Ã¼\" for \"ü\"); it was repaired.");
    out.append(text_, done, std::string::npos);
    text_ = std::move(out);
  }

  /// Line ends become LF; unwanted characters go.
  void clean() {
    std::string out;
    out.reserve(text_.size());
    std::size_t first_dropped = std::string::npos;  // offset in `out`
    std::size_t dropped = 0;
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t plain = plain_run(text_, at);
      out.append(text_, at, plain);
      at += plain;
      if (at == text_.size()) break;
      const char32_t c = code_point_at(text_, at);
      const std::size_t bytes = sequence_bytes(byte_at(text_, at));
      if (is_unwanted(c)) {
        if (dropped++ == 0) first_dropped = out.size();
      } else if (c == '\r') {
        if (text_.compare(at, 2, "\r\n") != 0) out += '\n';
      } else if (c == '\v' || c == '\f' || c == 0x85) {
        out += ' ';
      } else {
        out.append(text_, at, bytes);
      }
      at += bytes;
    }
    text_ = std::move(out);
    if (dropped == 0) return;
    note(line_of(text_, first_dropped), DiagnosticLevel::kWarning, "control-characters",
         fmt::format("{} control or bidirectional override characters were dropped.", dropped));
  }

  std::string_view bytes_;
  std::string text_;
  std::vector<Diagnostic> diagnostics_;
};

}  // namespace

DecodedText decode_text(std::string_view bytes) { return Decoder(bytes).run(); }

}  // namespace dejavu
