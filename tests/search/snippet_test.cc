// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/search/snippet.h"

#include <gtest/gtest.h>

namespace dejavu {
namespace {

std::string marked(const std::vector<SnippetPart>& parts) {
  std::string text;
  for (const SnippetPart& part : parts) text += part.match ? "[" + part.text + "]" : part.text;
  return text;
}

std::string snippet(std::string_view prose, const std::map<std::string, double>& weights) {
  Tokenizer tokenizer;
  return marked(make_snippet(prose, weights, tokenizer));
}

TEST(Snippet, MarksTheUsersWordsAsTheyStandInTheText) {
  EXPECT_EQ(snippet("Certificates expired.", {{"certif", 1}, {"expir", 1}}),
            "[Certificates] [expired].");
}

TEST(Snippet, MarksAnIdentifierOnce) {
  EXPECT_EQ(snippet("The connection_pool was full.", {{"connection_pool", 1}, {"pool", 1}}),
            "The [connection_pool] was full.");
}

TEST(Snippet, TakesThePassageThatSaysMost) {
  std::string prose = "disk was mentioned early. ";
  for (int i = 0; i < 40; ++i) prose += "Nothing of note happened here. ";
  prose += "Then the disk was full and replication stopped.";
  const std::string text = snippet(prose, {{"disk", 1}, {"full", 1}, {"replic", 3}});
  EXPECT_NE(text.find("[disk] was [full] and [replication]"), std::string::npos) << text;
  EXPECT_TRUE(text.starts_with("…"));
}

TEST(Snippet, WithoutAMatchTheBeginningIsShown) {
  EXPECT_EQ(snippet("Short text.", {}), "Short text.");
  EXPECT_EQ(snippet("", {{"disk", 1}}), "");
}

TEST(Snippet, NeverLongerThanAPassageAndNeverCutsACodePoint) {
  std::string prose;
  for (int i = 0; i < 500; ++i) prose += "ä";
  prose += " disk ";
  for (int i = 0; i < 500; ++i) prose += "ö";
  const std::string text = snippet(prose, {{"disk", 1}});
  EXPECT_LE(text.size(), kSnippetBytes + 16);
  EXPECT_NE(text.find("[disk]"), std::string::npos);
}

}  // namespace
}  // namespace dejavu
