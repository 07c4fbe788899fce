// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/questions/arguments.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"

namespace dejavu {
namespace {

using testing::ElementsAre;

TEST(Arguments, FiltersOfABodyLieBesideItsOtherNames) {
  const Arguments arguments = arguments_from_json(
      R"({"question": "a", "limit": 5, "after": null, "filters": {"service": ["x", "y"]}})");
  EXPECT_EQ(arguments.text("question"), "a");
  EXPECT_EQ(arguments.number("limit"), 5u);
  EXPECT_FALSE(arguments.text("after"));
  EXPECT_THAT(arguments.texts("service"), ElementsAre("x", "y"));
}

TEST(Arguments, NumbersAndDatesAreReadWholeOrRefused) {
  Arguments arguments;
  arguments.add("limit", "10");
  arguments.add("before", "2024-03");
  EXPECT_EQ(arguments.number("limit"), 10u);
  EXPECT_EQ(format_day(*arguments.time("before")), "2024-03-01");
  for (const char* text : {"-1", "1.5", "10 ", "0x10", "99999999999999999999999"}) {
    arguments.add("limit", text);
    EXPECT_THROW(arguments.number("limit"), Error) << text;
  }
  arguments.add("before", "2024-13-01");
  EXPECT_THROW(arguments.time("before"), Error);
}

TEST(Arguments, DeepBodiesAreRefusedBeforeTheyAreBuilt) {
  EXPECT_THROW(arguments_from_json(std::string(1'000'000, '[')), Error);
  std::string objects;
  for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
  EXPECT_THROW(arguments_from_json(objects), Error);
}

}  // namespace
}  // namespace dejavu
