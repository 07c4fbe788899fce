// SPDX-License-Identifier: GPL-2.0-or-later
#include "eval/documents.h"

#include <algorithm>

#include "core/base/files.h"
#include "core/postmortem/parse.h"

namespace dejavu {

std::vector<PlainDocument> read_documents(Reader& reader, const std::filesystem::path& corpus) {
  std::vector<Card> cards;
  const std::vector<DocId> all = reader.newest_first();
  for (const DocId doc : all) cards.push_back(reader.card(doc));
  std::sort(cards.begin(), cards.end(),
            [](const Card& a, const Card& b) { return a.path < b.path; });
  std::vector<PlainDocument> documents;
  for (Card& card : cards) {
    PlainDocument document;
    document.id = std::move(card.id);
    document.title = std::move(card.title);
    document.body = read_file_beneath(corpus, card.path, kMaxFileBytes);
    if (card.started_at) document.started_at = card.started_at->at;
    documents.push_back(std::move(document));
  }
  return documents;
}

}  // namespace dejavu
