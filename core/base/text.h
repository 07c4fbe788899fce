// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dejavu {

/// Offset of the first byte that is not strict UTF-8 (no overlong forms, no surrogates, nothing
/// above U+10FFFF), or text.size().
std::size_t first_invalid_utf8(std::string_view text);

/// At most `max_bytes` of `text`, never cutting a code point of valid UTF-8.
std::string_view truncate_utf8(std::string_view text, std::size_t max_bytes);

/// Like truncate_utf8, but cut back to a blank when one is near, with "…" appended when cut (and
/// counted: the result has at most `max_bytes`).
std::string excerpt(std::string_view text, std::size_t max_bytes);

/// NFKC and Unicode case folding (utf8proc); what cannot be seen (soft hyphen, zero width) is
/// dropped. Bytes that are no UTF-8 stay as they are.
std::string fold(std::string_view text);

/// ASCII only: what file formats and keywords need.
std::string to_lower_ascii(std::string_view text);

/// Without blanks, tabs and line ends at both ends.
std::string_view trim(std::string_view text);

/// Every run of white space (no-break and other Unicode spaces too) becomes one blank; trimmed.
std::string collapse_blanks(std::string_view text);

/// Lines without their ends (LF, CRLF or CR); a final line end makes no extra empty line.
std::vector<std::string_view> split_lines(std::string_view text);

/// "All services returning 503!" → "all-services-returning-503": ASCII letters, digits and single
/// dashes; other letters keep their UTF-8 bytes. Empty when nothing is left.
std::string slug(std::string_view text);

/// For a terminal: what it would obey instead of show (escape sequences, other control characters
/// but tab and line ends, bidirectional overrides) and bytes that are no UTF-8 become U+FFFD.
std::string printable(std::string_view text);

/// 'it'\''s': one word for a POSIX shell, whatever its bytes.
std::string shell_word(std::string_view text);

/// As printable(), with blanks for line ends: whatever came from outside is one line of a log.
std::string printable_line(std::string_view text);

/// Escaped for HTML text and for double- or single-quoted attribute values. Control characters
/// other than tab and line ends, bidirectional overrides, and bytes that are no UTF-8 become
/// U+FFFD, so that what is read is what is stored.
std::string escape_html(std::string_view text);

}  // namespace dejavu
