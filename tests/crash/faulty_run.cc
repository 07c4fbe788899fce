// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/crash/faulty_run.h"

#include <fmt/format.h>

namespace dejavu {

std::vector<std::string> sweep(FaultyRun run, const std::string& fault, int least_calls) {
  run.program.fault = fault;
  run.program.log = run.scratch / "log";
  run.restore();
  const int calls = count_calls(run.program);
  run.program.log.clear();
  if (calls < least_calls) return {fmt::format("only {} calls were seen", calls)};
  fmt::print("{} calls with {}\n", calls, fault);
  std::vector<std::string> complaints;
  for (run.program.at = 1; run.program.at <= calls; ++run.program.at) {
    run.restore();
    const Outcome outcome = run_shimmed(run.program);
    const bool is_alive = kills(fault) && outcome.status != kKilled;
    const std::string wrong = is_alive ? "it was not killed" : run.complaint(outcome);
    if (!wrong.empty()) complaints.push_back(fmt::format("at {}: {}", run.program.at, wrong));
  }
  return complaints;
}

std::string outlast(FaultyRun run, const std::string& fault) {
  run.program.fault = fault;
  run.program.at = 1;
  run.restore();
  const Outcome outcome = run_shimmed(run.program);
  if (outcome.status != 0) return fmt::format("{} {}", outcome.status, outcome.errors);
  return run.complaint(outcome);
}

std::vector<std::string> lose_power(FaultyRun run, const PowerCut& cut, int least_calls) {
  run.restore();
  // The folder itself may be new, so its name is at stake, too.
  run.program.folder = run.scratch;
  run.program.journal = run.scratch / "journal";
  std::filesystem::remove(run.program.journal);
  DiskModel disk(run.scratch);
  const Outcome outcome = run_shimmed(run.program);
  const std::vector<JournalEntry> journal = read_journal(run.program.journal);
  if (std::ssize(journal) < least_calls) {
    return {fmt::format("only {} changes were seen", journal.size())};
  }
  fmt::print("{} changes with loss of power\n", journal.size());
  std::vector<std::string> complaints;
  for (std::size_t done = 0; done < journal.size(); ++done) {
    const bool is_sync = journal[done].call == 's';
    if (!is_sync || cut.syncs == Syncs::kKept) disk.apply(journal[done]);
    const bool is_last = done + 1 == journal.size();
    // Bytes alone change nothing that survives.
    if (journal[done].call == 'w' && !is_last) continue;
    disk.write_survivors(cut.survives, cut.folder);
    const std::string wrong = run.complaint(is_last ? outcome : Outcome{.status = kKilled});
    if (!wrong.empty()) complaints.push_back(fmt::format("at {}: {}", done + 1, wrong));
  }
  return complaints;
}

}  // namespace dejavu
