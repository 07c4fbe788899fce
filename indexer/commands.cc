// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/commands.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <filesystem>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/index/layout.h"
#include "indexer/build.h"
#include "indexer/follow.h"
#include "indexer/interrupt_signals.h"
#include "indexer/progress_bar.h"
#include "indexer/report.h"
#include "indexer/scan.h"
#include "indexer/status.h"
#include "indexer/update.h"
#include "indexer/verify.h"
#include "indexer/watch.h"

namespace dejavu {
namespace {

using Clock = std::chrono::steady_clock;

Instant now() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

Summary run_job(const Command& command, const IndexJob& job) {
  if (command.verb == "build") return build_index(job);
  if (command.files.empty()) return update_index(job);
  return update_files(job, corpus_paths(job.settings, command.sources.working_dir, command.files));
}

/// Asked before the folder of the index is made, which may lie in the corpus: a misspelt name would
/// then become a corpus, and an empty one.
void expect_corpus(const Settings& settings) {
  std::error_code failure;
  if (std::filesystem::is_directory(settings.corpus, failure)) return;
  throw Error(ErrorKind::kNotFound, settings.corpus.string() + " is no folder",
              "Name the corpus with --corpus DIR.");
}

int write_index(const Command& command, const Settings& settings) {
  const Clock::time_point start = Clock::now();
  expect_corpus(settings);
  InterruptSignals signals;
  IndexJob job = {.settings = settings,
                  .now = now(),
                  .threads = command.threads,
                  .thesaurus = thesaurus_of(settings),
                  .keep_diagnostics = command.verbose};
  job.interrupted = [&signals] { return signals.arrived(); };
  Summary summary;
  {
    const ProgressBar bar(job.progress);
    summary = run_job(command, job);
  }
  if (summary.interrupted) {
    fmt::print(stderr,
               "Interrupted; the index is whole, and what was not committed is left out.\n");
    return kExitInterrupted;
  }
  if (command.verbose) fmt::print("{}", diagnostics_text(summary));
  fmt::print("{}", summary_text(summary, Clock::now() - start));
  return kExitAnswered;
}

int show_status(const Command& command, const Settings& settings) {
  const Status status = read_status(settings);
  fmt::print("{}", command.json ? status_json(status, now()) : status_text(status, now()));
  return kExitAnswered;
}

int verify(const Command& command, const Settings& settings) {
  IndexJob job = {.settings = settings, .now = now(), .thesaurus = thesaurus_of(settings)};
  const Verification found = verify_index(job);
  fmt::print("{}", command.json ? verification_json(found) : verification_text(found));
  return verification_exit_code(found);
}

int collect_garbage(const Settings& settings) {
  const WriteLock lock(settings.index, "dejavu-index gc", now());
  const std::vector<std::string> removed = remove_unpointed(settings.index);
  for (const std::string& name : removed) fmt::print("removed {}\n", printable(name));
  if (removed.empty()) fmt::print("nothing to remove\n");
  return kExitAnswered;
}

int watch(const Command& command) {
  InterruptSignals signals;
  watch_corpus({.sources = command.sources,
                .threads = command.threads,
                .signals = &signals,
                .say = [](std::string_view line) {
                  fmt::print("{}", line);
                  std::fflush(stdout);  // a log that is a file is read while this runs
                }});
  return kExitAnswered;
}

}  // namespace

int run_command(const Command& command) {
  if (command.verb == "follow") {  // reads its settings where it may fail
    follow_git({.sources = command.sources,
                .threads = command.threads,
                .time_limit = std::chrono::seconds(command.seconds),
                .hook = command.hook,
                .arguments = command.files,
                .head_on_stdin = command.head_on_stdin});
    return kExitAnswered;
  }
  const Settings settings = load_settings(command.sources);
  if (command.verb == "status") return show_status(command, settings);
  if (command.verb == "verify") return verify(command, settings);
  if (command.verb == "gc") return collect_garbage(settings);
  if (command.verb == "watch") return watch(command);
  return write_index(command, settings);
}

}  // namespace dejavu
