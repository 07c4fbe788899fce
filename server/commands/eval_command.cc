// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/commands/eval_command.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "core/base/error.h"
#include "core/index/thesaurus.h"
#include "eval/documents.h"
#include "eval/fts5_baseline.h"
#include "eval/run.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

/// A folder that goes away with its object.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string name = (fs::temp_directory_path() / "dejavu-eval-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {
      throw Error(ErrorKind::kIo, "no temporary folder could be made",
                  "set TMPDIR to a folder that can be written");
    }
    path_ = name;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

/// Runs the program that may write, found beside this one or on the path, and returns its exit
/// code. Its summary is not ours to print; its progress and its errors are.
int run_indexer(std::vector<std::string> words) {
  std::error_code ignored;
  const fs::path own = fs::read_symlink("/proc/self/exe", ignored);
  const std::string beside = (own.parent_path() / words[0]).string();
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = -1;
  int failure = ::posix_spawn(&child, beside.c_str(), &files, nullptr, arguments.data(), environ);
  if (failure != 0) {
    failure = ::posix_spawnp(&child, words[0].c_str(), &files, nullptr, arguments.data(), environ);
  }
  posix_spawn_file_actions_destroy(&files);
  if (failure != 0) {
    throw Error(ErrorKind::kNotFound, "dejavu-index was not found",
                "install it beside dejavu, or put it on the PATH");
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : kExitIo;
}

void build_index_in(const fs::path& index, const Settings& settings) {
  const int status = run_indexer(
      {"dejavu-index", "build", "--corpus", settings.corpus.string(), "--index", index.string()});
  if (status == kExitAnswered) return;
  throw Error(status == kExitNotFound ? ErrorKind::kNotFound : ErrorKind::kIo,
              fmt::format("{} could not be indexed", settings.corpus.string()),
              "dejavu-index says why above");
}

/// Counts on standard error while it asks.
Asker with_progress(Asker ask, std::string_view who, std::size_t total) {
  if (::isatty(STDERR_FILENO) == 0) return ask;
  return
      [ask = std::move(ask), who, total, done = std::size_t{0}](const Question& question) mutable {
        fmt::print(stderr, "\r\x1b[K{}: question {} of {}", who, ++done, total);
        if (done == total) fmt::print(stderr, "\r\x1b[K");
        return ask(question);
      };
}

JudgedSet read_set(const EvalRequest& request) {
  JudgedSet set = read_judged_set(request.files);
  if (request.recency == Recency::kAsAsked) return set;
  for (JudgedQuestion& judged : set.questions) judged.question.recency = false;
  return set;
}

EvalReport evaluate(const CommandContext& context, const EvalRequest& request,
                    const fs::path& index) {
  const JudgedSet set = read_set(request);
  Reader reader(index);
  Tokenizer tokenizer(thesaurus_of(context.settings));
  const std::vector<PlainDocument> documents = read_documents(reader, context.settings.corpus);
  std::vector<std::string> ids;
  for (const PlainDocument& document : documents) ids.push_back(document.id);
  EvalReport report{.corpus = context.settings.corpus.string(),
                    .documents = documents.size(),
                    .unknown = unknown_names(set, ids)};
  const std::size_t total = set.questions.size();
  report.engine = run_judged_set(
      set, with_progress(ask_dejavu(reader, tokenizer, context.text.now), "dejavu", total));
  Fts5Baseline baseline(documents);
  const Asker ask = [&baseline](const Question& question) { return baseline.ask(question); };
  report.baseline = run_judged_set(set, with_progress(ask, "FTS5", total));
  report.comparison = compare(report.engine, report.baseline, {.new_share = request.new_share});
  return report;
}

}  // namespace

int run_eval(const CommandContext& context, const EvalRequest& request) {
  const ScratchFolder scratch;
  fs::path index = context.settings.index;
  if (request.index == EvalIndex::kTemporary) {
    read_set(request);  // a wrong line is said before a long build
    index = scratch.path() / "index";
    build_index_in(index, context.settings);
  }
  const EvalReport report = evaluate(context, request, index);
  std::cout << (context.json ? to_json_text(report, request.lines)
                             : to_text(report, request.lines));
  return kExitAnswered;
}

}  // namespace dejavu
