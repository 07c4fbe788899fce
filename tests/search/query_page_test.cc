// SPDX-License-Identifier: GPL-2.0-or-later
// docs/QUERY.md is what people read: every example in it does what the page says.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/files.h"
#include "core/base/text.h"
#include "core/index/schema.h"
#include "tests/search/parsed_question.h"

namespace dejavu {
namespace {

using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

using Row = std::vector<std::string>;

/// The cells of a table row; a bar within backticks does not end a cell.
Row cells(std::string_view line) {
  Row row;
  std::string cell;
  bool code = false;
  for (const char c : line.substr(1)) {
    code ^= c == '`';
    if (c == '|' && !code) {
      row.emplace_back(trim(cell));
      cell.clear();
    } else {
      cell += c;
    }
  }
  return row;
}

/// The rows of the table with this first line, without its head.
std::vector<Row> table(std::string_view after, std::string_view head) {
  constexpr std::size_t kPageBytes = std::size_t{1} << 20;
  const std::string page = read_file("docs/QUERY.md", kPageBytes);
  std::vector<Row> rows;
  bool behind = after.empty();
  bool inside = false;
  for (const std::string_view line : split_lines(page)) {
    behind = behind || line == after;
    if (inside && !line.starts_with('|')) break;
    if (inside && !line.starts_with("|---")) rows.push_back(cells(line));
    inside = inside || (behind && line == head);
  }
  return rows;
}

std::vector<std::string> examples(std::string_view cell) {
  std::vector<std::string> found;
  for (std::size_t at = cell.find('`'); at != cell.npos; at = cell.find('`', at)) {
    const std::size_t end = cell.find('`', at + 1);
    found.emplace_back(cell.substr(at + 1, end - at - 1));
    at = end + 1;
  }
  return found;
}

void expect_understood(const std::string& example) {
  const ParsedQuestion question = parsed(example);
  EXPECT_EQ(question.mode, QuestionMode::kLanguage) << example;
  EXPECT_THAT(question.notes, IsEmpty()) << example;
}

TEST(QueryPage, EveryOperatorOfThePageIsUnderstood) {
  const std::vector<Row> rows = table("## Asking more exactly", "| write | to get |");
  ASSERT_THAT(rows, SizeIs(8));
  for (const Row& row : rows) {
    for (const std::string& example : examples(row[0])) expect_understood(example);
  }
  expect_understood("disk -\"load test\"");
  expect_understood("node \"disk full\" OR ENOSPC");
  expect_understood("dns OR resolver AND timeout");
  expect_understood("service:\"order api\"");
  expect_understood("service:cart service:checkout");
}

TEST(QueryPage, EveryFieldOfThePageIsUnderstoodAndThereAreNoOthers) {
  const std::vector<Row> rows = table("", "| field | meaning | example |");
  ASSERT_THAT(rows, SizeIs(kFields.size()));
  for (const Row& row : rows) {
    const std::string name = examples(row[0]).front();
    EXPECT_NE(find_field(name), nullptr) << name;
    EXPECT_TRUE(row[2].starts_with("`" + name + ":")) << name;
    expect_understood(examples(row[2]).front());
  }
}

TEST(QueryPage, TheSchemasOwnExamplesAreUnderstood) {
  for (const Field& field : kFields) expect_understood(std::string(field.example));
}

TEST(QueryPage, EveryRangeOfThePageIsUnderstood) {
  const std::vector<Row> rows = table("## Times and durations", "| write | to get |");
  ASSERT_THAT(rows, SizeIs(10));
  for (const Row& row : rows) {
    for (std::string example : examples(row[0])) {
      // An exclusion alone is the only piece of its line here.
      if (example.front() == '-') example = "disk " + example;
      expect_understood(example);
      EXPECT_THAT(parsed(example).ranges, SizeIs(1)) << example;
    }
  }
  expect_understood("started:>=2024-03-01T09:10Z");
}

TEST(QueryPage, WhatMakesNoSenseIsSearchedAsTextWithANote) {
  const std::vector<Row> rows =
      table("## When something makes no sense", "| for example | what happens |");
  ASSERT_THAT(rows, SizeIs(10));
  for (const Row& row : rows) {
    for (const std::string& example : examples(row[0])) {
      if (example == "OR" || example == "AND") continue;
      // Beside a field, every line is a query.
      const ParsedQuestion question = parsed(example + " tag:dns disk");
      EXPECT_THAT(question.notes, Not(IsEmpty())) << example;
    }
  }
}

}  // namespace
}  // namespace dejavu
