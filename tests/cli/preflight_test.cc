// SPDX-License-Identifier: GPL-2.0-or-later
// Changes in a real repository beside the postmortems of the demo team.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/base/temporary_folder.h"
#include "tests/cli/incidents.h"
#include "tests/git/git_scene.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kSettingsText =
    "[services]\n\"infra/broker/\" = \"queue\"\n\"shop/\" = [\"accounts\", \"basket\"]\n"
    "\"shop/till/\" = \"basket\"\n";

constexpr const char* kQuoteInTransaction =
    "def checkout(pool, carrier):\n"
    "    with pool.connection(timeout=30) as tx:\n"
    "        quote = carrier.delivery_quote(tx.basket)\n"
    "        tx.commit()\n";

/// The demo team's postmortems with an index, and a repository of code with one commit.
class Preflight : public testing::Test {
 protected:
  Preflight() {
    fs::copy("demo", corpus());
    corpus_.write("corpus/dejavu.toml", kSettingsText);
    EXPECT_EQ(run_indexer({"build", "--corpus", corpus(), "--index", index()}).status, 0);
    code_.write("README.md", "Code\n");
    code_.commit_all();
  }

  std::string corpus() const { return (corpus_.path() / "corpus").string(); }
  std::string index() const { return (corpus_.path() / "index").string(); }

  Outcome preflight(const std::vector<std::string>& words) const {
    ProgramStart start{.words = {"env", "-C", code_.path().string(), DEJAVU_PROGRAM, "preflight",
                                 "--corpus", corpus(), "--index", index()}};
    start.words.insert(start.words.end(), words.begin(), words.end());
    return run_program(start);
  }

  std::string said(const std::vector<std::string>& words = {}) const {
    const Outcome outcome = preflight(words);
    EXPECT_EQ(outcome.status, 0) << outcome.errors;
    return outcome.output;
  }

  TemporaryFolder corpus_;
  GitScene code_;
};

TEST_F(Preflight, ARemoteCallInsideATransactionOfTheBasketNamesTheIncidentsOfThatKind) {
  code_.write("shop/till/checkout.py", kQuoteInTransaction);
  code_.commit_all();
  const std::string text = said();
  EXPECT_THAT(text, HasSubstr("This change touches basket (shop/till/checkout.py)."));
  EXPECT_THAT(text, HasSubstr("HL-2024-001"));
  EXPECT_THAT(text, HasSubstr("same service: basket"));
  EXPECT_THAT(text, HasSubstr("first check: "));
}

TEST_F(Preflight, TheDiskOfTheBrokerNamesItsIncidentsAndWhatIsStillOpen) {
  code_.write("infra/broker/rabbitmq.conf",
              "disk_free_limit.relative = 0.2\nx-dead-letter-exchange = parked\n");
  code_.commit_all();
  const std::string text = said();
  EXPECT_THAT(text, HasSubstr("HL-2026-005"));
  EXPECT_THAT(text, HasSubstr("Meant to prevent it, and still open:"));
  EXPECT_THAT(text, HasSubstr("Decide anew on expiry together with audit"));
}

TEST_F(Preflight, AServiceIsGuessedFromAPathWhenNobodyHasNamedIt) {
  code_.write("modules/basket/checkout.py", kQuoteInTransaction);
  code_.commit_all();
  const std::string text = said();
  EXPECT_THAT(text, HasSubstr("basket (modules/basket/checkout.py, by its name)"));
  EXPECT_THAT(text, HasSubstr("HL-2024-001"));
}

TEST_F(Preflight, ARareNameIsEvidenceWithoutAService) {
  code_.write("flags.yaml", "- name: giftwrap.live\n  state: on\n");
  code_.commit_all();
  const std::string text = said();
  EXPECT_THAT(text, HasSubstr("HL-2026-002"));
  EXPECT_THAT(text, HasSubstr("same names: giftwrap.live"));
}

TEST_F(Preflight, SaysNothingWhenThereIsNothing) {
  code_.write("geometry.py", "def area(radius):\n    return 3 * radius * radius\n");
  code_.commit_all();
  EXPECT_EQ(said(), "");
}

TEST_F(Preflight, ProseAndGeneratedFilesAreNoChangeOfAProgram) {
  code_.write("shop/till/NOTES.md", kQuoteInTransaction);
  code_.write("shop/till/package-lock.json", kQuoteInTransaction);
  code_.commit_all();
  EXPECT_EQ(said(), "");
}

TEST_F(Preflight, LooksAtWhatTheUpstreamLacksNotAtTheLastCommitAlone) {
  const GitScene upstream({"--bare"});
  code_.git({"remote", "add", "origin", upstream.path().string()});
  code_.git({"push", "-q", "-u", "origin", "HEAD"});
  code_.write("shop/till/checkout.py", kQuoteInTransaction);
  code_.commit_all();
  code_.write("geometry.py", "def area(radius):\n    return 3 * radius * radius\n");
  code_.commit_all();
  EXPECT_THAT(said(), HasSubstr("HL-2024-001"));
  EXPECT_EQ(said({"HEAD~1..HEAD"}), "");
  EXPECT_THAT(said({"HEAD~2"}), HasSubstr("HL-2024-001"));
}

TEST_F(Preflight, LooksAtWhatIsStagedWhenAsked) {
  code_.write("shop/till/checkout.py", kQuoteInTransaction);
  EXPECT_EQ(said({"--staged"}), "");
  code_.git({"add", "-A"});
  EXPECT_THAT(said({"--staged"}), HasSubstr("HL-2024-001"));
}

TEST_F(Preflight, TheFirstCommitIsAllOfItsFiles) {
  const GitScene fresh;
  fresh.write("shop/till/checkout.py", kQuoteInTransaction);
  fresh.commit_all();
  const Outcome outcome =
      run_program({.words = {"env", "-C", (fresh.path() / "shop").string(), DEJAVU_PROGRAM,
                             "preflight", "--corpus", corpus(), "--index", index()}});
  EXPECT_THAT(outcome.output, HasSubstr("HL-2024-001"));
}

TEST_F(Preflight, NamesWithBlanksAndOtherLettersAreRead) {
  code_.write("shop/till/Körbe und \"mehr\".py", kQuoteInTransaction);
  code_.commit_all();
  EXPECT_THAT(said(), HasSubstr("Körbe und \"mehr\".py"));
}

TEST_F(Preflight, JsonIsAnObjectAlsoWhenThereIsNothing) {
  const auto nothing = nlohmann::json::parse(said({"--json"}));
  EXPECT_TRUE(nothing["incidents"].empty());
  code_.write("shop/till/checkout.py", kQuoteInTransaction);
  code_.commit_all();
  const auto json = nlohmann::json::parse(said({"--json"}));
  EXPECT_EQ(json["services"][0]["source"], "settings");
  EXPECT_EQ(json["incidents"].size(), 3U);
  EXPECT_EQ(json["incidents"][0]["same_services"][0], "basket");
}

TEST_F(Preflight, ASecretOfTheChangeIsNotRepeated) {
  const std::string token = std::string("ghp_") + "q8JtV0dR1wPlMn4rTszX7vN3kQ8cJtV0dR1w";
  code_.write("shop/till/checkout.py", kQuoteInTransaction + ("token = \"" + token + "\"\n"));
  code_.commit_all();
  EXPECT_THAT(said({"--json"}), Not(HasSubstr(token.substr(4))));
}

TEST_F(Preflight, ARangeThatGitDoesNotKnowIsWrongUsage) {
  for (const std::string range : {"no-such-branch", "HEAD..no-such-branch", "HEAD...no-such-branch",
                                  "..no-such-branch", "^HEAD", ".."}) {
    const Outcome outcome = preflight({range});
    EXPECT_EQ(outcome.status, 2) << range;
    EXPECT_THAT(outcome.errors, HasSubstr("Git knows no range `" + range + "`"));
  }
  for (const std::string range : {"HEAD", "HEAD..", "..HEAD", "...", "HEAD...HEAD"}) {
    EXPECT_EQ(preflight({range}).status, 0) << range;
  }
  EXPECT_EQ(preflight({"--", "--output=x"}).status, 2);
  EXPECT_FALSE(fs::exists(code_.path() / "x"));
}

TEST_F(Preflight, OutsideOfARepositoryItSaysSo) {
  const TemporaryFolder elsewhere;
  const Outcome outcome =
      run_program({.words = {"env", "-C", elsewhere.path().string(), DEJAVU_PROGRAM, "preflight",
                             "--corpus", corpus(), "--index", index()}});
  EXPECT_EQ(outcome.status, 3);
  EXPECT_THAT(outcome.errors, HasSubstr("in no Git repository"));
}

}  // namespace
}  // namespace dejavu
