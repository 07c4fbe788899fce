// SPDX-License-Identifier: GPL-2.0-or-later
// The suggestions are a cache that `dejavu recurrences` writes beside the database: whatever fails,
// the answer is the same, and the index is not touched.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/index/layout.h"
#include "indexer/build.h"
#include "tests/crash/faulty_run.h"
#include "tests/indexer/corpus_fixture.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;
using testing::IsEmpty;

/// A temporary file, a write, a sync, a rename.
constexpr int kLeastCalls = 4;

class SuggestionsScene {
 public:
  SuggestionsScene() {
    for (int i = 1; i <= 4; ++i) {
      corpus_.write(fmt::format("{}.md", i),
                    incident(fmt::format("PM-{}", i), "Disk full", fmt::format("2024-0{}-01", i)));
    }
    corpus_.build();
    copy_tree(corpus_.index(), corpus_.scratch() / "saved");
    contents_ = contents(corpus_.index());
    answer_ = pairs_of(ask());
  }

  FaultyRun faulty_run() const {
    return {.program = {.words = words(), .folder = corpus_.index()},
            .scratch = corpus_.scratch(),
            .restore = [this] { copy_tree(corpus_.scratch() / "saved", corpus_.index()); },
            .complaint = [this](const Outcome& outcome) { return complaint(outcome); }};
  }

 private:
  std::vector<std::string> words() const {
    return {DEJAVU_PROGRAM, "recurrences", "--json",       "--corpus",
            corpus_.root(), "--index",     corpus_.index()};
  }

  /// The rest is how long it took, and of which moment it is.
  static std::string pairs_of(const Outcome& outcome) {
    return nlohmann::json::parse(outcome.output).at("pairs").dump();
  }

  Outcome ask() const { return run_program({.words = words()}); }

  std::string complaint(const Outcome& outcome) const {
    // A disk that cannot be read is an error; one that cannot be written is none.
    if (outcome.status == 0 && pairs_of(outcome) != answer_) return "it gave another answer";
    if (!differing(contents(corpus_.index()), contents_).empty()) return "the index has changed";
    const Outcome again = ask();
    if (again.status != 0 || pairs_of(again) != answer_) return "the next answer is another one";
    run_program({.words = {DEJAVU_INDEX_PROGRAM, "gc", "--index", corpus_.index()}});
    const auto current = current_generation(corpus_.index());
    for (const auto& entry : fs::directory_iterator(current->folder())) {
      if (entry.path().extension() == ".tmp") return "gc left something behind";
    }
    return "";
  }

  CorpusFixture corpus_;
  std::map<std::string, std::string> contents_;
  std::string answer_;
};

class SuggestionsFault : public testing::TestWithParam<const char*> {};

TEST_P(SuggestionsFault, ChangesNoAnswer) {
  const SuggestionsScene scene;
  EXPECT_THAT(sweep(scene.faulty_run(), GetParam(), kLeastCalls), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Crash, SuggestionsFault,
                         testing::Values("kill", "torn", "eio", "enospc", "eio_read"),
                         [](const auto& test) { return std::string(test.param); });

TEST(SuggestionsFaults, ShortReadsAndPowerLossChangeNoAnswer) {
  const SuggestionsScene scene;
  EXPECT_EQ(outlast(scene.faulty_run(), "short"), "");
  EXPECT_EQ(outlast(scene.faulty_run(), "eintr"), "");
  for (const Survives survives : {Survives::kNothing, Survives::kNames}) {
    EXPECT_THAT(lose_power(scene.faulty_run(), {"index", survives}, kLeastCalls), IsEmpty());
  }
}

}  // namespace
}  // namespace dejavu
