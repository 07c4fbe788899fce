// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/git/told_head.h"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/git/child.h"

namespace dejavu {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view kEnd = "end\n";

constexpr std::size_t kPipeBytes = std::size_t{64} << 10;  // what Linux keeps in one

bool is_ready(int descriptor, Clock::time_point end) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now());
  pollfd polled = {descriptor, POLLIN, 0};
  return ::poll(&polled, 1, static_cast<int>(std::max<std::int64_t>(left.count(), 0))) > 0;
}

/// Whether the shell reads it as one word that means itself.
bool is_plain(std::string_view word) {
  constexpr std::string_view kPlain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=./";
  return !word.empty() && word.find_first_not_of(kPlain) == word.npos;
}

/// Absent when its end does not come.
std::optional<std::string> read_to_end(int descriptor, Clock::time_point end) {
  std::string read;
  std::array<char, kPipeBytes> part;
  while (read.size() <= kMaxChildOutputBytes && is_ready(descriptor, end)) {
    const ssize_t size = ::read(descriptor, part.data(), part.size());
    if (size == 0) return read;
    if (size < 0 && errno != EINTR) return std::nullopt;
    if (size > 0) read.append(part.data(), static_cast<std::size_t>(size));
  }
  return std::nullopt;
}

}  // namespace

std::string head_telling_command(const std::string& below) {
  const GitCall call = head_commit_call(below);
  std::string git;
  for (const std::string& variable : git_environment()) git += variable + " ";
  for (const std::string& variable : call.environment) git += variable + " ";
  git += "git --literal-pathspecs";
  for (const std::string& word : call.words)
    git += " " + (is_plain(word) ? word : shell_word(word));
  return fmt::format("{{ {} && echo {}; }} 2>/dev/null", git, trim(kEnd));
}

std::optional<HeadCommit> read_told_head(int descriptor, Clock::time_point end) {
  auto told = read_to_end(descriptor, end);
  if (!told || !told->ends_with(kEnd)) return std::nullopt;
  try {
    return parse_head_commit(std::string_view(*told).substr(0, told->size() - kEnd.size()));
  } catch (const Error&) {
    return std::nullopt;  // a hook of another version of dejavu
  }
}

}  // namespace dejavu
