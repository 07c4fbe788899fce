// SPDX-License-Identifier: GPL-2.0-or-later
#include "bench/question_file.h"

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/text.h"

namespace dejavu {
namespace {

/// Thousands of questions have a megabyte.
constexpr std::size_t kMaxFileBytes = std::size_t{64} << 20;

}  // namespace

std::string name_of(AskedKind kind) {
  switch (kind) {
    case AskedKind::kShort: return "short";
    case AskedKind::kPaste: return "paste";
    case AskedKind::kPhrase: return "phrase";
    case AskedKind::kPrefix: return "prefix";
  }
  return "";
}

std::vector<std::string> read_questions(const std::filesystem::path& file, AskedKind kind,
                                        std::size_t limit) {
  const std::string wanted = kind == AskedKind::kPaste ? "long" : name_of(kind);
  const std::string content = read_file(file, kMaxFileBytes);
  std::vector<std::string> questions;
  for (const std::string_view line : split_lines(content)) {
    const auto row = nlohmann::json::parse(line, nullptr, false);
    if (!row.is_object()) {
      throw Error(ErrorKind::kInvalid, file.string() + " is no file of questions",
                  "bench/run.sh makes one");
    }
    if (row.value("kind", "") == wanted) questions.push_back(row.value("question", ""));
    if (questions.size() == limit) break;
  }
  return questions;
}

}  // namespace dejavu
