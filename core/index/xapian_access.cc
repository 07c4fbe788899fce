// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/xapian_access.h"

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace dejavu {
namespace {

struct Meaning {
  std::string_view type;
  ErrorKind kind;
  std::string_view hint;
};

constexpr std::string_view kRebuild = "Rebuild the index with: dejavu-index build";
constexpr std::string_view kAgain = "Ask again: the index was being replaced.";
constexpr std::string_view kDisk = "Check the permissions and the free space of the index.";

/// Every type that Xapian 1.4 raises; what is not listed is a failure of the machine.
constexpr Meaning kMeanings[] = {
    {"DatabaseLockError", ErrorKind::kLocked, "Wait until the other writer is done."},
    {"DatabaseCorruptError", ErrorKind::kCorrupt, kRebuild},
    {"DatabaseVersionError", ErrorKind::kVersion, kRebuild},
    {"DatabaseNotFoundError", ErrorKind::kNotFound, "Build the index with: dejavu-index build"},
    {"DatabaseModifiedError", ErrorKind::kUnavailable, kAgain},
    {"DatabaseClosedError", ErrorKind::kUnavailable, kAgain},
    {"DocNotFoundError", ErrorKind::kNotFound, "It was removed since it was found; ask again."},
    {"InvalidArgumentError", ErrorKind::kInvalid, "Ask in other words."},
    {"InvalidOperationError", ErrorKind::kInvalid, "Ask in other words."},
    {"QueryParserError", ErrorKind::kInvalid, "Ask in other words."},
    {"WildcardError", ErrorKind::kInvalid, "Give more letters before the star."},
    {"RangeError", ErrorKind::kInvalid, "Ask in other words."},
};

}  // namespace

Error translate(const Xapian::Error& error) {
  std::string message = "The search engine reports: " + error.get_msg();
  if (error.get_error_string() != nullptr) {
    message += fmt::format(" ({})", error.get_error_string());
  }
  for (const Meaning& meaning : kMeanings) {
    if (meaning.type == error.get_type()) {
      return Error(meaning.kind, message, std::string(meaning.hint));
    }
  }
  // A commit that failed and could not be taken back; what the disk said stands in the message.
  if (error.get_msg().starts_with("Modifications failed")) {
    return Error(ErrorKind::kIo, message, std::string(kDisk));
  }
  // Without an error of the system it is the bytes that are wrong: "EOF reading block 0".
  if (error.get_error_string() == nullptr &&
      std::string_view(error.get_type()) == "DatabaseError") {
    return Error(ErrorKind::kCorrupt, message, std::string(kRebuild));
  }
  return Error(ErrorKind::kIo, message, std::string(kDisk));
}

bool XapianAccess::reopen() {
  try {
    return database_.reopen();
  } catch (const Xapian::DatabaseOpeningError& error) {  // DatabaseNotFoundError too
    throw Error(ErrorKind::kUnavailable, "The index was replaced while it was being read.",
                std::string(kAgain));
  } catch (const Xapian::Error& error) {
    throw translate(error);
  }
}

}  // namespace dejavu
