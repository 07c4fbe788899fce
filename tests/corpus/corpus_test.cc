// SPDX-License-Identifier: GPL-2.0-or-later
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/base/files.h"
#include "core/postmortem/parse.h"
#include "tests/corpus/corpus_rules.h"

namespace dejavu {
namespace {

// ctest makes the project's root the working directory.
constexpr const char* kCorpus = "corpus";

const std::vector<Postmortem>& corpus() {
  static const std::vector<Postmortem> kFiles = [] {
    std::vector<Postmortem> files;
    for (const WalkedFile& file : walk_corpus(kCorpus, {".md"}).files) {
      const std::string bytes = read_file_beneath(kCorpus, file.path, kMaxFileBytes);
      files.push_back(parse_postmortem(file.path, bytes));
    }
    return files;
  }();
  return kFiles;
}

void expect_none(const std::vector<std::string>& faults) {
  for (const std::string& fault : faults) ADD_FAILURE() << fault;
}

template <class Rule>
void expect_of_each_file(Rule rule) {
  for (const Postmortem& postmortem : corpus()) expect_none(rule(postmortem));
}

TEST(Corpus, HoldsThirtyIncidentsOrMore) { EXPECT_GE(corpus().size(), 30U); }
TEST(Corpus, FactsAreComplete) { expect_of_each_file(facts_are_complete); }
TEST(Corpus, ParserHasNothingToWarnAbout) { expect_of_each_file(parser_is_content); }
TEST(Corpus, TimesAreInOrder) { expect_of_each_file(times_are_in_order); }
TEST(Corpus, FileNamesTellTheDay) { expect_of_each_file(name_tells_the_day); }
TEST(Corpus, IdsAreUnique) { expect_none(ids_are_unique(corpus())); }
TEST(Corpus, RelationsResolve) { expect_none(relations_resolve(corpus())); }
TEST(Corpus, NoSentenceIsSharedByTwoFiles) { expect_none(sentences_are_not_shared(corpus())); }

// Each rule catches what it is for.

Moment moment(const char* text) { return parse_moment(text).value(); }

Postmortem about(const std::string& id, const std::string& summary) {
  Postmortem postmortem;
  postmortem.path = id + ".md";
  postmortem.id = id;
  postmortem.sections = {{.kind = SectionKind::kSummary, .text = summary}};
  return postmortem;
}

TEST(CorpusRules, AMissingFactIsCaught) {
  const Postmortem empty;
  EXPECT_EQ(facts_are_complete(empty).size(), 8U);
}

TEST(CorpusRules, AWarningIsCaughtAndANoteIsNot) {
  Postmortem postmortem;
  postmortem.diagnostics = {{.level = DiagnosticLevel::kNote, .code = "n", .message = ""},
                            {.level = DiagnosticLevel::kWarning, .code = "w", .message = ""}};
  EXPECT_EQ(parser_is_content(postmortem).size(), 1U);
}

TEST(CorpusRules, AnEndBeforeTheStartIsCaught) {
  Postmortem postmortem;
  postmortem.started_at = moment("2024-03-01T09:10Z");
  postmortem.resolved_at = moment("2024-03-01T09:05Z");
  EXPECT_EQ(times_are_in_order(postmortem).size(), 1U);
}

TEST(CorpusRules, ADayAloneMayBeItsEvening) {
  Postmortem postmortem;
  postmortem.started_at = moment("2024-03-01T09:10Z");
  postmortem.resolved_at = moment("2024-03-01");
  EXPECT_TRUE(times_are_in_order(postmortem).empty());
  postmortem.resolved_at = moment("2024-02-29");
  EXPECT_EQ(times_are_in_order(postmortem).size(), 1U);
}

TEST(CorpusRules, ANameOfAnotherDayIsCaught) {
  Postmortem postmortem;
  postmortem.path = "2024-03-02-example.md";
  postmortem.started_at = moment("2024-03-01T09:10Z");
  EXPECT_EQ(name_tells_the_day(postmortem).size(), 1U);
}

TEST(CorpusRules, ASecondFileOfAnIdIsCaught) {
  EXPECT_EQ(ids_are_unique({about("a", ""), about("b", ""), about("a", "")}).size(), 1U);
}

TEST(CorpusRules, ARelationToNothingAndToItselfAreCaught) {
  Postmortem postmortem = about("a", "");
  postmortem.relations = {{.kind = RelationKind::kRecurrenceOf, .id = "b"},
                          {.kind = RelationKind::kRecurrenceOf, .id = "a"},
                          {.kind = RelationKind::kRecurrenceOf, .id = "c"}};
  EXPECT_EQ(relations_resolve({postmortem, about("b", "")}).size(), 2U);
}

TEST(CorpusRules, EightWordsInARowInTwoFilesAreCaught) {
  const std::string eight = "the queue grew until every worker was waiting";
  EXPECT_EQ(
      sentences_are_not_shared({about("a", "First " + eight), about("b", eight + " there")}).size(),
      1U);
  const std::string parted = "The queue grew until. Every worker was waiting";
  EXPECT_TRUE(sentences_are_not_shared({about("a", parted), about("b", parted)}).empty());
}

}  // namespace
}  // namespace dejavu
