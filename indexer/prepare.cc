// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/prepare.h"

#include "core/index/card.h"
#include "core/postmortem/parse.h"
#include "indexer/index_writer.h"
#include "indexer/scan.h"

namespace dejavu {

PreparedDocument Preparer::prepare(const Postmortem& postmortem, std::string_view wanted_id,
                                   std::string_view content_hash) {
  const Card card = make_card(postmortem);
  return {.path = postmortem.path,
          .wanted_id = std::string(wanted_id),
          .document = make_document(postmortem, wanted_id, content_hash, tokenizer_),
          .frame = packer_.pack(card, postmortem),
          .has_problems = card.problems > 0,
          .diagnostics = postmortem.diagnostics,
          .source_bytes = 0};
}

std::variant<PreparedDocument, WalkProblem> Preparer::prepare_file(const Settings& settings,
                                                                   const std::string& path) {
  const SourceFile file = read_source(settings, path);
  if (!file.bytes) return WalkProblem{path, file.problem};
  const Postmortem postmortem = parse_postmortem(path, *file.bytes, settings.allowed_secrets);
  // A filter would not hide it: counts, spelling and rankings would still tell of it.
  if (postmortem.restricted) return WalkProblem{path, "restricted: not indexed"};
  PreparedDocument prepared = prepare(postmortem, postmortem.id, content_hash(*file.bytes));
  if (const auto reason = why_refused(prepared.document)) {
    tokenizer_ = Tokenizer(thesaurus_);  // its words are not in the index now
    return WalkProblem{path, *reason};
  }
  prepared.source_bytes = file.bytes->size();
  return prepared;
}

}  // namespace dejavu
