// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/job.h"

namespace dejavu {

std::string thesaurus_fingerprint(const IndexJob& job) {
  return job.thesaurus ? job.thesaurus->fingerprint() : std::string();
}

}  // namespace dejavu
