// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/search/parse_question.h"

namespace dejavu {

inline ParsedQuestion parsed(const Question& question) {
  Tokenizer tokenizer;
  return parse_question(question, tokenizer);
}

inline ParsedQuestion parsed(const std::string& text) {
  Question question;
  question.text = text;
  return parsed(question);
}

/// "word:timeout", and "2|word:timeout" for a part of the second group.
inline std::vector<std::string> parts(const ParsedQuestion& question) {
  std::vector<std::string> names;
  for (const QuestionPart& part : question.parts) {
    if (part.only_if_known) continue;
    const std::string group = part.group == 0 ? "" : std::to_string(part.group) + "|";
    names.push_back(group + std::string(name_of(part.kind)) + ":" + part.text);
  }
  return names;
}

}  // namespace dejavu
