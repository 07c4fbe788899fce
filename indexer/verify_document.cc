// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/verify_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/index/schema.h"
#include "indexer/stored_documents.h"

namespace dejavu {
namespace {

std::string value_of(const StoredDocument& stored, std::uint32_t slot) {
  const auto found = std::ranges::find(stored.values, slot, [](const auto& v) { return v.first; });
  return found == stored.values.end() ? std::string() : found->second;
}

bool has_terms_of(const StoredDocument& stored, const IndexDocument& expected) {
  std::map<std::string, std::uint32_t> terms;
  for (const DocumentTerm& term : expected.terms) terms[term.term] = term.count;
  return stored.terms == terms;
}

/// What tells where things stand is as it is.
bool facts_agree(const DocumentFacts& facts, DocumentFacts expected) {
  expected.record = facts.record;
  expected.terms_offset = facts.terms_offset;
  expected.terms_count = facts.terms_count;
  expected.facets_begin = facts.facets_begin;
  expected.facets_count = facts.facets_count;
  expected.title_bytes = facts.title_bytes;
  return facts == expected;
}

bool terms_agree(const ForwardTerms& terms, const std::vector<ForwardTerm>& expected) {
  if (terms.size() != expected.size()) return false;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const ForwardTerm term = {terms.hashes[i], terms.counts[i], terms.sections[i]};
    if (term != expected[i]) return false;
  }
  return true;
}

/// A value may be written in another way by the file that had it first.
bool facets_agree(ForwardIndex& forward, DocId doc, const ForwardDocument& expected) {
  const auto numbers = forward.facets(doc);
  const std::vector<FacetValue>& values = forward.facet_values();
  if (numbers.size() != expected.facets.size()) return false;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (numbers[i] >= values.size()) return false;
    const FacetValue& value = values[numbers[i]];
    const auto& [facet, written] = expected.facets[i];
    if (value.facet != facet || folded_value(value.value) != folded_value(written)) return false;
  }
  return true;
}

bool forward_agrees(ForwardIndex& forward, DocId doc, const ForwardDocument& expected) {
  return terms_agree(forward.terms(doc), expected.terms) &&
         facts_agree(forward.facts(doc), expected.facts) && facets_agree(forward, doc, expected) &&
         forward.lengths()[doc] == expected.length && forward.order(doc).bits == expected.order &&
         forward.title_shape(doc) == expected.title_shape;
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
