// SPDX-License-Identifier: GPL-2.0-or-later
// docs/API.md is the schema: what it lists is answered, and nothing else is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>

#include "core/base/files.h"
#include "core/base/text.h"
#include "server/json/answer_json.h"
#include "server/questions/questions.h"
#include "tests/answer/indexed_corpus.h"

namespace dejavu {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using Names = std::set<std::string>;

std::string api_page() {
  constexpr std::size_t kPageBytes = std::size_t{1} << 20;
  return read_file("docs/API.md", kPageBytes);
}

/// What stands between backticks.
Names quoted_names(std::string_view text) {
  Names names;
  for (std::size_t at = text.find('`'); at != text.npos;) {
    const std::size_t end = text.find('`', at + 1);
    if (end == text.npos) break;
    names.emplace(text.substr(at + 1, end - at - 1));
    at = text.find('`', end + 1);
  }
  return names;
}

/// Names in the first column of the first table after a line.
Names fields_after(const std::string& page, std::string_view after) {
  Names names;
  bool inside = false;
  bool behind = false;
  for (const std::string_view line : split_lines(page)) {
    behind = behind || line == after;
    if (!behind) continue;
    if (inside && !line.starts_with('|')) break;
    if (!line.starts_with('|')) continue;
    inside = true;
    names.merge(quoted_names(line.substr(0, line.find('|', 1))));
  }
  return names;
}

Names keys_of(const json& object) {
  Names keys;
  for (const auto& [key, value] : object.items()) keys.insert(key);
  return keys;
}

json answered(const std::string& question) {
  IndexedCorpus corpus;
  with_three_incidents(corpus);
  return to_json(corpus.ask(question), {.now = kTestNow});
}

TEST(ApiPage, ListsExactlyTheFieldsOfAnAnswerAndOfAHit) {
  const std::string page = api_page();
  const json answer = answered("certificate expired in the orders database");
  EXPECT_EQ(fields_after(page, "## The answer to a question"), keys_of(answer));
  ASSERT_FALSE(answer["hits"].empty());
  EXPECT_EQ(fields_after(page, "A hit:"), keys_of(answer["hits"][0]));
}

TEST(ApiPage, NamesTheFieldsWithinFields) {
  const Names named = quoted_names(api_page());
  const json answer = answered("certificate expired, no space left, database");
  const json& hit = answer["hits"][0];
  for (const json& object : {answer["verdict"], answer["used"][0], hit["why"][0], hit["snippet"][0],
                             answer["facets"], answer["index"], answer["facets"]["service"][0]}) {
    for (const std::string& key : keys_of(object)) {
      EXPECT_TRUE(named.contains(key)) << key;
    }
  }
}

TEST(ApiPage, NamesEveryFeatureAndSectionOfAReason) {
  const Names named = quoted_names(api_page());
  for (const char* question :
       {"Payments database out of disk space\n2026-01-01T00:00:00Z ERROR db-9 could not extend "
        "file "
        "\"base/1/2\": No space left on device",
        "ENOSPC on db-7", "\"connection pool\" service:orders", "disk full, cert expired"}) {
    const json answer = answered(question);
    for (const json& hit : answer["hits"]) {
      for (const json& reason : hit["why"]) {
        EXPECT_TRUE(named.contains(reason["feature"])) << reason["feature"];
        EXPECT_EQ(reason["evidence"].size(), reason["sections"].size());
        for (const json& sections : reason["sections"]) {
          for (const json& section : sections) EXPECT_TRUE(named.contains(section)) << section;
        }
      }
    }
  }
}

TEST(ApiPage, NamesEveryRouteAndParameter) {
  const std::string page = api_page();
  for (const QuestionRow& row : question_table()) {
    for (const std::string_view path : {row.get_path, row.post_path}) {
      EXPECT_THAT(page, HasSubstr(path));
    }
    for (const Parameter& parameter : row.parameters) {
      EXPECT_THAT(page, HasSubstr("`" + std::string(parameter.name) + "`"));
    }
  }
}

}  // namespace
}  // namespace dejavu
