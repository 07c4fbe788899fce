// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/recurrence/ledger.h"

#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <tuple>

#include "core/base/descriptor.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/text.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

/// Git and editors replace a file by renaming; a ledger that is replaced this often between open
/// and lock is no accident.
constexpr int kOpenAttempts = 16;

[[noreturn]] void fail(std::string_view doing, const fs::path& path) {
  const int number = errno;
  const bool is_link = number == ELOOP;
  throw Error(is_link ? ErrorKind::kInvalid : ErrorKind::kIo,
              fmt::format("cannot {} {}: {}", doing, path.string(), std::strerror(number)),
              is_link ? "The ledger must be a file of its own, not a link."
                      : "Check the permissions and the free space of the corpus.");
}

struct stat status_of(const Descriptor& file, const fs::path& path) {
  struct stat status = {};
  if (::fstat(file.number(), &status) != 0) fail("look at", path);
  if (!S_ISREG(status.st_mode)) {
    throw Error(ErrorKind::kInvalid, path.string() + " is no regular file", "Remove it.");
  }
  return status;
}

bool is_still_at(const fs::path& path, const struct stat& opened) {
  struct stat now = {};
  return ::lstat(path.c_str(), &now) == 0 && now.st_ino == opened.st_ino &&
         now.st_dev == opened.st_dev;
}

/// The ledger, locked until it is closed.
Descriptor open_locked(const fs::path& path) {
  for (int attempt = 0; attempt < kOpenAttempts; ++attempt) {
    constexpr int kFlags = O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;
    Descriptor file(::open(path.c_str(), kFlags, 0666));
    if (!file.valid()) fail("open", path);
    const struct stat opened = status_of(file, path);
    while (::flock(file.number(), LOCK_EX) != 0) {
      if (errno != EINTR) fail("lock", path);
    }
    if (is_still_at(path, opened)) return file;
  }
  throw Error(ErrorKind::kUnavailable, path.string() + " is being replaced all the time",
              "Try again.");
}

bool ends_in_newline(const Descriptor& file, off_t size, const fs::path& path) {
  if (size == 0) return true;
  char last = '\0';
  ssize_t got = -1;
  do {
    got = ::pread(file.number(), &last, 1, size - 1);
  } while (got < 0 && errno == EINTR);
  if (got != 1) fail("read", path);
  return last == '\n';
}

/// A part of a line is worse than none, but only our own bytes may be taken back.
void take_back(const Descriptor& file, off_t size, std::size_t written) {
  struct stat status = {};
  if (written == 0 || ::fstat(file.number(), &status) != 0) return;
  if (status.st_size == size + static_cast<off_t>(written)) (void)!::ftruncate(file.number(), size);
}

/// Mostly one write; a disk that takes a part is asked to take the rest.
void write_line(const Descriptor& file, off_t size, std::string_view line, const fs::path& path) {
  std::size_t done = 0;
  while (done < line.size()) {
    const std::string_view rest = line.substr(done);
    const ssize_t written = ::write(file.number(), rest.data(), rest.size());
    if (written > 0) done += static_cast<std::size_t>(written);
    if (written > 0 || (written < 0 && errno == EINTR)) continue;
    const int number = written < 0 ? errno : ENOSPC;
    take_back(file, size, done);
    errno = number;
    fail("write", path);
  }
}

/// Where the next line begins; `at` is inside of the text.
std::size_t end_of_line(std::string_view bytes, std::size_t at) {
  return std::min(bytes.find('\n', at), bytes.size());
}

Diagnostic fault_at(int line, LineFault fault) {
  return {line, 1, DiagnosticLevel::kWarning, std::move(fault.code), std::move(fault.message)};
}

enum class LineEnd { kThere, kMissing };

void read_line(std::string_view text, int line, LineEnd line_end, Ledger& ledger) {
  if (trim(text).empty()) return;
  std::variant<LedgerEntry, LineFault> read =
      text.size() > kMaxLedgerLineBytes
          ? LineFault{"ledger-line-broken", "This line is too long for a decision; skipped."}
          : parse_ledger_line(trim(text), line);
  if (auto* entry = std::get_if<LedgerEntry>(&read)) {
    ledger.entries.push_back(std::move(*entry));
    return;
  }
  LineFault fault = std::get<LineFault>(std::move(read));
  if (line_end == LineEnd::kMissing && fault.code == "ledger-line-broken") {
    fault = {"ledger-line-torn", "The last line is torn: its writer did not come to its end."};
  }
  ledger.diagnostics.push_back(fault_at(line, std::move(fault)));
}

}  // namespace

Ledger parse_ledger(std::string_view bytes) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  Ledger ledger;
  int line = 1;
  for (std::size_t at = 0; at < bytes.size(); ++line) {
    const std::size_t end = end_of_line(bytes, at);
    const LineEnd line_end = end < bytes.size() ? LineEnd::kThere : LineEnd::kMissing;
    read_line(bytes.substr(at, end - at), line, line_end, ledger);
    at = end + 1;
  }
  const auto order = [](const LedgerEntry& entry) { return std::tie(entry.at, entry.text); };
  std::stable_sort(ledger.entries.begin(), ledger.entries.end(),
                   [&](const LedgerEntry& a, const LedgerEntry& b) { return order(a) < order(b); });
  const auto same = [&](const LedgerEntry& a, const LedgerEntry& b) { return a.text == b.text; };
  ledger.entries.erase(std::unique(ledger.entries.begin(), ledger.entries.end(), same),
                       ledger.entries.end());
  return ledger;
}

Ledger read_ledger(const fs::path& corpus) {
  try {
    return parse_ledger(read_file(corpus / kLedgerFile, kMaxLedgerBytes));
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::kNotFound) throw;
    std::error_code gone;
    if (fs::is_directory(corpus, gone)) return {};
    return {.entries = {},
            .diagnostics = {fault_at(1, {"ledger-out-of-reach",
                                         "The folder of the corpus is not there, and with it all "
                                         "decisions of this file; nothing is known of them."})}};
  }
}

LedgerStamp ledger_stamp(const fs::path& corpus) {
  struct stat status = {};
  if (::stat((corpus / kLedgerFile).c_str(), &status) != 0) return {};
  constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;
  return {static_cast<std::uint64_t>(status.st_size),
          status.st_mtim.tv_sec * kNanosecondsPerSecond + status.st_mtim.tv_nsec,
          static_cast<std::uint64_t>(status.st_ino)};
}

void append_to_ledger(const fs::path& corpus, const LedgerEntry& entry) {
  std::error_code failure;
  if (fs::exists(corpus / kCopyMark, failure)) {
    throw Error(ErrorKind::kInvalid,
                "this corpus is a copy that pushes renew: a decision here would be lost",
                "Decide in a working copy, commit verdicts.jsonl and push it.");
  }
  const fs::path path = corpus / kLedgerFile;
  std::string line = format_ledger_line(entry) + '\n';
  if (line.size() > kMaxLedgerLineBytes) {
    throw Error(ErrorKind::kInvalid, "this decision is too long for a line of the ledger",
                "Say the reason in a sentence or two.");
  }
  const Descriptor file = open_locked(path);
  const off_t size = status_of(file, path).st_size;
  if (!ends_in_newline(file, size, path)) line.insert(line.begin(), '\n');
  write_line(file, size, line, path);
  if (::fdatasync(file.number()) != 0) fail("be sure that the disk has the last line of", path);
  // Always: whoever made the file may have died before it came to this.
  sync_path(corpus);
}

}  // namespace dejavu
