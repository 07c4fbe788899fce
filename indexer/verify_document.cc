// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/verify_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/index/schema.h"
#include "core/index/xapian_access.h"

namespace dejavu {
namespace {

/// As the database has it.
struct StoredDocument {
  std::map<std::string, std::uint32_t> terms;  // with their counts
  std::vector<std::pair<std::uint32_t, std::string>> values;
};

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

std::string value_of(const StoredDocument& stored, std::uint32_t slot) {
  const auto found = std::ranges::find(stored.values, slot, [](const auto& v) { return v.first; });
  return found == stored.values.end() ? std::string() : found->second;
}

bool has_terms_of(const StoredDocument& stored, const IndexDocument& expected) {
  std::map<std::string, std::uint32_t> terms;
  for (const DocumentTerm& term : expected.terms) terms[term.term] = term.count;
  return stored.terms == terms;
}

bool forward_agrees(ForwardIndex& forward, DocId doc, const ForwardDocument& expected) {
  const ForwardTerms terms = forward.terms(doc);
  if (terms.size() != expected.terms.size()) return false;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const ForwardTerm term = {terms.hashes[i], terms.counts[i], terms.sections[i]};
    if (term != expected.terms[i]) return false;
  }
  const DocumentFacts& facts = forward.facts(doc);
  return forward.lengths()[doc] == expected.length &&
         forward.title_shape(doc) == expected.title_shape &&
         facts.started_at == expected.facts.started_at && facts.kind == expected.facts.kind &&
         facts.facets_count == expected.facets.size();
}

SoundDocument check(Reader& reader, DocId doc, Preparer& preparer) {
  const StoredDocument stored = read_stored(reader, doc);
  const Card card = reader.card(doc);
  const Postmortem postmortem = reader.postmortem(doc);
  const std::string path = value_of(stored, kPathSlot);
  const PreparedDocument expected = preparer.prepare(postmortem, value_of(stored, kWantedIdSlot),
                                                     value_of(stored, kContentHashSlot));
  std::string_view differs;
  if (card.path != path || card.id != value_of(stored, kIdSlot) || postmortem.path != path) {
    differs = "its record is that of another file";
  } else if (reader.find_id(card.id) != doc || reader.find_path(path) != doc) {
    differs = "another document has its id or path";
  } else if (!has_terms_of(stored, expected.document) ||
             stored.values != expected.document.values) {
    differs = "the database has other terms or values than its text";
  } else if (!forward_agrees(reader.forward(), doc, expected.document.forward)) {
    differs = "the forward index has other rows than its text";
  }
  if (differs.empty()) return {.damage = {}, .has_problems = expected.has_problems};
  return {.damage = fmt::format("{}: {}.", printable(path), differs)};
}

}  // namespace

SoundDocument check_document(Reader& reader, DocId doc, Preparer& preparer) {
  try {
    return check(reader, doc, preparer);
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::kUnavailable) throw;
    return {.damage = fmt::format("document {}: {}", doc, error.what())};
  }
}

}  // namespace dejavu
