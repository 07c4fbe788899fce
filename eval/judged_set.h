// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/search/question.h"
#include "eval/metrics.h"

namespace dejavu {

/// A file of questions or judgements larger than this is another file by mistake; the largest
/// public sets of judged questions have some 10 MB.
inline constexpr std::size_t kMaxJudgedFileBytes = std::size_t{256} << 20;

/// A question with what people judged to be its answers.
struct JudgedQuestion {
  std::string id;
  std::string kind;  // a label of the file's author ("log", "chat"); may be empty
  Question question;
  Judgements judgements;

  bool operator==(const JudgedQuestion&) const = default;
};

/// Whether any document answers it. One without an answer is what has never happened before.
bool has_answer(const JudgedQuestion& judged);

struct JudgedFiles {
  std::filesystem::path questions;
  std::filesystem::path judgements;
  std::filesystem::path negatives = {};  // questions without an answer; empty when there is none
};

struct JudgedSet {
  std::vector<JudgedQuestion> questions;  // in the order of the files, negatives last
  std::vector<std::string> unasked;       // questions that are judged but not asked, each once

  bool operator==(const JudgedSet&) const = default;
};

/// Reads the formats of docs/EVAL.md. Questions and negatives are JSON lines {"id", "question",
/// "title"?, "before"?, "after"?, "exclude"?, "recency"?, "kind"?}; other keys are ignored.
/// Judgements are TREC lines `question 0 document relevance` or JSON lines {"question",
/// "document", "relevance"}. A title that also opens the question is counted once, as a title, and
/// a question with a title has no operators. Throws Error kNotFound, kIo, and kInvalid with file
/// and line for a line that is not so, an id that comes twice, or a negative with an answer.
JudgedSet read_judged_set(const JudgedFiles& files);

}  // namespace dejavu
