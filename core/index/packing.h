// SPDX-License-Identifier: GPL-2.0-or-later
// The byte form of stored values. A value has exactly one: numbers have a fixed width, and zstd
// takes the zeros out again.
#pragma once

#include <bit>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/base/error.h"

namespace dejavu {

static_assert(std::endian::native == std::endian::little, "stored numbers are little-endian");

/// Says how the members of a struct are stored, once for both directions: a specialisation has
/// `static void visit(auto& archive, auto& value)` that passes all members to `archive(…)`.
template <typename T>
struct Packed;

template <typename A, typename B>
struct Packed<std::pair<A, B>> {
  static void visit(auto& archive, auto& pair) { archive(pair.first, pair.second); }
};

/// The last enumerator of an enum; it is stored as a byte.
template <typename T>
inline constexpr T kLastOf{};

/// Appends values to bytes.
class Packer {
 public:
  template <typename... T>
  void operator()(const T&... values) {
    (put(values), ...);
  }

  std::string take() { return std::move(bytes_); }

 private:
  template <typename T>
  void put(const T& value) {
    if constexpr (std::is_enum_v<T> || std::is_same_v<T, bool>) {
      bytes_.push_back(static_cast<char>(value));
    } else if constexpr (std::is_integral_v<T>) {
      char raw[sizeof(T)];
      std::memcpy(raw, &value, sizeof(T));
      bytes_.append(raw, sizeof(T));
    } else {
      Packed<T>::visit(*this, value);
    }
  }
  void put(const std::string& text) {
    put(static_cast<std::uint32_t>(text.size()));
    bytes_.append(text);
  }
  void put(const std::chrono::sys_seconds& at) { put(std::int64_t{at.time_since_epoch().count()}); }
  template <typename T>
  void put(const std::optional<T>& value) {
    put(value.has_value());
    if (value) put(*value);
  }
  template <typename T>
  void put(const std::vector<T>& values) {
    put(static_cast<std::uint32_t>(values.size()));
    for (const T& value : values) put(value);
  }

  std::string bytes_;
};

/// Takes values from bytes; Error kCorrupt where they are not what Packer writes.
class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : bytes_(bytes) {}

  template <typename... T>
  void operator()(T&... values) {
    (get(values), ...);
  }

  void finish() const { return bytes_.empty() ? void() : fail(); }  // nothing may be left

 private:
  [[noreturn]] static void fail() {
    throw Error(ErrorKind::kCorrupt, "A stored record is damaged.",
                "Rebuild the index with: dejavu-index build");
  }

  std::string_view take(std::size_t count) {
    if (count > bytes_.size()) fail();
    const std::string_view taken = bytes_.substr(0, count);
    bytes_.remove_prefix(count);
    return taken;
  }

  template <typename T>
  void get(T& value) {
    if constexpr (std::is_same_v<T, bool>) {
      const char raw = take(1).front();
      if (raw != 0 && raw != 1) fail();
      value = raw == 1;
    } else if constexpr (std::is_enum_v<T>) {
      const auto raw = static_cast<unsigned char>(take(1).front());
      if (raw > static_cast<int>(kLastOf<T>)) fail();
      value = static_cast<T>(raw);
    } else if constexpr (std::is_integral_v<T>) {
      std::memcpy(&value, take(sizeof(T)).data(), sizeof(T));
    } else {
      Packed<T>::visit(*this, value);
    }
  }
  void get(std::string& text) {
    std::uint32_t size = 0;
    get(size);
    text.assign(take(size));
  }
  void get(std::chrono::sys_seconds& at) {
    std::int64_t seconds = 0;
    get(seconds);
    at = std::chrono::sys_seconds(std::chrono::seconds(seconds));
  }
  template <typename T>
  void get(std::optional<T>& value) {
    bool present = false;
    get(present);
    value.reset();
    if (present) get(value.emplace());
  }
  template <typename T>
  void get(std::vector<T>& values) {
    std::uint32_t count = 0;
    get(count);
    values.clear();  // no reserve: a forged count must not ask for memory
    for (std::uint32_t i = 0; i < count; ++i) get(values.emplace_back());
  }

  std::string_view bytes_;
};

}  // namespace dejavu
