// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/search/parse_question.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/text.h"
#include "core/search/pieces.h"
#include "core/search/question_builder.h"
#include "core/search/question_notes.h"
#include "core/search/question_text.h"

namespace dejavu {
namespace {

bool is_required(const Piece& piece) {
  const bool exact = piece.role == PieceRole::kPhrase || piece.role == PieceRole::kTextField;
  return exact && !piece.excluded;
}

/// Words that find, but need not occur.
bool is_free_text(const Chain& chain) {
  return chain.pieces.size() == 1 && !chain.after_and && !chain.before_and &&
         chain.pieces.front().role == PieceRole::kText;
}

/// Reads a line in the question language.
class QueryReader {
 public:
  QueryReader(const Question& question, QuestionBuilder& builder)
      : typing_(question.complete_last_word), builder_(builder) {}

  void read(const std::vector<Chain>& chains) {
    for (const Chain& chain : chains) {
      if (is_free_text(chain)) {
        extend_run(chain.pieces.front().whole);
      } else {
        add_run();
        add_chain(chain);
      }
    }
    const Piece& last = chains.back().pieces.back();
    if (typing_ && last.role == PieceRole::kText) builder_.add_beginning(last.text, last_group_);
    add_run();
  }

 private:
  /// Words side by side are one text: together they may be a phrase of the thesaurus.
  void extend_run(std::string_view word) {
    const char* begin = run_.empty() ? word.data() : run_.data();
    run_ = {begin, static_cast<std::size_t>(word.data() + word.size() - begin)};
    last_group_ = 0;
  }

  void add_run() {
    builder_.add_text(run_);
    run_ = {};
  }

  void add_chain(const Chain& chain) {
    const bool joined = chain.pieces.size() > 1 || chain.after_and || chain.before_and;
    if (joined && std::all_of(chain.pieces.begin(), chain.pieces.end(), is_wanted)) {
      last_group_ = ++groups_;
      for (const Piece& piece : chain.pieces) builder_.add_piece(piece, last_group_);
      return;
    }
    last_group_ = 0;
    for (const Piece& piece : chain.pieces) add_alone(piece);
  }

  void add_alone(const Piece& piece) {
    if (is_filter(piece.role)) return builder_.add_filter(piece);
    builder_.add_piece(piece, is_required(piece) ? ++groups_ : 0);
  }

  bool typing_;
  QuestionBuilder& builder_;
  std::string_view run_;
  unsigned groups_ = 0;
  unsigned last_group_ = 0;  // of the last chain
};

void add_paste(std::string_view text, const Question& question, QuestionBuilder& builder) {
  const TitledText titled = split_title(text, question.title);
  if (!titled.title.empty()) builder.add_title(titled.title);
  builder.add_text(titled.body);
  builder.add_lines(titled.title);
  builder.add_lines(titled.body);
}

}  // namespace

std::string_view name_of(PartKind kind) {
  switch (kind) {
    case PartKind::kWord: return "word";
    case PartKind::kIdentifier: return "identifier";
    case PartKind::kLine: return "line";
    case PartKind::kConcept: return "synonym";
    case PartKind::kPhrase: return "phrase";
    case PartKind::kPrefix: return "prefix";
    case PartKind::kFilter: return "filter";
    case PartKind::kExcluded: return "excluded";
  }
  return "";
}

ParsedQuestion parse_question(const Question& question, Tokenizer& tokenizer) {
  QuestionBuilder builder(question, tokenizer);
  const std::string_view whole = trim(truncate_utf8(question.text, kMaxQuestionBytes));
  if (question.text.size() > kMaxQuestionBytes) {
    builder.add_note(
        fmt::format("only the first {} KiB of the question were used", kMaxQuestionBytes >> 10));
  }
  const bool one_line = whole.find_first_of("\n\r") == std::string_view::npos;
  const bool may_be_query = one_line && whole.size() <= kMaxLanguageBytes && !question.plain &&
                            trim(question.title).empty();
  const std::vector<Chain> chains = may_be_query ? split_chains(whole) : std::vector<Chain>{};
  const QuestionMode mode =
      is_query(whole, chains) ? QuestionMode::kLanguage : QuestionMode::kPaste;
  builder.set_mode(mode);
  for (std::string& note : notes_on(chains, mode)) builder.add_note(std::move(note));
  if (mode == QuestionMode::kLanguage) {
    QueryReader(question, builder).read(chains);
  } else {
    add_paste(whole, question, builder);
    if (one_line && question.complete_last_word) builder.add_beginning(whole, 0);
  }
  builder.apply_choices(question.force, question.ignore);
  return builder.take();
}

}  // namespace dejavu
