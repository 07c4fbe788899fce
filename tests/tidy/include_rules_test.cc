// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/tidy/include_rules.h"

#include <gtest/gtest.h>

#include <string>

namespace dejavu {
namespace {

std::size_t arrows_against(const std::string& path, const std::string& included) {
  return arrows_point_left({path, "#include \"" + included + "\"\n"}).size();
}

TEST(Arrows, ARoomThatIncludesOneToItsRightIsCaught) {
  EXPECT_EQ(arrows_against("core/base/text.cc", "core/postmortem/parse.h"), 1U);
  EXPECT_EQ(arrows_against("core/index/reader.h", "core/search/search.h"), 1U);
  EXPECT_EQ(arrows_against("core/secrets/mask.cc", "core/postmortem/parse.h"), 1U);
  EXPECT_EQ(arrows_against("core/answer/review.cc", "server/http/http.h"), 1U);
  EXPECT_EQ(arrows_against("core/answer/review.cc", "indexer/scan.h"), 1U);
  EXPECT_EQ(arrows_against("core/answer/review.cc", "web/assets.h"), 1U);
  EXPECT_EQ(arrows_against("core/answer/review.cc", "eval/run.h"), 1U);
  EXPECT_EQ(arrows_against("core/answer/review.cc", "core/lint/lint.h"), 1U);
  EXPECT_EQ(arrows_against("core/lint/lint.cc", "core/index/reader.h"), 1U);
  EXPECT_EQ(arrows_against("eval/run.cc", "server/questions/questions.h"), 1U);
  EXPECT_EQ(arrows_against("indexer/main.cc", "eval/run.h"), 1U);
  EXPECT_EQ(arrows_against("server/http/answer.cc", "server/routes/routes.h"), 1U);
  EXPECT_EQ(arrows_against("server/html/hit.cc", "server/json/answer_json.h"), 1U);
}

TEST(Arrows, TheTwoProgramsNeverIncludeEachOther) {
  EXPECT_EQ(arrows_against("indexer/main.cc", "server/http/http.h"), 1U);
  EXPECT_EQ(arrows_against("server/main.cc", "indexer/scan.h"), 1U);
}

TEST(Arrows, WhatIsShippedIncludesNoTest) {
  EXPECT_EQ(arrows_against("server/main.cc", "tests/base/temporary_folder.h"), 1U);
}

TEST(Arrows, StatisticsKnowsNoOtherRoom) {
  EXPECT_EQ(arrows_against("core/statistics/trend.cc", "core/base/time.h"), 1U);
  EXPECT_EQ(arrows_against("core/search/execute.cc", "core/statistics/trend.h"), 1U);
  EXPECT_EQ(arrows_against("core/statistics/trend.cc", "core/statistics/interval.h"), 0U);
  EXPECT_EQ(arrows_against("core/answer/review.cc", "core/statistics/trend.h"), 0U);
}

TEST(Arrows, TheFlowOfDataIsAllowed) {
  EXPECT_EQ(arrows_against("core/search/execute.cc", "core/base/text.h"), 0U);
  EXPECT_EQ(arrows_against("core/search/execute.cc", "core/search/search.h"), 0U);
  EXPECT_EQ(arrows_against("server/main.cc", "core/answer/search_answer.h"), 0U);
  EXPECT_EQ(arrows_against("server/commands/check_command.cc", "core/lint/lint.h"), 0U);
  EXPECT_EQ(arrows_against("core/lint/lint.cc", "core/postmortem/encoding.h"), 0U);
  EXPECT_EQ(arrows_against("core/lint/lint.cc", "core/secrets/mask.h"), 0U);
  EXPECT_EQ(arrows_against("core/postmortem/parse.cc", "core/secrets/mask.h"), 0U);
  EXPECT_EQ(arrows_against("eval/run.cc", "core/answer/search_answer.h"), 0U);
  EXPECT_EQ(arrows_against("server/commands/eval_command.cc", "eval/run.h"), 0U);
  EXPECT_EQ(arrows_against("server/html/assets.cc", "web/assets.h"), 0U);
  EXPECT_EQ(arrows_against("tests/index/reader_test.cc", "server/http/http.h"), 0U);
}

TEST(Arrows, AnIncludeInACommentOrALiteralIsNone) {
  const std::string text =
      "// #include \"server/http/http.h\"\nconst char* x = R\"(\n#include \"server/x.h\"\n)\";\n";
  EXPECT_TRUE(arrows_point_left({"core/base/text.cc", text}).empty());
}

TEST(Borders, AnEngineInAFileThatIsNotListedIsCaught) {
  const auto caught = [](const std::string& path, const std::string& header) {
    return engines_stay_behind_their_border({path, "#include <" + header + ">\n"}).size();
  };
  EXPECT_EQ(caught("core/answer/review.cc", "xapian.h"), 1U);
  EXPECT_EQ(caught("server/routes/routes.cc", "httplib.h"), 1U);
  EXPECT_EQ(caught("server/routes/pages.cc", "cmark-gfm.h"), 1U);
  EXPECT_EQ(caught("server/routes/routes.cc", "CLI/CLI.hpp"), 1U);
  EXPECT_EQ(caught("server/routes/routes.h", "nlohmann/json.hpp"), 1U);
  EXPECT_EQ(caught("core/statistics/trend.cc", "boost/math/distributions/normal.hpp"), 1U);
  EXPECT_EQ(caught("server/routes/routes.h", "nlohmann/json_fwd.hpp"), 0U);
  EXPECT_EQ(caught("core/index/xapian_access.h", "xapian.h"), 0U);
}

TEST(Borders, ThePrivateHeaderIsNoWayAround) {
  const SourceFile file{"core/answer/review.cc", "#include \"core/index/xapian_access.h\"\n"};
  EXPECT_EQ(engines_stay_behind_their_border(file).size(), 1U);
}

TEST(Borders, AListedFileThatIsGoneIsCaught) { EXPECT_FALSE(border_posts_are_needed({}).empty()); }

TEST(Borders, AtMostSevenSourcesKnowXapian) {
  EXPECT_LE(xapian_source_count(), 7U) << "one of them for verify, which reads all that is there";
}

TEST(BannedHeaders, AreCaughtInTestsToo) {
  EXPECT_EQ(no_banned_header({"core/base/text.cc", "#include <regex>\n"}).size(), 1U);
  EXPECT_EQ(no_banned_header({"tests/base/x_test.cc", "#include <format>\n"}).size(), 1U);
  EXPECT_TRUE(no_banned_header({"core/base/text.cc", "#include <fmt/format.h>\n"}).empty());
}

TEST(OwnHeader, BehindAnotherIncludeIsCaught) {
  const ProjectTree tree{.files = {{"core/base/text.h", ""}}, .paths = {}};
  const std::string own = "#include \"core/base/text.h\"\n";
  EXPECT_EQ(own_header_comes_first({"core/base/text.cc", "#include <map>\n" + own}, tree).size(),
            1U);
  EXPECT_EQ(own_header_comes_first({"core/base/text.cc", ""}, tree).size(), 1U);
  EXPECT_TRUE(
      own_header_comes_first({"core/base/text.cc", own + "#include <map>\n"}, tree).empty());
  EXPECT_TRUE(own_header_comes_first({"core/base/time.cc", "#include <map>\n"}, tree).empty());
}

TEST(Includes, APathThatDoesNotStartAtTheRootIsCaught) {
  const ProjectTree tree{.files = {}, .paths = {"core/base/text.h"}};
  const auto caught = [&](const std::string& name) {
    return includes_start_at_the_root({"core/base/a.cc", "#include \"" + name + "\"\n"}, tree)
        .size();
  };
  EXPECT_EQ(caught("text.h"), 1U);
  EXPECT_EQ(caught("core/base/text.h"), 0U);
}

}  // namespace
}  // namespace dejavu
