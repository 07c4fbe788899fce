// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/git/indexed_commit.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "core/base/descriptor.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/text.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

/// Ids of SHA-256 repositories have 64 digits; a line end follows.
constexpr std::size_t kMaxNoteBytes = 100;
constexpr std::size_t kShortestId = 40;

fs::path note_file(const fs::path& index_dir) { return index_dir / "hook-commit"; }

bool is_object_id(std::string_view text) {
  return text.size() >= kShortestId &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

std::optional<std::string> indexed_commit(const fs::path& index_dir) {
  try {
    const std::string note = read_file(note_file(index_dir), kMaxNoteBytes);
    const std::string id(trim(note));
    if (is_object_id(id)) return id;
  } catch (const Error&) {
  }
  return std::nullopt;
}

void note_indexed_commit(const fs::path& index_dir, const std::string& commit) {
  const fs::path beside = index_dir / fmt::format(".hook-commit.{}", ::getpid());
  const std::string line = commit + "\n";
  const Descriptor file(::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  if (!file.valid()) return;
  const bool whole =
      ::write(file.number(), line.data(), line.size()) == static_cast<ssize_t>(line.size());
  if (!whole || ::rename(beside.c_str(), note_file(index_dir).c_str()) != 0) {
    ::unlink(beside.c_str());
  }
}

void forget_indexed_commit(const fs::path& index_dir) {
  ::unlink(note_file(index_dir).c_str());  // mostly there is none
}

}  // namespace dejavu
