// SPDX-License-Identifier: GPL-2.0-or-later
// What the database has, for those who compare (verify, status): nothing here writes.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/index/layout.h"
#include "core/index/reader.h"

namespace dejavu {

/// Path → content hash, of every document. As those below: throws Error.
std::map<std::string, std::string> indexed_hashes(Reader& reader);

/// As the database has it.
struct StoredDocument {
  std::map<std::string, std::uint32_t> terms;  // with their counts
  std::vector<std::pair<std::uint32_t, std::string>> values;
};

StoredDocument read_stored(Reader& reader, DocId doc);

/// What the engine's own check finds: block structure, and that its tables agree. Empty or one
/// sentence. It opens files for writing, though it writes nothing.
std::vector<std::string> engine_damage(const Generation& generation);

}  // namespace dejavu
