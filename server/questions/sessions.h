// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <vector>

#include "server/questions/questions.h"

namespace dejavu {

/// Sessions that wait for their next question. Each is lent to one thread at a time; a new one is
/// opened when all are out, so there are never more than threads.
class SessionPool {
 public:
  SessionPool(std::filesystem::path index_dir, std::shared_ptr<const Thesaurus> thesaurus,
              std::shared_ptr<RecurrenceBook> book)
      : index_dir_(std::move(index_dir)),
        thesaurus_(std::move(thesaurus)),
        book_(std::move(book)) {}

  class Lease {
   public:
    Lease(SessionPool& pool, std::unique_ptr<Session> session)
        : pool_(pool), session_(std::move(session)) {}
    ~Lease() { pool_.give_back(std::move(session_)); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;

    Session& operator*() const { return *session_; }

   private:
    SessionPool& pool_;
    std::unique_ptr<Session> session_;
  };

  /// A session on the newest revision of the index. Throws what Reader throws.
  Lease borrow();

 private:
  void give_back(std::unique_ptr<Session> session);

  std::filesystem::path index_dir_;
  std::shared_ptr<const Thesaurus> thesaurus_;
  std::shared_ptr<RecurrenceBook> book_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Session>> idle_;
};

}  // namespace dejavu
