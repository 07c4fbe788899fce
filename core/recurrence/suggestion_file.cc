// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/recurrence/suggestion_file.h"

#include <bit>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/index/packing.h"

namespace dejavu {

template <>
struct Packed<double> {
  static void visit(auto& archive, auto& value) {
    auto bits = std::bit_cast<std::uint64_t>(value);
    archive(bits);
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(value)>>) {
      value = std::bit_cast<double>(bits);
    }
  }
};

template <>
struct Packed<Candidate> {
  static void visit(auto& archive, auto& value) {
    auto& [id, confidence, same, differs] = value;
    archive(id, confidence, same, differs);
  }
};

template <>
struct Packed<AskedIncident> {
  static void visit(auto& archive, auto& value) {
    auto& [record, candidates] = value;
    archive(record, candidates);
  }
};

namespace {

/// The digit changes with the format, and with what makes a candidate.
constexpr std::string_view kHeader = "dejavu-suggestions-1\n";
constexpr std::size_t kChecksumBytes = 32;  // of content_hash

/// 400 bytes each for a million incidents.
constexpr std::size_t kMaxBytes = std::size_t{400} << 20;

}  // namespace

std::vector<AskedIncident> read_suggestions(const std::filesystem::path& file) {
  std::vector<AskedIncident> asked;
  try {
    const std::string bytes = read_file(file, kMaxBytes);
    std::string_view rest = bytes;
    if (rest.size() < kHeader.size() + kChecksumBytes || !rest.starts_with(kHeader)) return {};
    const std::string_view checksum = rest.substr(kHeader.size(), kChecksumBytes);
    rest.remove_prefix(kHeader.size() + kChecksumBytes);
    if (content_hash(rest) != checksum) return {};
    Unpacker unpacker(rest);
    unpacker(asked);
    unpacker.finish();
  } catch (const Error&) {
    return {};  // a cache of a cache: whatever is wrong with it, asking again is right
  }
  return asked;
}

Kept write_suggestions(const std::filesystem::path& file, const std::vector<AskedIncident>& asked) {
  Packer packer;
  packer(asked);
  const std::string bytes = packer.take();
  try {
    write_file_atomically(file, std::string(kHeader) + content_hash(bytes) + bytes);
    return Kept::kYes;
  } catch (const Error&) {
    return Kept::kNo;
  }
}

}  // namespace dejavu
