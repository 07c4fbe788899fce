// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/corpus_lag.h"
#include "indexer/job.h"

namespace dejavu {

/// What `dejavu-index verify` found.
struct Verification {
  std::uint32_t documents = 0;
  std::vector<std::string> damage;  // sentences: the index contradicts itself
  CorpusLag lag;                    // the index is whole, but not what the corpus is now
  std::string other_settings;       // why all files are to be indexed anew; empty: they are not
  bool engine_checked = true;       // false where it may not write: its check wants to
};

/// Checks an index against itself and against the corpus: Xapian's own check; every stored record
/// against its checksum; every term, count and value of the database and every row of the forward
/// index against what the stored postmortem gives when it is prepared again; counts; and the bytes
/// of every file. Reads everything, changes nothing, takes no lock: when a writer commits meanwhile
/// it looks again. On a read-only mount Xapian's own check is left out, because it opens files for
/// writing. Throws Error kNotFound when there is no index or no corpus, kVersion, kIo.
Verification verify_index(const IndexJob& job);

/// kExitAnswered, kExitAnsweredNo for an index that is behind, kExitCorrupt for a damaged one.
int verification_exit_code(const Verification& verification);

/// The last line says how to mend it.
std::string verification_text(const Verification& verification);
std::string verification_json(const Verification& verification);

}  // namespace dejavu
