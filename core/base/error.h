// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <stdexcept>
#include <string>

namespace dejavu {

/// What went wrong with the machine. Bad text is never an Error: it is a value with diagnostics.
enum class ErrorKind {
  kNotFound,     // the named thing does not exist
  kInvalid,      // the caller asked for something that makes no sense
  kLocked,       // another process holds the write lock
  kCorrupt,      // stored bytes contradict their own format
  kVersion,      // written by another version of the format
  kIo,           // the operating system refused
  kUnavailable,  // try again later
};

/// The only exception type that crosses a room's border. `what()` says what happened, `hint()`
/// what to do next; both are complete sentences for a person. Engines' own exceptions are
/// translated once, where the engine is called.
class Error : public std::runtime_error {
 public:
  Error(ErrorKind kind, const std::string& message, std::string hint = {})
      : std::runtime_error(message), kind_(kind), hint_(std::move(hint)) {}

  ErrorKind kind() const { return kind_; }
  const std::string& hint() const { return hint_; }

 private:
  ErrorKind kind_;
  std::string hint_;
};

/// Exit codes of all programs. 0 and 1 are answers, not errors.
inline constexpr int kExitAnswered = 0;
inline constexpr int kExitAnsweredNo = 1;
inline constexpr int kExitUsage = 2;
inline constexpr int kExitNotFound = 3;
inline constexpr int kExitLocked = 4;
inline constexpr int kExitCorrupt = 5;
inline constexpr int kExitIo = 6;

constexpr int exit_code(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kInvalid: return kExitUsage;
    case ErrorKind::kNotFound: return kExitNotFound;
    case ErrorKind::kLocked: return kExitLocked;
    case ErrorKind::kCorrupt:
    case ErrorKind::kVersion: return kExitCorrupt;
    case ErrorKind::kIo:
    case ErrorKind::kUnavailable: return kExitIo;
  }
  return kExitIo;
}

}  // namespace dejavu
