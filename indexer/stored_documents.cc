// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/stored_documents.h"

#include <fmt/format.h>

#include <sstream>

#include "core/base/error.h"
#include "core/index/schema.h"
#include "core/index/xapian_access.h"

namespace dejavu {

std::map<std::string, std::string> indexed_hashes(Reader& reader) {
  return reader.access().read([](const Xapian::Database& database) {
    std::map<std::string, std::string> hashes;
    auto hash = database.valuestream_begin(kContentHashSlot);
    const auto end = database.valuestream_end(kPathSlot);
    for (auto path = database.valuestream_begin(kPathSlot); path != end; ++path) {
      hash.skip_to(path.get_docid());
      hashes[*path] = *hash;
    }
    return hashes;
  });
}

StoredDocument read_stored(Reader& reader, DocId doc) {
  return reader.access().read([doc](const Xapian::Database& database) {
    StoredDocument stored;
    const auto end = database.termlist_end(doc);
    for (auto term = database.termlist_begin(doc); term != end; ++term) {
      stored.terms[*term] = term.get_wdf();
    }
    const Xapian::Document document = database.get_document(doc);
    for (auto value = document.values_begin(); value != document.values_end(); ++value) {
      stored.values.emplace_back(value.get_valueno(), *value);
    }
    return stored;
  });
}

std::vector<std::string> engine_damage(const Generation& generation) {
  std::ostringstream said;
  try {
    const std::size_t errors = Xapian::Database::check(generation.database().string(), 0, &said);
    if (errors == 0) return {};
    return {fmt::format("Xapian's own check found {} errors.", errors)};
  } catch (const Xapian::Error& error) {
    return {translate(error).what()};
  }
}

}  // namespace dejavu
