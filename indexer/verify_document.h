// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>

#include "core/index/reader.h"
#include "indexer/prepare.h"

namespace dejavu {

/// What a sound document adds to the counts of the index.
struct SoundDocument {
  std::string damage;  // a sentence; empty when it is sound
  bool has_problems = false;
};

/// Whether what the index has in its three places (database, records, forward index) is what the
/// stored postmortem gives when it is prepared again. Throws Error kUnavailable when writers are
/// too busy; the rest of what can be wrong is damage.
SoundDocument check_document(Reader& reader, DocId doc, Preparer& preparer);

}  // namespace dejavu
