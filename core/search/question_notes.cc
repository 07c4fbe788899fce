// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/search/question_notes.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "core/base/text.h"
#include "core/index/schema.h"
#include "core/search/edit_distance.h"
#include "core/search/ranges.h"

namespace dejavu {
namespace {

/// A piece of text that has the shape of `name:value`.
struct NamedValue {
  std::string_view name;
  std::string_view value;
};

bool is_name_sign(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

/// Without a name (`10:30`), or one of something else (`std::vector`, `http://…`): both empty.
NamedValue named_value(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon < 2) return {};
  const std::string_view name = text.substr(0, colon);
  const std::string_view value = text.substr(colon + 1);
  const bool other = value.starts_with(':') || value.starts_with('/') || value.starts_with('\\');
  if (other || !std::all_of(name.begin(), name.end(), is_name_sign)) return {};
  return {name, value};
}

/// Why a field does not take what was written behind its colon.
std::string note_on_value(const Piece& piece, const NamedValue& named) {
  const Field* field = find_field(named.name);
  const std::string_view example = field != nullptr ? field->example : "after:2024-03-01";
  if (named.value.empty() || named.value == "\"\"") {
    return fmt::format("`{}` has no value (write {}); searched as text", piece.whole, example);
  }
  if (field == nullptr && piece.whole.starts_with('-')) {
    return fmt::format("`{}`: a date bounds, it does not exclude (write {}); searched as text",
                       piece.whole, named.name == "after" ? "before:2024" : "after:2024");
  }
  if (field == nullptr || field->kind == FieldKind::kMoment) {
    return fmt::format("`{}` is no date that can be read (write {}); searched as text", piece.whole,
                       field == nullptr ? "2024, 2024-03 or 2024-03-01" : range_forms(*field));
  }
  if (field->kind == FieldKind::kDuration) {
    return fmt::format("`{}` is no duration that can be read (write {}); searched as text",
                       piece.whole, range_forms(*field));
  }
  return fmt::format("`{}`: a star does not work in a field (write {}); searched as text",
                     piece.whole, example);
}

/// The field whose name this nearly is; empty when none is.
std::string nearest_field(std::string_view name) {
  EditDistance distance(to_lower_ascii(name));
  const std::size_t allowed = std::max<std::size_t>(allowed_typos(name.size()), 1);
  std::string nearest;
  std::size_t least = allowed + 1;
  const auto offer = [&](std::string_view field) {
    const std::size_t typos = distance.to(field, allowed);
    if (typos >= least) return;
    least = typos;
    nearest = field;
  };
  for (const Field& field : kFields) offer(field.name);
  offer("after");
  offer("before");
  return nearest;
}

std::string note_on_name(const Piece& piece, const NamedValue& named, QuestionMode mode) {
  constexpr std::size_t kShortestName = 4;  // `pid:`, `url:` and `env:` stand in many logs
  const std::string nearest =
      named.name.size() < kShortestName ? std::string() : nearest_field(named.name);
  if (!nearest.empty()) {
    return fmt::format("`{}:` is no field (did you mean {}:?); searched as text", named.name,
                       nearest);
  }
  if (mode == QuestionMode::kPaste) return {};
  return fmt::format(
      "`{}` begins with no field (fields are title:, service:, started: …); "
      "searched as text",
      piece.whole);
}

/// A sign that only means something in a query.
std::string note_on_sign(const Piece& piece) {
  const std::string_view text = piece.whole;
  if (text == "OR" || text == "AND") {
    return fmt::format("`{}` joins nothing (write a {} b); searched as text", text, text);
  }
  if (text.size() > 1 && text.front() == '-') {
    return fmt::format(
        "`{}` excludes nothing (write -word, -\"some words\" or -service:name); "
        "searched as text",
        text);
  }
  if (text.size() > 1 && text.front() == '(') {
    return fmt::format(
        "`{}`: there are no brackets (a OR b joins its two neighbours); "
        "searched as text",
        text);
  }
  if (text.size() > 1 && text.back() == '*' && text[text.size() - 2] != '*') {
    return fmt::format(
        "`{}`: a star ends the beginning of one word (write certif*); "
        "searched as text",
        text);
  }
  return {};
}

std::string note_on(const Piece& piece, QuestionMode mode) {
  const NamedValue named = named_value(piece.whole);
  if (is_field_name(named.name)) {
    const bool heading = named.value.empty() && mode == QuestionMode::kPaste;  // "Status: 503"
    return heading ? std::string() : note_on_value(piece, named);
  }
  if (!named.value.empty()) return note_on_name(piece, named, mode);
  return mode == QuestionMode::kLanguage ? note_on_sign(piece) : std::string();
}

/// Says what OR and AND cannot do with filters.
std::string note_on_joints(const Chain& chain, const Chain* before) {
  if (chain.pieces.size() > 1 && !can_join(chain)) {
    return fmt::format(
        "OR joins words, or values of one field, but not `{}` and `{}`; "
        "each is read as if it stood alone",
        chain.pieces[0].whole, chain.pieces[1].whole);
  }
  if (!chain.after_and || before == nullptr) return {};
  const Piece& left = before->pieces.back();
  const Piece& right = chain.pieces.front();
  const bool alternatives = left.role == PieceRole::kFacet && right.role == PieceRole::kFacet &&
                            left.field == right.field;
  if (!alternatives) return {};
  return fmt::format("several values of {}: are alternatives, also with AND between them",
                     right.field);
}

}  // namespace

std::vector<std::string> notes_on(const std::vector<Chain>& chains, QuestionMode mode) {
  std::vector<std::string> notes;
  const auto add = [&](std::string note) {
    if (!note.empty()) notes.push_back(std::move(note));
  };
  for (std::size_t i = 0; i < chains.size(); ++i) {
    if (mode == QuestionMode::kLanguage) {
      add(note_on_joints(chains[i], i > 0 ? &chains[i - 1] : nullptr));
    }
    for (const Piece& piece : chains[i].pieces) {
      if (piece.role == PieceRole::kText) add(note_on(piece, mode));
    }
  }
  return notes;
}

}  // namespace dejavu
