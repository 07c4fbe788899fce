// SPDX-License-Identifier: GPL-2.0-or-later
#include <sys/stat.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "core/base/descriptor.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/text.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

WalkedFile walked_file(std::string path, const struct stat& status) {
  constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;
  return {std::move(path), static_cast<std::uint64_t>(status.st_size),
          status.st_mtim.tv_sec * kNanosecondsPerSecond + status.st_mtim.tv_nsec};
}

/// One walk: folders are a stack, so that depth is bounded by the disk and not by ours.
class Walker {
 public:
  Walker(const fs::path& root, const std::vector<std::string>& extensions) : root_(root) {
    for (const std::string& extension : extensions) {
      extensions_.push_back(to_lower_ascii(extension));
    }
  }

  Walk run() {
    folders_.emplace_back();
    while (!folders_.empty()) {
      const std::string folder = std::move(folders_.back());
      folders_.pop_back();
      list(folder);
    }
    follow_links();
    std::ranges::sort(walk_.files, {}, &WalkedFile::path);
    std::ranges::sort(walk_.problems, {}, &WalkProblem::path);
    return std::move(walk_);
  }

 private:
  void list(const std::string& folder) {
    std::error_code failure;
    fs::directory_iterator entry(root_ / folder, failure);
    for (; !failure && entry != fs::directory_iterator(); entry.increment(failure)) {
      const std::string name = entry->path().filename().string();
      visit(folder.empty() ? name : folder + '/' + name, name);
    }
    if (failure) problem(folder, "The folder cannot be read: " + failure.message() + ".");
  }

  void visit(std::string path, const std::string& name) {
    struct stat status = {};
    if (::lstat((root_ / path).c_str(), &status) != 0) return;  // removed since it was listed
    if (S_ISDIR(status.st_mode)) {
      if (!name.starts_with('.')) folders_.push_back(std::move(path));
      return;
    }
    if (!is_wanted(name)) return;
    if (S_ISREG(status.st_mode)) {
      walk_.files.push_back(walked_file(std::move(path), status));
    } else if (S_ISLNK(status.st_mode)) {
      links_.push_back(std::move(path));
    } else {
      problem(std::move(path), "It is no regular file (a FIFO, socket or device).");
    }
  }

  bool is_wanted(std::string_view name) const {
    const std::string lower = to_lower_ascii(name);
    return std::ranges::any_of(extensions_, [&](const std::string& extension) {
      return lower.size() > extension.size() && lower.ends_with(extension);
    });
  }

  /// After everything else, so that a link to a file that is found anyway adds nothing.
  void follow_links() {
    if (links_.empty()) return;
    std::set<std::pair<dev_t, ino_t>> found;
    for (const WalkedFile& file : walk_.files) {
      struct stat status = {};
      if (::lstat((root_ / file.path).c_str(), &status) == 0) {
        found.emplace(status.st_dev, status.st_ino);
      }
    }
    std::ranges::sort(links_);
    for (std::string& link : links_) {
      const std::optional<struct stat> status = target_of(link);
      if (status && found.emplace(status->st_dev, status->st_ino).second) {
        walk_.files.push_back(walked_file(std::move(link), *status));
      }
    }
  }

  std::optional<struct stat> target_of(const std::string& link) {
    const Descriptor target = open_beneath(root_, link, O_PATH);
    struct stat status = {};
    if (!target.valid()) {
      problem(link, errno == ENOENT  ? "The link leads nowhere."
                    : errno == ELOOP ? "The link leads in a circle."
                                     : "The link leads out of the corpus.");
      return std::nullopt;
    }
    if (::fstat(target.number(), &status) != 0 || !S_ISREG(status.st_mode)) {
      problem(link, "The link leads to no regular file.");
      return std::nullopt;
    }
    return status;
  }

  void problem(std::string path, std::string reason) {
    walk_.problems.push_back({std::move(path), std::move(reason)});
  }

  fs::path root_;
  std::vector<std::string> extensions_;
  std::vector<std::string> folders_;
  std::vector<std::string> links_;
  Walk walk_;
};

}  // namespace

Walk walk_corpus(const fs::path& root, const std::vector<std::string>& extensions) {
  std::error_code failure;
  if (!fs::is_directory(root, failure)) {
    throw Error(ErrorKind::kNotFound, root.string() + " is no folder",
                "Name the folder that holds the postmortems.");
  }
  return Walker(root, extensions).run();
}

}  // namespace dejavu
