// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/index_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <future>
#include <utility>

#include "core/base/error.h"

namespace dejavu {
namespace {

/// A document adds 60 bytes to some files: one call for a thousand of them.
constexpr std::size_t kBufferBytes = std::size_t{64} << 10;

[[noreturn]] void throw_io(std::string_view doing, const std::filesystem::path& path) {
  const int number = errno;
  const ErrorKind kind = number == ENOENT ? ErrorKind::kNotFound : ErrorKind::kIo;
  throw Error(kind, fmt::format("cannot {} {}: {}", doing, path.string(), std::strerror(number)),
              "Check the permissions and the free space of the index directory.");
}

void write_at(const Descriptor& file, std::uint64_t offset, std::string_view bytes,
              const std::filesystem::path& path) {
  while (!bytes.empty()) {
    const ssize_t written =
        ::pwrite(file.number(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw_io("write", path);
    offset += static_cast<std::uint64_t>(written);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void check_magic(const Descriptor& file, std::string_view magic,
                 const std::filesystem::path& path) {
  const std::string found = read_at(file, 0, kMagicBytes);
  if (found == magic) return;
  if (found.size() == kMagicBytes && found.starts_with(magic.substr(0, kMagicBytes - 1))) {
    throw Error(ErrorKind::kVersion,
                fmt::format("The index's file {} has another format.", path.filename().string()),
                "Rebuild the index with: dejavu-index build");
  }
  throw_damaged(fmt::format("its file {} does not begin as one", path.filename().string()));
}

Descriptor open_checked(const std::filesystem::path& path, std::string_view magic, int flags) {
  Descriptor file(::open(path.c_str(), flags | O_CLOEXEC));
  if (!file.valid()) throw_io("open", path);
  check_magic(file, magic, path);
  return file;
}

std::uint64_t size_of(const Descriptor& file, const std::filesystem::path& path) {
  struct stat status = {};
  if (::fstat(file.number(), &status) != 0) throw_io("read", path);
  return static_cast<std::uint64_t>(status.st_size);
}

[[noreturn]] void throw_short(const std::string& name) {
  throw_damaged(fmt::format("its file {} is shorter than the last commit says", name));
}

}  // namespace

void throw_damaged(std::string_view what) {
  throw Error(ErrorKind::kCorrupt, fmt::format("The index is damaged: {}.", what),
              "Rebuild it with: dejavu-index build");
}

std::string read_at(const Descriptor& file, std::uint64_t offset, std::size_t size) {
  std::string bytes(size, '\0');
  std::size_t filled = 0;
  while (filled < size) {
    const ssize_t got = ::pread(file.number(), bytes.data() + filled, size - filled,
                                static_cast<off_t>(offset + filled));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw_io("read", "a file of the index");
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  bytes.resize(filled);
  return bytes;
}

Descriptor open_index_file(const std::filesystem::path& path, std::string_view magic) {
  return open_checked(path, magic, O_RDONLY);
}

AppendOnlyFile::AppendOnlyFile(std::filesystem::path path, Descriptor file, std::uint64_t end)
    : path_(std::move(path)), file_(std::move(file)), written_(end) {}

AppendOnlyFile AppendOnlyFile::create(const std::filesystem::path& path, std::string_view magic) {
  Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (!file.valid()) throw_io("create", path);
  write_at(file, 0, magic, path);
  AppendOnlyFile created(path, std::move(file), magic.size());
  created.synced_ = false;
  return created;
}

AppendOnlyFile AppendOnlyFile::open(const std::filesystem::path& path, std::string_view magic,
                                    std::uint64_t end) {
  Descriptor file = open_checked(path, magic, O_RDWR);
  const std::uint64_t size = size_of(file, path);
  if (size < end || end < kMagicBytes) throw_short(path.filename().string());
  if (size > end && ::ftruncate(file.number(), static_cast<off_t>(end)) != 0) {
    throw_io("shorten", path);
  }
  return {path, std::move(file), end};
}

std::uint64_t AppendOnlyFile::append(std::string_view bytes) {
  const std::uint64_t offset = end();
  buffer_ += bytes;
  if (buffer_.size() >= kBufferBytes) flush();
  return offset;
}

void AppendOnlyFile::overwrite(std::uint64_t offset, std::string_view bytes) {
  write_at(file_, offset, bytes, path_);
  synced_ = false;
}

void AppendOnlyFile::flush() {
  if (buffer_.empty()) return;
  write_at(file_, written_, buffer_, path_);
  written_ += buffer_.size();
  buffer_.clear();
  synced_ = false;
}

void AppendOnlyFile::sync() {
  flush();
  if (synced_) return;
  if (::fdatasync(file_.number()) != 0) throw_io("sync", path_);
  synced_ = true;
}

void sync_together(const std::vector<AppendOnlyFile*>& files) {
  std::vector<std::future<void>> others;
  for (std::size_t i = 1; i < files.size(); ++i) {
    if (files[i]->is_synced()) continue;
    others.push_back(std::async(std::launch::async, [file = files[i]] { file->sync(); }));
  }
  if (!files.empty()) files[0]->sync();
  for (std::future<void>& other : others) other.get();
}

MappedFile::MappedFile(const std::filesystem::path& path, std::string_view magic, Mapping mapping)
    : name_(path.filename().string()), file_(open_index_file(path, magic)), mapping_(mapping) {}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(data_, size_);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : name_(std::move(other.name_)),
      file_(std::move(other.file_)),
      mapping_(other.mapping_),
      data_(std::exchange(other.data_, nullptr)),
      size_(std::exchange(other.size_, 0)) {}

void MappedFile::extend(std::uint64_t end) {
  if (end <= size_) return;
  // A page behind the end of the file would be a signal instead of an error.
  if (size_of(file_, name_) < end) throw_short(name_);
  // Mapped anew: a page that was changed in memory no longer sees what is appended to the file.
  const bool is_private = mapping_ == Mapping::kPrivate;
  void* mapped = ::mmap(nullptr, end, is_private ? PROT_READ | PROT_WRITE : PROT_READ,
                        is_private ? MAP_PRIVATE : MAP_SHARED, file_.number(), 0);
  if (mapped == MAP_FAILED) throw_io("map", name_);
  if (data_ != nullptr) ::munmap(data_, size_);
  data_ = static_cast<char*>(mapped);
  size_ = end;
}

}  // namespace dejavu
