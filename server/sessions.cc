// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/sessions.h"

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
  if (session) {
    session->reader.refresh();
  } else {
    session = std::make_unique<Session>(Session{Reader(index_dir_), Tokenizer()});
  }
  return Lease(*this, std::move(session));
}

void SessionPool::give_back(std::unique_ptr<Session> session) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(session));
}

}  // namespace dejavu
