// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/tidy/list_rules.h"

#include <gtest/gtest.h>

#include <string>

namespace dejavu {
namespace {

ProjectTree tree_with(const std::string& path, const std::string& list,
                      const std::string& content) {
  return {.files = {{path, ""}, {list, content}}, .paths = {}};
}

TEST(BuildLists, ATestThatNoListNamesIsCaught) {
  const ProjectTree tree = tree_with("tests/base/text_test.cc", "tests/base/CMakeLists.txt",
                                     "dejavu_tests(base_tests SOURCES time_test.cc)\n");
  const auto violations = every_source_is_built(tree);
  ASSERT_EQ(violations.size(), 1U);
  EXPECT_EQ(violations[0].path, "tests/base/text_test.cc");
}

TEST(BuildLists, ACommentIsNoListing) {
  const ProjectTree tree = tree_with("core/base/text.cc", "core/base/CMakeLists.txt",
                                     "dejavu_room(base\n  # text.cc\n  SOURCES a.cc)\n");
  EXPECT_EQ(every_source_is_built(tree).size(), 1U);
}

TEST(BuildLists, AListAboveNamesTheFileWithItsFolder) {
  EXPECT_TRUE(every_source_is_built(tree_with("bench/index/bulk.cc", "bench/CMakeLists.txt",
                                              "add_executable(bulk index/bulk.cc)\n"))
                  .empty());
}

TEST(BuildLists, AFuzzTargetIsListedByItsName) {
  const auto caught = [](const std::string& content) {
    return every_source_is_built(
               tree_with("tests/fuzz/parse_fuzz.cc", "tests/fuzz/CMakeLists.txt", content))
        .size();
  };
  EXPECT_EQ(caught("dejavu_fuzz(parse dejavu_postmortem)\n"), 0U);
  EXPECT_EQ(caught("dejavu_fuzz(stored dejavu_index)\n"), 1U);
}

TEST(BuildLists, AFolderOfTestsThatNobodyEntersIsCaught) {
  const auto caught = [](const std::string& content) {
    return every_test_folder_is_entered(
               tree_with("tests/base/CMakeLists.txt", "tests/CMakeLists.txt", content))
        .size();
  };
  EXPECT_EQ(caught("add_subdirectory(index)\n"), 1U);
  EXPECT_EQ(caught("add_subdirectory(base)\n"), 0U);
}

}  // namespace
}  // namespace dejavu
