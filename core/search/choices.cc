// SPDX-License-Identifier: GPL-2.0-or-later
// QuestionBuilder: what somebody has chosen of the parts of a question.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/text.h"
#include "core/search/question_builder.h"

namespace dejavu {
namespace {

/// Operators are chosen by writing them.
bool can_choose(PartKind kind) {
  switch (kind) {
    case PartKind::kWord:
    case PartKind::kIdentifier:
    case PartKind::kLine:
    case PartKind::kConcept:
    case PartKind::kPrefix: return true;
    case PartKind::kPhrase:
    case PartKind::kFilter:
    case PartKind::kExcluded: return false;
  }
  return false;
}

std::string plain(std::string_view text) { return fold(collapse_blanks(text)); }

bool contains(const std::vector<std::string>& texts, std::string_view wanted) {
  return std::any_of(texts.begin(), texts.end(),
                     [&](const std::string& text) { return plain(text) == wanted; });
}

std::vector<std::string> first_choices(const std::vector<std::string>& texts) {
  const auto count = static_cast<std::ptrdiff_t>(std::min(texts.size(), kMaxChoices));
  return {texts.begin(), texts.begin() + count};
}

}  // namespace

void QuestionBuilder::apply_choices(const std::vector<std::string>& force,
                                    const std::vector<std::string>& ignore) {
  const std::vector<std::string> forced = first_choices(force);
  for (const std::string& text : forced) require_part(text);
  for (const std::string& text : first_choices(ignore)) {
    if (!contains(forced, plain(text))) leave_out(text);
  }
  if (force.size() > kMaxChoices || ignore.size() > kMaxChoices) {
    add_note(fmt::format("only the first {} choices were used", kMaxChoices));
  }
}

void QuestionBuilder::require_part(const std::string& text) {
  const std::string wanted = plain(text);
  unsigned group = 1;
  for (const QuestionPart& part : result_.parts) group = std::max(group, part.group + 1);
  bool found = false;
  // A word and its synonyms have one text: any of them will do.
  for (QuestionPart& part : result_.parts) {
    if (!can_choose(part.kind) || plain(part.text) != wanted) continue;
    if (part.group == 0) part.group = group;
    found = true;
  }
  if (found) return;
  if (tokenizer_.tokenize(text).tokens.empty()) {
    return add_note(fmt::format("“{}” cannot be required: it is not indexed", text));
  }
  auto& ignored = result_.ignored;
  ignored.erase(std::remove_if(ignored.begin(), ignored.end(),
                               [&](const IgnoredText& one) { return plain(one.text) == wanted; }),
                ignored.end());
  add_piece({.role = PieceRole::kText, .whole = text, .field = {}, .text = text}, group);
}

void QuestionBuilder::leave_out(const std::string& text) {
  const std::string wanted = plain(text);
  const auto is_meant = [&](const QuestionPart& part) {
    return can_choose(part.kind) && plain(part.text) == wanted;
  };
  std::vector<QuestionPart>& parts = result_.parts;
  const auto first = std::find_if(parts.begin(), parts.end(), is_meant);
  if (first == parts.end()) return;
  // As the question says it, not as somebody wrote it into an address.
  result_.ignored.push_back({first->text, std::string(kIgnoredByChoice)});
  parts.erase(std::remove_if(first, parts.end(), is_meant), parts.end());
}

}  // namespace dejavu
