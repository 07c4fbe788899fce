// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/folder_watch.h"

#include <fmt/format.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "core/base/error.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kEvents = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM |
                                  IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF;
constexpr std::uint32_t kFlags = IN_ONLYDIR | IN_DONT_FOLLOW | IN_EXCL_UNLINK;

/// Some hundred events at a time.
constexpr std::size_t kBufferBytes = std::size_t{64} << 10;

/// Emacs makes a link of such a name beside each file that is being edited.
constexpr std::string_view kEditorLock = ".#";

bool is_below(std::string_view path, std::string_view folder) {
  return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

std::string joined_path(const std::string& folder, std::string_view name) {
  return folder.empty() ? std::string(name) : fmt::format("{}/{}", folder, name);
}

[[noreturn]] void throw_gone(const fs::path& root) {
  throw Error(ErrorKind::kNotFound, fmt::format("{} is gone.", root.string()),
              "Make the folder again, then start watching again.");
}

}  // namespace

FolderWatch::FolderWatch(fs::path root, fs::path skipped)
    : root_(std::move(root)),
      skipped_(std::move(skipped)),
      events_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
  if (!events_.valid()) {
    throw Error(ErrorKind::kIo, fmt::format("cannot watch folders: {}", std::strerror(errno)),
                "Perhaps fs.inotify.max_user_instances is used up.");
  }
  std::error_code failure;
  if (!fs::is_directory(root_, failure)) throw_gone(root_);
  add_tree("");
}

bool FolderWatch::is_skipped(const fs::path& folder) const {
  return folder.filename().string().starts_with('.') || folder == skipped_;
}

void FolderWatch::add_folder(const std::string& folder) {
  const fs::path path = folder.empty() ? root_ : root_ / folder;
  const int watch = ::inotify_add_watch(events_.number(), path.c_str(), kEvents | kFlags);
  if (watch >= 0) {
    folders_[watch] = folder;
    return;
  }
  // It went away, was replaced by a file, or may not be read: updates tell of that.
  if (errno == ENOENT || errno == ENOTDIR || errno == EACCES) return;
  throw Error(ErrorKind::kIo,
              fmt::format("cannot watch {}: {}", path.string(), std::strerror(errno)),
              "Each folder takes one of fs.inotify.max_user_watches; raise it with sysctl.");
}

void FolderWatch::add_tree(const std::string& folder) {
  // Before its entries are looked at: what comes meanwhile is found or heard of.
  add_folder(folder);
  std::error_code failure;
  fs::recursive_directory_iterator entry(folder.empty() ? root_ : root_ / folder,
                                         fs::directory_options::skip_permission_denied, failure);
  for (const fs::recursive_directory_iterator end; !failure && entry != end;
       entry.increment(failure)) {
    if (!entry->is_directory(failure) || entry->is_symlink(failure)) continue;
    if (is_skipped(entry->path())) {
      entry.disable_recursion_pending();
    } else {
      add_folder(entry->path().lexically_relative(root_).generic_string());
    }
  }
}

void FolderWatch::drop_tree(const std::string& folder) {
  for (auto at = folders_.begin(); at != folders_.end();) {
    if (at->second != folder && !is_below(at->second, folder)) {
      ++at;
      continue;
    }
    ::inotify_rm_watch(events_.number(), at->first);
    at = folders_.erase(at);
  }
}

WatchedChanges FolderWatch::add_to(WatchedChanges changes) {
  alignas(inotify_event) std::array<char, kBufferBytes> buffer;
  for (;;) {
    const ssize_t got = ::read(events_.number(), buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && errno != EAGAIN) {
      throw Error(ErrorKind::kIo, fmt::format("cannot hear of changes: {}", std::strerror(errno)));
    }
    if (got <= 0) return changes;
    for (std::size_t at = 0; at < static_cast<std::size_t>(got);) {
      inotify_event event;
      std::memcpy(&event, buffer.data() + at, sizeof event);
      const char* name = buffer.data() + at + sizeof event;  // padded with NULs
      note({.watch = event.wd,
            .mask = event.mask,
            .name = event.len > 0 ? std::string_view(name) : std::string_view()},
           changes);
      at += sizeof event + event.len;
    }
  }
}

void FolderWatch::note(const Event& event, WatchedChanges& changes) {
  if ((event.mask & IN_Q_OVERFLOW) != 0) {
    changes.all = true;
    add_tree("");  // folders that nobody told us of
    return;
  }
  const auto folder = folders_.find(event.watch);
  if (folder == folders_.end()) return;  // of a watch that was given up
  constexpr std::uint32_t kGone = IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT;
  if ((event.mask & (kGone | IN_IGNORED)) != 0) {
    if (folder->second.empty()) throw_gone(root_);
    if ((event.mask & IN_IGNORED) != 0) folders_.erase(folder);
    return;  // the folder above says what became of it
  }
  const std::string path = joined_path(folder->second, event.name);
  if ((event.mask & IN_ISDIR) != 0) {
    if (!is_skipped(root_ / path)) note_folder(event, path, changes);
  } else if (!event.name.starts_with(kEditorLock)) {
    changes.files.insert(path);
  }
}

void FolderWatch::note_folder(const Event& event, const std::string& path,
                              WatchedChanges& changes) {
  changes.folders.insert(path);
  // The watches of a folder that has moved would go on under its old name.
  if ((event.mask & (IN_MOVED_FROM | IN_DELETE)) != 0) drop_tree(path);
  if ((event.mask & (IN_MOVED_TO | IN_CREATE)) != 0) add_tree(path);
}

}  // namespace dejavu
