// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/layout.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <random>
#include <system_error>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/text.h"
#include "core/index/schema.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kRebuildHint = "Rebuild the index with: dejavu-index build";

/// CURRENT and FORMAT are one short line each; more is damage.
constexpr std::size_t kMaxNoteBytes = 256;

fs::path current_file(const fs::path& index_dir) { return index_dir / "CURRENT"; }
fs::path generations_dir(const fs::path& index_dir) { return index_dir / "generations"; }

std::string format_note() {
  return fmt::format("dejavu-index layout {} schema {}\n", kLayoutVersion, kSchemaVersion);
}

[[noreturn]] void throw_io(std::string_view doing, const fs::path& path, std::error_code failure) {
  throw Error(ErrorKind::kIo,
              fmt::format("cannot {} {}: {}", doing, path.string(), failure.message()),
              "Check the permissions and the free space of the index directory.");
}

void create_folders(const fs::path& path) {
  std::error_code failure;
  fs::create_directories(path, failure);
  if (failure) throw_io("create", path, failure);
}

/// False when it was there already.
bool create_folder(const fs::path& path) {
  std::error_code failure;
  const bool created = fs::create_directory(path, failure);
  if (failure) throw_io("create", path, failure);
  return created;
}

bool is_generation_name(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
  });
}

/// Files first, folders after what they contain.
void sync_tree(const fs::path& folder) {
  std::error_code failure;
  for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end;
       entry.increment(failure)) {
    if (entry->is_directory(failure)) {
      sync_tree(entry->path());
    } else {
      sync_path(entry->path());
    }
  }
  if (failure) throw_io("list", folder, failure);
  sync_path(folder);
}

/// The name of a new index directory stands in a folder that is not ours, and that we may not be
/// allowed to read: then the file system alone decides how soon it survives power loss.
void sync_parent(const fs::path& index_dir) {
  try {
    sync_path(index_dir.parent_path());
  } catch (const Error&) {
  }
}

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code failure;
  for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end;
       entry.increment(failure)) {
    names.push_back(entry->path().filename().string());
  }
  if (failure && failure != std::errc::no_such_file_or_directory) {
    throw_io("list", folder, failure);
  }
  std::ranges::sort(names);
  return names;
}

/// What write_file_atomically leaves beside its target when it is killed.
bool is_leftover(std::string_view name) {
  return name.starts_with(".dejavu-") && name.ends_with(".tmp");
}

void remove_tree(const fs::path& path) {
  std::error_code failure;
  fs::remove_all(path, failure);
  if (failure) throw_io("remove", path, failure);
}

}  // namespace

Generation::Generation(const fs::path& index_dir, std::string name)
    : name_(std::move(name)), folder_(generations_dir(index_dir) / name_) {}

void Generation::write_format() const { write_file_atomically(folder_ / "FORMAT", format_note()); }

void Generation::check_format() const {
  const std::string note = read_file(folder_ / "FORMAT", kMaxNoteBytes);
  if (note == format_note()) return;
  if (!note.starts_with("dejavu-index layout ")) {
    throw Error(ErrorKind::kCorrupt, "The format note of the index is damaged.",
                std::string(kRebuildHint));
  }
  throw Error(ErrorKind::kVersion,
              fmt::format("The index was written in another format ({}; this program reads {}).",
                          trim(note), trim(format_note())),
              std::string(kRebuildHint));
}

void create_index_dir(const fs::path& index_dir) {
  create_folders(generations_dir(index_dir));
  const fs::path ignore = index_dir / ".gitignore";
  std::error_code failure;
  if (!fs::exists(ignore, failure)) write_file_atomically(ignore, "*\n");
}

fs::path lock_file(const fs::path& index_dir) { return index_dir / "lock"; }

std::optional<Generation> current_generation(const fs::path& index_dir) {
  std::string line;
  try {
    line = read_file(current_file(index_dir), kMaxNoteBytes);
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::kNotFound) return std::nullopt;
    throw;
  }
  if (!line.ends_with('\n') || !is_generation_name(trim(line))) {
    throw Error(ErrorKind::kCorrupt,
                fmt::format("{} names no generation.", current_file(index_dir).string()),
                std::string(kRebuildHint));
  }
  return Generation(index_dir, std::string(trim(line)));
}

Generation create_generation(const fs::path& index_dir, Instant now) {
  std::string stamp = format_instant(now);
  std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
  // Random, because a name must never come back: a reader that still has the old generation of that
  // name open would take the new one's database for its own.
  std::random_device random;
  while (true) {
    Generation generation(index_dir, fmt::format("{}-{}-{:08x}", stamp, ::getpid(), random()));
    if (create_folder(generation.folder())) return generation;
  }
}

void switch_to(const fs::path& index_dir, const Generation& generation) {
  sync_tree(generation.folder());
  sync_path(generations_dir(index_dir));
  write_file_atomically(current_file(index_dir), generation.name() + '\n');
  sync_parent(index_dir);
}

std::vector<std::string> remove_unpointed(const fs::path& index_dir) {
  const std::optional<Generation> current = current_generation(index_dir);
  std::vector<fs::path> unpointed;
  for (const std::string& name : names_in(generations_dir(index_dir))) {
    if (!current || name != current->name()) unpointed.push_back(generations_dir(index_dir) / name);
  }
  std::vector<fs::path> folders = {index_dir};
  if (current) folders.push_back(current->folder());
  for (const fs::path& folder : folders) {
    for (const std::string& name : names_in(folder)) {
      if (is_leftover(name)) unpointed.push_back(folder / name);
    }
  }
  std::vector<std::string> removed;
  for (const fs::path& path : unpointed) {
    remove_tree(path);
    removed.push_back(path.filename().string());
  }
  std::ranges::sort(removed);
  return removed;
}

}  // namespace dejavu
