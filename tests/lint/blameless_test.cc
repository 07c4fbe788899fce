// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/lint/blameless.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "core/base/error.h"
#include "core/lint/blameless_file.h"
#include "core/lint/blameless_rules.h"
#include "core/lint/codes.h"

namespace dejavu {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

/// "code: words" of the finding; empty for a sentence that blames nobody.
std::string blame(std::string_view sentence) {
  static const BlamelessWording kWording({});
  const auto found = kWording.find(sentence);
  if (!found) return {};
  EXPECT_FALSE(found->suggestion.empty());
  return found->code + ": " + std::string(sentence.substr(found->begin, found->end - found->begin));
}

TEST(Blameless, APersonWhoErredIsNamed) {
  for (const char* sentence : {
           "The engineer forgot to renew the certificate.",
           "An operator forgot to close the valve.",
           "The on-call engineer failed to escalate.",
           "The developer on the platform team neglected to run the tests.",
           "A contractor accidentally deleted the production database.",
           "The admin mistakenly ran the script on the primary.",
           "She missed the alert.",
           "He broke the build with a typo.",
           "The on-call ignored the first three pages.",
           "Operators ignored the warning for an hour.",
           "The database team incorrectly configured the replica.",
           "An engineer deleted the wrong table by mistake.",
           "The reviewer overlooked the missing index.",
           "Alice forgot to update the runbook.",
           "The developers did not test the migration.",
           "@bob misconfigured the firewall.",
           "The release manager made a mistake.",
           "The volume was accidentally deleted by an engineer.",
           "Somebody had forgotten the second region.",
           "Forgot to run the migration.",
       }) {
    EXPECT_THAT(blame(sentence), HasSubstr("blame-person: ")) << sentence;
  }
}

TEST(Blameless, HindsightAboutPeopleIsNamed) {
  for (const char* sentence : {
           "The engineer should have checked the dashboard.",
           "We could have tested this before the release.",
           "The team ought to have known that.",
           "They should've communicated it.",
           "The change shouldn't have been merged on a Friday.",
           "This should have been caught in review.",
           "Why didn't the developer ask?",
       }) {
    EXPECT_THAT(blame(sentence), HasSubstr("blame-hindsight: ")) << sentence;
  }
}

TEST(Blameless, WordsThatJudgeAreNamed) {
  for (const char* sentence : {
           "The cause was human error.",
           "It was an operator error.",
           "We treated it as a user error.",
           "A fat-fingered command removed too many servers.",
           "The rollout was careless.",
           "That was a sloppy change.",
           "The negligent handling of secrets",
           "The vendor is incompetent.",
           "The engineer was too lazy to look.",
           "The engineer was to blame.",
           "It was the fault of the night shift team.",
           "It was the developer's fault.",
           "We need to be more careful next time.",
           "This was my fault.",
       }) {
    EXPECT_THAT(blame(sentence), HasSubstr("blame-word: ")) << sentence;
  }
}

TEST(Blameless, AuthorsWhoBlameThemselvesAreToldApart) {
  EXPECT_EQ(blame("We failed to verify the backup."), "blame-we: We failed to");
  EXPECT_EQ(blame("Then I broke production."), "blame-we: I broke");
  EXPECT_EQ(blame("We wrongly assumed that it was safe."), "blame-we: We wrongly assumed");
}

TEST(Blameless, SystemsMayFailForgetAndBreak) {
  for (const char* sentence : {
           "The job failed to start.",
           "The server forgot its state after the restart.",
           "The operator failed to reconcile the custom resource.",
           "The package manager failed to resolve the mirror.",
           "The Kubernetes operator did not restart the pod.",
           "The cache missed too often.",
           "The load balancer incorrectly marked all backends as healthy.",
           "A cron job accidentally removed the folder.",
           "The admin page failed to load.",
           "Users failed to log in for an hour.",
           "Users did not see their orders.",
           "Users were incorrectly charged twice.",
           "The certificate was not renewed.",
           "The alert should have fired.",
           "How it could have been prevented",
           "It could have been noticed earlier.",
           "Users should have been redirected to the second region.",
           "A page fault in the fault-tolerant path broke the proxy.",
           "The upgrade broke the client.",
           "We could not have done it without you.",
           "We did not lose any data.",
           "We should have a runbook for this.",
           "The cause was an error in the configuration.",
           "Lazy loading of the module hid the error.",
           "The engineer noticed that the job failed to start.",
           "The engineer restarted the server that forgot its state.",
           "We ran a blameless review and looked at git blame.",
           "This leads to forgotten locks.",
       }) {
    EXPECT_THAT(blame(sentence), IsEmpty()) << sentence;
  }
}

TEST(Blameless, ATeamAddsItsOwnPhrases) {
  const BlamelessWording wording({"asleep at the wheel => Say what claimed the attention."});
  const auto found = wording.find("The night shift was Asleep at the wheel.");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->code, "blame-word");
  EXPECT_EQ(found->suggestion, "Say what claimed the attention.");
  EXPECT_FALSE(wording.find("The night shift slept at the wheelhouse."));
}

TEST(Blameless, OwnPhrasesMayUseTheNames) {
  const BlamelessWording wording({"{person} dropped the ball => Say what was expected of whom."});
  EXPECT_TRUE(wording.find("The on-call engineer dropped the ball."));
  EXPECT_FALSE(wording.find("The scheduler dropped the ball."));
}

TEST(Blameless, AnOwnPhraseThatCannotBeUnderstoodIsRefused) {
  for (const char* line :
       {"no arrow", "=> nothing", "phrase =>", "{nobody} erred => x", "(( => x"}) {
    EXPECT_THROW(BlamelessWording({line}), Error) << line;
  }
}

TEST(Blameless, EveryBundledRuleHasAKnownCodeAndASuggestionInOneSentence) {
  std::set<std::string> codes;
  for (const BlamelessRule& rule : blameless_rules(blameless_files().front().content, {})) {
    EXPECT_NE(find_lint_code(rule.code), nullptr) << rule.pattern;
    EXPECT_TRUE(rule.suggestion.ends_with('.') || rule.suggestion.ends_with('?'))
        << rule.suggestion;
    codes.insert(rule.code);
  }
  EXPECT_EQ(codes,
            (std::set<std::string>{"blame-hindsight", "blame-person", "blame-we", "blame-word"}));
}

}  // namespace
}  // namespace dejavu
