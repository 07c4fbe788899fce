// SPDX-License-Identifier: GPL-2.0-or-later
#include "eval/judged_set.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/text.h"

namespace dejavu {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

/// One line of a file, for reading it and for saying what is wrong with it.
struct Line {
  const fs::path& file;
  std::size_t number = 0;
  std::string_view text;

  [[noreturn]] void fail(const std::string& what) const {
    throw Error(ErrorKind::kInvalid, fmt::format("{}:{}: {}", file.string(), number, what),
                "docs/EVAL.md shows the formats of questions and judgements");
  }
};

std::string shown(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

json object_of(const Line& line) {
  json object = json::parse(line.text, nullptr, false);
  if (object.is_discarded()) line.fail("this is no JSON");
  if (!object.is_object()) line.fail("this is JSON, but no object");
  return object;
}

std::string text_of(const Line& line, const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || found->is_null()) return {};
  if (!found->is_string()) line.fail(fmt::format("`{}` is {}, no text", key, shown(*found)));
  return found->get<std::string>();
}

std::string required(const Line& line, const json& object, const char* key) {
  std::string text = text_of(line, object, key);
  if (text.empty()) line.fail(fmt::format("`{}` is missing or empty", key));
  return text;
}

std::optional<Instant> time_of(const Line& line, const json& object, const char* key) {
  const std::string text = text_of(line, object, key);
  if (text.empty()) return std::nullopt;
  const std::optional<Moment> moment = parse_moment(text);
  if (!moment) line.fail(fmt::format("`{}` is \"{}\", which is no date", key, text));
  return moment->at;
}

std::vector<std::string> excluded(const Line& line, const json& object) {
  const auto found = object.find("exclude");
  if (found == object.end() || found->is_null()) return {};
  if (found->is_string()) return {found->get<std::string>()};
  if (!found->is_array()) line.fail("`exclude` is no list of ids");
  std::vector<std::string> ids;
  for (const json& id : *found) {
    if (!id.is_string()) line.fail(fmt::format("`exclude` has {}, no id", shown(id)));
    ids.push_back(id.get<std::string>());
  }
  return ids;
}

bool wants_recency(const Line& line, const json& object) {
  const auto found = object.find("recency");
  if (found == object.end() || found->is_null()) return true;
  if (!found->is_boolean()) line.fail("`recency` is neither true nor false");
  return found->get<bool>();
}

JudgedQuestion question_of(const Line& line) {
  const json object = object_of(line);
  JudgedQuestion judged;
  judged.id = required(line, object, "id");
  judged.kind = text_of(line, object, "kind");
  Question& question = judged.question;
  question.title = text_of(line, object, "title");
  question.text = required(line, object, "question");
  question.plain = !question.title.empty();
  question.before = time_of(line, object, "before");
  question.after = time_of(line, object, "after");
  question.exclude = excluded(line, object);
  question.recency = wants_recency(line, object);
  return judged;
}

struct Judgement {
  std::string question;
  std::string document;
  int relevance = 0;
};

Judgement json_judgement(const Line& line) {
  const json object = object_of(line);
  const auto relevance = object.find("relevance");
  if (relevance == object.end() || !relevance->is_number_integer()) {
    line.fail("`relevance` is no whole number");
  }
  return {required(line, object, "question"), required(line, object, "document"),
          relevance->get<int>()};
}

Judgement trec_judgement(const Line& line) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < line.text.size();) {
    const std::size_t end = std::min(line.text.find_first_of(" \t", at), line.text.size());
    if (end > at) words.push_back(line.text.substr(at, end - at));
    at = end + 1;
  }
  if (words.size() != 4) {
    line.fail(
        fmt::format("{} words, where `question 0 document relevance` has four", words.size()));
  }
  Judgement judgement{std::string(words[0]), std::string(words[2]), 0};
  const std::string_view number = words[3];
  const auto [end, error] =
      std::from_chars(number.data(), number.data() + number.size(), judgement.relevance);
  if (error != std::errc() || end != number.data() + number.size()) {
    line.fail(fmt::format("\"{}\" is no relevance (a whole number)", number));
  }
  return judgement;
}

/// Calls `read` with every line that is not blank.
template <typename Read>
void each_line(const fs::path& file, const Read& read) {
  const std::string bytes = read_file(file, kMaxJudgedFileBytes);
  std::size_t number = 0;
  for (const std::string_view text : split_lines(bytes)) {
    ++number;
    if (!trim(text).empty()) read(Line{file, number, trim(text)});
  }
}

class SetReader {
 public:
  void read_questions(const fs::path& file) {
    each_line(file, [this](const Line& line) {
      JudgedQuestion judged = question_of(line);
      if (!places_.emplace(judged.id, set_.questions.size()).second) {
        line.fail(fmt::format("a question \"{}\" was there before", judged.id));
      }
      set_.questions.push_back(std::move(judged));
    });
  }

  void read_judgements(const fs::path& file) {
    each_line(file, [this](const Line& line) {
      const bool is_json = line.text.front() == '{';
      const Judgement judgement = is_json ? json_judgement(line) : trec_judgement(line);
      add(line, judgement);
    });
  }

  void read_negatives(const fs::path& file) {
    const std::size_t begin = set_.questions.size();
    read_questions(file);
    first_negative_ = begin;
  }

  JudgedSet take() { return std::move(set_); }

 private:
  void add(const Line& line, const Judgement& judgement) {
    const auto place = places_.find(judgement.question);
    if (place == places_.end()) {
      std::vector<std::string>& unasked = set_.unasked;
      if (std::find(unasked.begin(), unasked.end(), judgement.question) == unasked.end()) {
        unasked.push_back(judgement.question);
      }
      return;
    }
    if (place->second >= first_negative_ && judgement.relevance > 0) {
      line.fail(
          fmt::format("\"{}\" has an answer here and is among the negatives", judgement.question));
    }
    Judgements& judgements = set_.questions[place->second].judgements;
    // TREC's qrels mark worthless documents with -1 and -2: wrong, and no worse than that.
    if (!judgements.emplace(judgement.document, std::max(judgement.relevance, 0)).second) {
      line.fail(fmt::format("\"{}\" was judged for \"{}\" before", judgement.document,
                            judgement.question));
    }
  }

  JudgedSet set_;
  std::map<std::string, std::size_t> places_;
  std::size_t first_negative_ = static_cast<std::size_t>(-1);
};

}  // namespace

bool has_answer(const JudgedQuestion& judged) { return relevant_count(judged.judgements) > 0; }

JudgedSet read_judged_set(const JudgedFiles& files) {
  SetReader reader;
  reader.read_questions(files.questions);
  if (!files.negatives.empty()) reader.read_negatives(files.negatives);
  reader.read_judgements(files.judgements);
  return reader.take();
}

}  // namespace dejavu
