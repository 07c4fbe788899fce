// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/commands/hook_copy.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "core/base/corpus_path.h"
#include "core/base/descriptor.h"
#include "core/base/error.h"
#include "core/postmortem/parse.h"
#include "core/recurrence/ledger.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

/// Names of temporary files are hidden ones, so that no walk finds what a crash leaves.
constexpr std::string_view kTemporaryName = ".dejavu-new";

[[noreturn]] void throw_errno(std::string_view what, const fs::path& path) {
  throw Error(ErrorKind::kIo,
              fmt::format("cannot {} {}: {}", what, path.string(), std::strerror(errno)));
}

/// Git refuses such names itself; a repository that was made by hand may have them.
bool is_safe(const std::string& path) {
  const fs::path parts(path);
  return !path.empty() && !parts.is_absolute() &&
         std::ranges::none_of(parts, [](const fs::path& part) {
           return part == ".." || part == "." || part == ".git" || part.empty();
         });
}

void write_all(const Descriptor& file, std::string_view bytes, const fs::path& path) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file.number(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) throw_errno("write", path);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void write_file(const fs::path& path, std::string_view bytes) {
  std::error_code failure;
  // Where a folder has become a file, or a file a folder, the old one is in the way.
  if (fs::is_directory(path, failure)) fs::remove_all(path, failure);
  fs::create_directories(path.parent_path(), failure);
  const fs::path beside = path.parent_path() / kTemporaryName;
  Descriptor file(
      ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666));
  if (!file.valid()) throw_errno("write", beside);
  write_all(file, bytes, beside);
  if (file.close() != 0) throw_errno("write", beside);
  if (::rename(beside.c_str(), path.c_str()) != 0) throw_errno("rename", beside);
}

/// A file that stands where a folder is needed.
void clear_way(const fs::path& corpus, const std::string& path) {
  std::error_code failure;
  for (std::size_t slash = path.find('/'); slash != std::string::npos;
       slash = path.find('/', slash + 1)) {
    const fs::path folder = corpus / path.substr(0, slash);
    if (fs::exists(fs::symlink_status(folder, failure)) && !fs::is_directory(folder, failure)) {
      fs::remove(folder, failure);
    }
  }
}

}  // namespace

bool belongs_to_copy(const Settings& settings, const std::string& path) {
  return path == kSettingsFile || path == kLedgerFile || belongs_to_corpus(settings, path);
}

std::vector<std::string> write_copy(const GitPlace& place, const fs::path& corpus,
                                    const std::vector<TreePath>& files) {
  ObjectRequest request = {.ids = {}, .limit_bytes = kMaxFileBytes};
  std::vector<std::string> paths;
  for (const TreePath& file : files) {
    if (!is_safe(file.path)) continue;
    request.ids.push_back(file.blob);
    paths.push_back(file.path);
  }
  std::vector<std::string> without;
  read_objects(place, request, [&](const GitObject& object) {
    const std::string& path = paths[object.index];
    if (!object.bytes) {
      without.push_back(path);
      return;
    }
    clear_way(corpus, path);
    write_file(corpus / path, *object.bytes);
  });
  return without;
}

void remove_from_copy(const fs::path& corpus, const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    if (!is_safe(path)) continue;
    std::error_code failure;
    fs::remove(corpus / path, failure);
    // Upwards, as long as nothing is left; remove() of a folder that holds something fails.
    for (fs::path folder = fs::path(path).parent_path(); !folder.empty();
         folder = folder.parent_path()) {
      if (!fs::remove(corpus / folder, failure) || failure) break;
    }
  }
}

void mark_copy(const fs::path& corpus) {
  const fs::path mark = corpus / kCopyMark;
  std::error_code failure;
  if (!fs::exists(mark, failure)) write_file(mark, "renewed by each push; decide elsewhere\n");
}

std::vector<std::string> files_of_copy(const fs::path& corpus) {
  std::vector<std::string> paths;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(corpus)) {
    if (!entry.is_directory() && entry.path() != corpus / kCopyMark) {
      paths.push_back(entry.path().lexically_relative(corpus).generic_string());
    }
  }
  std::ranges::sort(paths);
  return paths;
}

void sync_copy(const fs::path& corpus) {
  const Descriptor folder(::open(corpus.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder.valid() || ::syncfs(folder.number()) != 0) throw_errno("sync", corpus);
}

}  // namespace dejavu
