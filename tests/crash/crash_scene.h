// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tests/cli/program.h"
#include "tests/crash/faulty_run.h"
#include "tests/indexer/corpus_fixture.h"

namespace dejavu {

/// One run of dejavu-index that is made to fail at each of its system calls in turn. After each
/// failure the index must answer with the old or the new state whole, an update must bring exactly
/// the state of a rebuild, and gc must leave nothing behind.
class CrashScene {
 public:
  /// `verb` is what fails: build, update or gc.
  explicit CrashScene(std::string verb) : verb_(std::move(verb)) {}

  const CorpusFixture& corpus() const { return corpus_; }

  /// The index and the corpus as they are now are what each run starts from, and what its readers
  /// may see when it fails.
  void start_from_here();

  /// What sweep, outlast and lose_power repeat.
  FaultyRun faulty_run() const;

  /// One run, and after each of its calls a loss of power.
  std::vector<std::string> lose_power(Survives survives, Syncs syncs) const;

 private:
  using Contents = std::map<std::string, std::string>;

  void restore() const;
  Outcome run_undisturbed(const std::string& verb) const;
  Contents rebuilt() const;
  std::vector<std::string> listing() const;

  /// What is wrong after a run; empty when nothing is.
  std::string complaint(const Outcome& outcome) const;

  std::string verb_;
  CorpusFixture corpus_;
  Contents old_;
  Contents new_;
  std::vector<std::string> clean_listing_;
};

}  // namespace dejavu
