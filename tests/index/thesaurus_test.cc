// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/thesaurus.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

namespace dejavu {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;

/// "XCoom: out of memory" for each concept of the text.
std::vector<std::string> found(const Thesaurus& thesaurus, std::string_view text) {
  Tokenizer tokenizer;
  std::vector<std::string> found;
  for (const Token& token : thesaurus.concepts(tokenizer.tokenize(text).tokens)) {
    EXPECT_EQ(token.kind, TokenKind::kConcept);
    found.push_back(token.term + ": " +
                    std::string(text.substr(token.begin, token.end - token.begin)));
  }
  return found;
}

/// With the name of the group.
using Forms = std::multiset<std::pair<std::string, std::string>>;

struct BundledForms {
  std::string group;
  std::string phrase;
  std::vector<std::string> forms;
};

std::vector<BundledForms> bundled_forms() {
  Tokenizer tokenizer;
  std::vector<BundledForms> all;
  for (const SynonymGroup& group : bundled_groups()) {
    for (const std::string& phrase : group.phrases) {
      all.push_back({group.name, phrase, phrase_forms(phrase, tokenizer)});
    }
  }
  return all;
}

const Thesaurus& bundled() {
  static const Thesaurus kBundled(bundled_groups());
  return kBundled;
}

Thesaurus small() {
  return Thesaurus({{"oom", {"out of memory", "oom", "oom killer"}},
                    {"space", {"no space left on device", "OutOfSpaceError", "disk full"}},
                    {"x509", {"x509", "on-call"}}});
}

TEST(Thesaurus, BundledGroupsAreNamedOnceAndHaveSeveralPhrases) {
  const std::vector<SynonymGroup> groups = bundled_groups();
  EXPECT_GE(groups.size(), 140U);
  std::set<std::string> names;
  for (const SynonymGroup& group : groups) {
    EXPECT_TRUE(names.insert(group.name).second) << group.name << " stands there twice";
    EXPECT_EQ(group.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_"),
              std::string::npos)
        << group.name;
    EXPECT_GE(group.phrases.size(), 2U) << group.name;
  }
}

TEST(Thesaurus, BundledPhrasesKeepTermsAndDifferWithinTheirGroup) {
  Forms all;
  for (const auto& [group, phrase, forms] : bundled_forms()) {
    EXPECT_THAT(forms, Not(IsEmpty())) << group << ": " << phrase;
    for (const std::string& form : forms) {
      EXPECT_EQ(all.count({form, group}), 0U)
          << group << ": '" << phrase << "' says what another phrase of the group says";
      all.emplace(form, group);
    }
  }
}

TEST(Thesaurus, WhatWasPreparedIsWhatTheTokenizerSaysToday) {
  Forms said;
  for (const auto& [group, phrase, forms] : bundled_forms()) {
    for (const std::string& form : forms) said.emplace(form, group);
  }
  const PreparedThesaurus& prepared = prepared_thesaurus();
  Forms before;
  for (const PreparedForm& form : prepared.forms) {
    before.emplace(prepared.at(form.terms), prepared.at(prepared.groups[form.group].name));
  }
  EXPECT_EQ(before, said);
}

TEST(Thesaurus, ThePreparedOneIsTheOneOfTheSameGroups) {
  const Thesaurus prepared({}, prepared_thesaurus());
  EXPECT_EQ(prepared.terms(), bundled().terms());
  EXPECT_EQ(prepared.fingerprint(), bundled().fingerprint());
  for (const std::string& term : bundled().terms()) {
    EXPECT_EQ(prepared.phrases(term), bundled().phrases(term)) << term;
  }
}

TEST(Thesaurus, NoBundledPhraseShrinksToOneWord) {
  Tokenizer tokenizer;
  for (const SynonymGroup& group : bundled_groups()) {
    for (const std::string& phrase : group.phrases) {
      const std::string form = phrase_forms(phrase, tokenizer).front();
      EXPECT_EQ(phrase.find(' ') == std::string::npos, form.find(' ') == std::string::npos)
          << group.name << ": '" << phrase << "' is looked for as '" << form << "'";
    }
  }
}

TEST(Thesaurus, NoBundledPhraseIsAWordOfEveryPostmortem) {
  const std::set<std::string> common = {"error",  "fail",  "down",   "incid", "issu",   "problem",
                                        "servic", "alert", "deploy", "caus",  "impact", "server"};
  Tokenizer tokenizer;
  for (const SynonymGroup& group : bundled_groups()) {
    for (const std::string& phrase : group.phrases) {
      EXPECT_EQ(common.count(phrase_forms(phrase, tokenizer).front()), 0U)
          << group.name << ": " << phrase;
    }
  }
}

TEST(Thesaurus, EachBundledPhraseFindsItsGroup) {
  for (const SynonymGroup& group : bundled_groups()) {
    for (const std::string& phrase : group.phrases) {
      EXPECT_THAT(found(bundled(), "we saw " + phrase + ", then"),
                  Contains(testing::StartsWith("XC" + group.name + ": ")))
          << phrase;
    }
  }
}

TEST(Thesaurus, DifferentWordsForOneProblemMeet) {
  const std::vector<std::vector<std::string>> same = {
      {"java.lang.OutOfMemoryError: Java heap space", "the pod was OOMKilled", "XCoom"},
      {"write failed: ENOSPC", "No space left on device", "XCdisk_full"},
      {"x509: certificate has expired or is not yet valid", "the cert expired",
       "XCcertificate_expired"},
      {"dial tcp 10.0.0.1:5432: connect: connection refused", "ECONNREFUSED",
       "XCconnection_refused"},
      {"thundering-herd", "a cache stampede", "XCcache_stampede"},
      {"CrashLoopBackOff", "pods kept restarting", "XCcrash_loop"},
      {"HTTP/1.1 503", "Service Unavailable", "XChttp_503"}};
  for (const auto& texts : same) {
    const auto concept_term = testing::StartsWith(texts[2] + ": ");
    EXPECT_THAT(found(bundled(), texts[0]), Contains(concept_term)) << texts[0];
    EXPECT_THAT(found(bundled(), texts[1]), Contains(concept_term)) << texts[1];
  }
}

TEST(Thesaurus, TheLongestPhraseOfAGroupWins) {
  EXPECT_THAT(found(small(), "the OOM killer came"), ElementsAre("XCoom: OOM killer"));
  EXPECT_THAT(found(small(), "OOM, then out of memory"),
              ElementsAre("XCoom: OOM", "XCoom: out of memory"));
}

TEST(Thesaurus, IdentifiersAndProseMeetBothWays) {
  EXPECT_THAT(found(small(), "out-of-memory"), ElementsAre("XCoom: out-of-memory"));
  EXPECT_THAT(found(small(), "java.lang.OutOfMemoryError"), ElementsAre("XCoom: OutOfMemory"));
  EXPECT_THAT(found(small(), "OOMKilled"), ElementsAre("XCoom: OOM"));
  EXPECT_THAT(found(small(), "OUT_OF_MEMORY"), ElementsAre("XCoom: OUT_OF_MEMORY"));
  EXPECT_THAT(found(small(), "OutOfSpaceError"), ElementsAre("XCspace: OutOfSpaceError"));
  EXPECT_THAT(found(small(), "an out of space error"), ElementsAre("XCspace: out of space error"));
  EXPECT_THAT(found(small(), "disk_full: true"), ElementsAre("XCspace: disk_full"));
}

TEST(Thesaurus, AnIdentifierWhosePartsSayLessIsFoundOnlyWhole) {
  EXPECT_THAT(found(small(), "x509: bad"), ElementsAre("XCx509: x509"));
  EXPECT_THAT(found(small(), "509 calls"), IsEmpty());
  EXPECT_THAT(found(small(), "the on-call engineer"), ElementsAre("XCx509: on-call"));
  const Thesaurus ready({SynonymGroup{"ready", {"NodeNotReady"}}});
  EXPECT_THAT(found(ready, "NodeNotReady"), ElementsAre("XCready: NodeNotReady"));
  EXPECT_THAT(found(ready, "the node is ready"), IsEmpty());
}

TEST(Thesaurus, StopWordsBetweenDoNotMatterOtherWordsDo) {
  EXPECT_THAT(found(small(), "No space left on the device"),
              ElementsAre("XCspace: No space left on the device"));
  EXPECT_THAT(found(small(), "disks are full"), ElementsAre("XCspace: disks are full"));
  EXPECT_THAT(found(small(), "the disk was nearly full"), IsEmpty());
}

TEST(Thesaurus, WordsOfDifferentParagraphsAreNoPhrase) {
  EXPECT_THAT(found(small(), "disk\n" + std::string(30, '-') + "\nfull"), IsEmpty());
}

TEST(Thesaurus, APhraseInTwoGroupsMeansBoth) {
  const Thesaurus thesaurus({{"b", {"disk full"}}, {"a", {"disk full", "disk"}}});
  EXPECT_THAT(found(thesaurus, "disk full"), ElementsAre("XCa: disk full", "XCb: disk full"));
}

TEST(Thesaurus, PhrasesOfSmallWordsFindNothing) {
  const Thesaurus thesaurus({{"none", {"", "it is what it is", "a"}}});
  EXPECT_THAT(found(thesaurus, "it is what it is: a"), IsEmpty());
}

TEST(Thesaurus, AConceptTellsItsPhrases) {
  const Thesaurus thesaurus = small();
  EXPECT_THAT(thesaurus.phrases("XCoom"), ElementsAre("out of memory", "oom", "oom killer"));
  EXPECT_THAT(thesaurus.phrases("XCnone"), IsEmpty());
  EXPECT_THAT(thesaurus.phrases("oom"), IsEmpty());
  EXPECT_THAT(thesaurus.phrases(""), IsEmpty());
}

TEST(Thesaurus, OwnGroupsJoinThoseOfTheSameName) {
  const std::size_t bundled_phrases = bundled().phrases("XCoom").size();
  const Thesaurus joined({{"oom", {"oom", "heap hog"}}, {"aaa", {"x1"}}, {"zzz", {"x2"}}},
                         prepared_thesaurus());
  EXPECT_EQ(joined.terms().size(), bundled().terms().size() + 2);
  EXPECT_TRUE(std::ranges::is_sorted(joined.terms()));
  EXPECT_EQ(joined.phrases("XCoom").size(), bundled_phrases + 1);
  EXPECT_EQ(joined.phrases("XCoom").back(), "heap hog");
  EXPECT_THAT(
      found(joined, "x2, x1, heap hogs, disk full"),
      IsSupersetOf({"XCzzz: x2", "XCaaa: x1", "XCoom: heap hogs", "XCdisk_full: disk full"}));
}

TEST(Thesaurus, APhraseThatABundledGroupHasChangesNothing) {
  const Thesaurus same({{"oom", {"oom"}}}, prepared_thesaurus());
  EXPECT_EQ(same.fingerprint(), bundled().fingerprint());
  EXPECT_EQ(same.phrases("XCoom"), bundled().phrases("XCoom"));
}

TEST(Thesaurus, SettingsExtendTheBundledGroupsOrReplaceThem) {
  Settings settings;
  settings.synonyms = {{"oom", {"heap hog"}}, {"billing_batch", {"moneybot", "nightly run"}}};
  const auto extended = thesaurus_of(settings);
  EXPECT_THAT(found(*extended, "heap hogs, moneybot, oomkilled"),
              IsSupersetOf({"XCoom: heap hogs", "XCbilling_batch: moneybot", "XCoom: oomkilled"}));
  settings.thesaurus = false;
  const auto alone = thesaurus_of(settings);
  EXPECT_THAT(found(*alone, "heap hogs and oomkilled"), ElementsAre("XCoom: heap hogs"));
}

TEST(Thesaurus, FingerprintFollowsPhrasesAndNamesNotTheirOrder) {
  const std::vector<SynonymGroup> groups = {{"a", {"x1", "x2"}}, {"b", {"x3"}}};
  const std::string fingerprint = Thesaurus(groups).fingerprint();
  EXPECT_EQ(fingerprint.size(), 16U);
  EXPECT_EQ(Thesaurus({{"b", {"x3"}}, {"a", {"x2", "x1"}}}).fingerprint(), fingerprint);
  EXPECT_NE(Thesaurus({{"a", {"x1"}}, {"b", {"x2", "x3"}}}).fingerprint(), fingerprint);
  EXPECT_NE(Thesaurus({{"a", {"x1", "x2"}}, {"c", {"x3"}}}).fingerprint(), fingerprint);
  EXPECT_NE(Thesaurus({{"a", {"x1", "x2"}}}).fingerprint(), fingerprint);
}

TEST(Thesaurus, TokenizersWithoutOneHaveNoConcepts) {
  Tokenizer tokenizer;
  EXPECT_EQ(tokenizer.thesaurus(), nullptr);
  EXPECT_THAT(tokenizer.concepts(tokenizer.tokenize("oom").tokens), IsEmpty());
  const auto thesaurus =
      std::make_shared<const Thesaurus>(std::vector<SynonymGroup>{{"oom", {"oom"}}});
  Tokenizer with(thesaurus);
  EXPECT_EQ(with.thesaurus(), thesaurus.get());
  EXPECT_EQ(with.concepts(with.tokenize("oom").tokens).size(), 1U);
}

RC_GTEST_PROP(ThesaurusProperty, ConceptsOfAnyTextLieInsideItInOrder, ()) {
  const std::vector<std::string> pieces = {"out",  "of",   "memory",  "OOM",  "Killer", "-",
                                           " ",    "disk", "full",    "\xff", "_",      "no space",
                                           "left", ". ",   "on\nthe", "503",  "障",     "device"};
  std::string text;
  for (const auto& piece : *rc::gen::container<std::vector<std::string>>(
           rc::gen::oneOf(rc::gen::elementOf(pieces), rc::gen::arbitrary<std::string>()))) {
    text += piece;
  }
  Tokenizer tokenizer;
  const std::vector<Token> concepts = small().concepts(tokenizer.tokenize(text).tokens);
  for (const Token& token : concepts) {
    RC_ASSERT(token.begin < token.end);
    RC_ASSERT(token.end <= text.size());
  }
  RC_ASSERT(std::ranges::is_sorted(concepts, {}, &Token::begin));
}

RC_GTEST_PROP(ThesaurusProperty, AnyTokensAreAccepted, ()) {
  const auto term = rc::gen::element<std::string>("oom", "out", "memori", "killer", "disk", "");
  const auto kind = rc::gen::element(TokenKind::kWord, TokenKind::kIdentifier, TokenKind::kConcept);
  std::vector<Token> tokens;
  const auto size = *rc::gen::inRange(0, 50);
  for (int i = 0; i < size; ++i) {
    const auto begin = *rc::gen::inRange<std::uint32_t>(0, 200);
    const auto end = begin + *rc::gen::inRange<std::uint32_t>(0, 20);
    tokens.push_back(Token{*kind, *term, begin, end, begin});
  }
  for (const Token& token : small().concepts(tokens)) RC_ASSERT(token.end <= 220U);
}

}  // namespace
}  // namespace dejavu
