// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/answer/search_answer.h"
#include "core/index/thesaurus.h"
#include "core/search/parse_question.h"
#include "core/search/search.h"
#include "indexer/build.h"
#include "indexer/update.h"
#include "tests/base/temporary_folder.h"

namespace dejavu {

/// 2024-06-01T00:00:00Z: what tests call now.
inline constexpr Instant kTestNow{std::chrono::seconds{1'717'200'000}};

/// Real files in a real index in a folder that goes away with the test.
class IndexedCorpus {
 public:
  IndexedCorpus() {
    job_.thesaurus = thesaurus_of(Settings());
    job_.settings.corpus = folder_.path() / "corpus";
    job_.settings.index = folder_.path() / "index";
    job_.now = kTestNow;
    std::filesystem::create_directories(job_.settings.corpus);
  }

  /// Files that are there already, indexed where they stand.
  explicit IndexedCorpus(const std::filesystem::path& files) : IndexedCorpus() {
    job_.settings.corpus = std::filesystem::absolute(files);
    build();
  }

  IndexedCorpus& with(const std::string& path, std::string_view content) {
    folder_.write("corpus/" + path, content);
    return *this;
  }

  void remove(const std::string& path) { std::filesystem::remove(job_.settings.corpus / path); }

  void build() { build_index(job_); }
  void update() { update_index(job_); }

  std::filesystem::path index() const { return job_.settings.index; }

  Reader reader() const { return Reader(index()); }

  /// With the thesaurus of the index.
  Tokenizer tokenizer() const { return Tokenizer(thesaurus()); }
  const std::shared_ptr<const Thesaurus>& thesaurus() const { return job_.thesaurus; }

  SearchAnswer ask(const Question& question) const { return ask(question, {.now = kTestNow}); }

  SearchAnswer ask(const Question& question, const AnswerContext& context) const {
    Reader reader = this->reader();
    Tokenizer tokenizer = this->tokenizer();
    return answer_search(reader, tokenizer, question, context);
  }

  SearchAnswer ask(const std::string& text) const {
    Question question;
    question.text = text;
    return ask(question);
  }

 private:
  TemporaryFolder folder_;
  IndexJob job_;
};

/// Three incidents that share words, so that ranking has something to do.
inline IndexedCorpus& with_three_incidents(IndexedCorpus& corpus) {
  corpus
      .with("disk.md", R"(---
id: PM-1
title: Payments database out of disk space
severity: sev1
services: [payments]
tags: [disk, database]
started_at: 2024-03-01T09:10Z
action_items:
  - {id: AI-1, text: Alert on free space, type: prevent, due: 2024-05-01}
  - {id: AI-2, text: Rotate the logs, type: prevent, status: done}
---
## Summary
The disk of the payments database was full and every write was refused.

```
2024-03-01T09:12:44Z ERROR db-7 could not extend file "base/16384/2619": No space left on device
```

## Resolution
Deleted old write-ahead logs, then enlarged the volume.

## First check
Run df on the database host.

## Wrong turns
The connection pool was restarted twice.
)")
      .with("cert.md", R"(---
id: PM-2
title: Checkout down because a certificate expired
severity: sev2
services: [checkout, payments]
tags: [tls]
started_at: 2023-11-05T22:00Z
---
## Summary
The certificate of the checkout gateway expired at night and clients refused to connect.

## Resolution
Issued a new certificate and reloaded the gateway.
)")
      .with("pool.md", R"(---
id: PM-3
title: Connection pool exhausted after a retry storm
services: [orders]
started_at: 2022-01-10
---
## Summary
Retries of the orders service exhausted the connection pool of its database.

## Resolution
Lowered the retry limit.
)");
  corpus.build();
  return corpus;
}

}  // namespace dejavu
