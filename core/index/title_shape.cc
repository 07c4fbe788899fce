// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/title_shape.h"

#include "core/base/text.h"

namespace dejavu {

std::string title_shape(std::string_view title) {
  const std::string folded = fold(truncate_utf8(title, kMaxTitleShapeBytes));
  std::string shape = " ";
  for (const char c : folded) {
    const bool kept =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (kept) {
      shape += c;
    } else if (shape.back() != ' ') {
      shape += ' ';
    }
  }
  if (shape.back() != ' ') shape += ' ';
  if (shape.size() > kMaxTitleShapeBytes) shape.resize(kMaxTitleShapeBytes);
  return shape.size() > 1 ? shape : std::string();
}

}  // namespace dejavu
