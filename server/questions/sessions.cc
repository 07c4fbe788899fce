// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/questions/sessions.h"

#include "core/base/error.h"

namespace dejavu {

SessionPool::Lease SessionPool::borrow() {
  std::unique_ptr<Session> session;
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      session = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  // A session that cannot refresh is dropped here: the next one is opened afresh.
  try {
    if (session) {
      session->reader.refresh();
    } else {
      session =
          std::make_unique<Session>(Session{Reader(index_dir_), Tokenizer(thesaurus_), book_});
    }
  } catch (const Error& error) {
    // No index is not the fault of the address that was asked.
    if (error.kind() != ErrorKind::kNotFound) throw;
    throw Error(ErrorKind::kUnavailable, error.what(), error.hint());
  }
  return Lease(*this, std::move(session));
}

void SessionPool::give_back(std::unique_ptr<Session> session) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(session));
}

}  // namespace dejavu
