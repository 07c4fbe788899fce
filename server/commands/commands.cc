// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/commands/commands.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <thread>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/text.h"
#include "core/index/thesaurus.h"
#include "core/postmortem/parse.h"
#include "server/json/answer_json.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

void show_asking(std::size_t done, std::size_t of) {
  fmt::print(stderr, "\r\x1b[K");
  if (done < of)
    fmt::print(stderr, "comparing each incident with earlier ones: {} of {}", done, of);
  std::fflush(stderr);
}

/// A question of "-" is read from standard input.
void read_standard_input(const QuestionRow& row, Arguments& arguments) {
  Arguments read;
  for (const auto& [name, value] : arguments.all()) {
    if (name != "question" || value != "-") {
      read.add(name, value);
      continue;
    }
    const std::string text(std::istreambuf_iterator<char>(std::cin), {});
    read.add(name, truncate_utf8(text, kMaxQuestionBytes));
  }
  arguments = checked_arguments(row, read);
}

/// A file that is in the index already is not its own past: the id that it has there, else the one
/// that it would have.
std::string id_of_file(Session& session, const fs::path& file, std::string_view text) {
  const fs::path corpus = session.book->corpus(session.reader);
  const fs::path inside = fs::absolute(file).lexically_normal().lexically_relative(corpus);
  const auto doc = session.reader.find_path(inside.generic_string());
  return doc ? session.reader.card(*doc).id : parse_postmortem(file.filename().string(), text).id;
}

/// `dejavu similar FILE`: an argument that is no id of the index, but a file, is a draft.
void read_draft(Session& session, Arguments& arguments) {
  const std::string id = arguments.text("id").value_or("");
  if (id.empty() || session.reader.find_id(id) || !fs::is_regular_file(id)) return;
  Arguments draft;
  for (const auto& [name, value] : arguments.all()) {
    if (name != "id") draft.add(name, value);
  }
  draft.add("text", read_file(id, kMaxFileBytes));
  draft.add("exclude", id_of_file(session, id, *draft.text("text")));
  arguments = draft;
}

}  // namespace

RecurrenceOptions recurrence_options(const Settings& settings) {
  return {.corpus = settings.corpus_was_named ? settings.corpus : fs::path(),
          .index = settings.index,
          .cooldown = settings.cooldown};
}

Session open_session(const Settings& settings) {
  RecurrenceOptions options = recurrence_options(settings);
  options.threads = std::max(1U, std::thread::hardware_concurrency());
  if (::isatty(STDERR_FILENO) != 0) options.asking = show_asking;
  return {Reader(settings.index), Tokenizer(thesaurus_of(settings)),
          std::make_shared<RecurrenceBook>(std::move(options))};
}

int run_question(const CommandContext& context, const QuestionRow& row, Arguments arguments) {
  read_standard_input(row, arguments);
  Session session = open_session(context.settings);
  if (row.name == "similar") read_draft(session, arguments);
  const auto begin = std::chrono::steady_clock::now();
  const Answer answer = row.answer(session, arguments, context.text.now);
  const auto took = std::chrono::steady_clock::now() - begin;
  if (context.json) {
    std::cout << json_text(to_json(answer, {.now = context.text.now, .took = took}));
  } else {
    std::cout << to_text(answer, context.text);
  }
  return says_no(answer) ? kExitAnsweredNo : kExitAnswered;
}

}  // namespace dejavu
