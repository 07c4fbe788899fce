// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/scan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/corpus_path.h"
#include "core/base/error.h"
#include "tests/indexer/corpus_fixture.h"

namespace dejavu {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Scan, PatternWithoutSlashMatchesNamesAndOneWithSlashPaths) {
  const CorpusFixture corpus;
  for (const char* path :
       {"README.md", "a.md", "sub/README.md", "drafts/x.md", "drafts/deep/y.md"}) {
    corpus.write(path, "# x");
  }
  Settings settings = corpus.job().settings;
  settings.exclude = {"README.*", "drafts/*"};
  EXPECT_THAT(scan_corpus(settings).paths, ElementsAre("a.md"));
  EXPECT_FALSE(belongs_to_corpus(settings, "sub/README.md"));
  EXPECT_FALSE(belongs_to_corpus(settings, "drafts/deep/y.md"));
}

TEST(Scan, EveryFileThatAWalkFindsBelongsToTheCorpusAndNoOther) {
  const CorpusFixture corpus;
  const std::vector<std::string> paths = {
      "a.md",     "B.MD", ".hidden.md",  ".git/c.md",   "d.txt", "sub/e.qmd", ".md",
      "x.md.erb", "md",   "sub/.x/f.md", "sub/g.mdown", "h.mdx", "i.markdown"};
  for (const std::string& path : paths) corpus.write(path, "# x");
  const Settings settings = corpus.job().settings;
  const std::vector<std::string> found = scan_corpus(settings).paths;
  EXPECT_EQ(found.size(), 7U);
  for (const std::string& path : paths) {
    EXPECT_EQ(belongs_to_corpus(settings, path), std::ranges::binary_search(found, path)) << path;
  }
}

TEST(Scan, NameIsTriedBelowTheCorpusAndBelowTheWorkingDirectory) {
  const CorpusFixture corpus;
  corpus.write("sub/a.md", "# x");
  const Settings settings = corpus.job().settings;
  EXPECT_THAT(corpus_paths(settings, corpus.root() / "sub", {"a.md"}),
              ElementsAre("a.md", "sub/a.md"));
  EXPECT_THAT(corpus_paths(settings, corpus.scratch(), {"corpus/sub/a.md"}),
              ElementsAre("corpus/sub/a.md", "sub/a.md"));
  EXPECT_THAT(corpus_paths(settings, "/", {(corpus.root() / "sub/../b.md").string()}),
              ElementsAre("b.md"));
}

TEST(Scan, ANameThatBeginsWithTwoDotsIsInside) {
  const CorpusFixture corpus;
  const Settings settings = corpus.job().settings;
  EXPECT_THAT(corpus_paths(settings, "/", {(corpus.root() / "...md").string()}),
              ElementsAre("...md"));
  EXPECT_THROW(corpus_paths(settings, "/", {(corpus.root() / "../a.md").string()}), Error);
}

TEST(Scan, CorpusReachedThroughALinkIsTheSameCorpus) {
  const CorpusFixture corpus;
  corpus.write("a.md", "# x");
  std::filesystem::create_directory_symlink(corpus.root(), corpus.scratch() / "link");
  Settings settings = corpus.job().settings;
  EXPECT_THAT(corpus_paths(settings, "/", {(corpus.scratch() / "link/a.md").string()}),
              ElementsAre("a.md"));
  settings.corpus = corpus.scratch() / "link";
  EXPECT_THAT(corpus_paths(settings, "/", {(corpus.root() / "a.md").string()}),
              ElementsAre("a.md"));
}

TEST(Scan, FileThatVanishedHasAProblemInsteadOfBytes) {
  const CorpusFixture corpus;
  const SourceFile file = read_source(corpus.job().settings, "gone.md");
  EXPECT_FALSE(file.bytes);
  EXPECT_FALSE(file.problem.empty());
}

}  // namespace
}  // namespace dejavu
