// SPDX-License-Identifier: GPL-2.0-or-later
// Private to the rooms that speak to the engine: core/index, core/search and indexer.
#pragma once

#include <xapian.h>

#include <utility>

#include "core/base/error.h"

namespace dejavu {

/// Xapian's exception as ours: locked, corrupt, version, I/O; the hint says what to run.
Error translate(const Xapian::Error& error);

/// The database behind a Reader.
class XapianAccess {
 public:
  explicit XapianAccess(Xapian::Database database) : database_(std::move(database)) {}

  /// Runs `read_database(const Xapian::Database&)`. When a commit of the writer has overtaken it
  /// the database is reopened and it starts again, so it must have no effects but its result.
  /// Other engine errors are translated.
  template <typename Read>
  auto read(Read&& read_database) {
    for (int attempt = 1;; ++attempt) {
      try {
        return read_database(std::as_const(database_));
      } catch (const Xapian::DatabaseModifiedError& error) {
        if (attempt == kMaxAttempts) throw translate(error);
      } catch (const Xapian::DatabaseCorruptError& error) {
        // A block that is overwritten while it is read can look like damage. Damage stays.
        if (attempt == kMaxAttemptsWhenCorrupt) throw translate(error);
      } catch (const Xapian::Error& error) {
        throw translate(error);
      }
      reopen();
    }
  }

  /// True when a newer revision was there. Throws Error kUnavailable when the generation has been
  /// replaced and removed: the reader must move to the new one.
  bool reopen();

 private:
  /// Under back-to-back commits two in a hundred reads are overtaken; ten in a row are not chance.
  static constexpr int kMaxAttempts = 10;
  static constexpr int kMaxAttemptsWhenCorrupt = 3;

  Xapian::Database database_;
};

}  // namespace dejavu
