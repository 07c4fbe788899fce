// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/git/git_objects.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/git/git_changes.h"
#include "tests/git/git_scene.h"

namespace dejavu {
namespace {

struct Read {
  std::size_t index;
  std::uint64_t size_bytes;
  std::optional<std::string> bytes;
};

std::vector<Read> read_all(const GitPlace& place, const ObjectRequest& request) {
  std::vector<Read> all;
  read_objects(place, request, [&](const GitObject& object) {
    all.push_back({.index = object.index, .size_bytes = object.size_bytes, .bytes = {}});
    if (object.bytes) all.back().bytes = std::string(*object.bytes);
  });
  return all;
}

TEST(ReadObjects, BytesComeInTheOrderOfAskingWhateverTheyAre) {
  const GitScene scene({"--bare"});
  const TemporaryFolder files;
  const std::vector<std::string> contents = {std::string("nul\0 and\n\nends", 14), "",
                                             std::string(300'000, 'x') + "\n"};
  ObjectRequest request = {.ids = {}, .limit_bytes = 1'000'000};
  for (const std::string& content : contents) {
    const auto file = files.write("blob", content);
    const std::string id = scene.git({"hash-object", "-w", file.string()});
    request.ids.push_back(id.substr(0, id.find('\n')));
  }
  const auto read = read_all(scene.place(), request);
  ASSERT_EQ(read.size(), contents.size());
  for (std::size_t i = 0; i < contents.size(); ++i) {
    EXPECT_EQ(read[i].index, i);
    EXPECT_EQ(read[i].bytes, contents[i]);
  }
}

TEST(ReadObjects, LargeAndMissingOnesArePassedOver) {
  const GitScene scene;
  scene.write("large", std::string(100'000, 'x'));
  scene.write("small", "small");
  const auto tree = tree_paths(scene.place(), scene.commit_all(), "");
  const auto read =
      read_all(scene.place(),
               {.ids = {tree[0].blob, std::string(40, 'a'), tree[1].blob}, .limit_bytes = 1000});
  ASSERT_EQ(read.size(), 3U);
  EXPECT_EQ(read[0].bytes, std::nullopt);
  EXPECT_EQ(read[0].size_bytes, 100'000U);
  EXPECT_EQ(read[1].bytes, std::nullopt);
  EXPECT_EQ(read[2].bytes, "small");
}

TEST(ReadObjects, AThousandFilesNeedOneProgram) {
  const GitScene scene;
  for (int i = 0; i < 1000; ++i) scene.write("f" + std::to_string(i), std::to_string(i));
  ObjectRequest request = {.ids = {}, .limit_bytes = 100};
  std::vector<std::string> names;
  for (const TreePath& file : tree_paths(scene.place(), scene.commit_all(), "")) {
    request.ids.push_back(file.blob);
    names.push_back(file.path);
  }
  const auto read = read_all(scene.place(), request);
  ASSERT_EQ(read.size(), 1000U);
  for (const Read& object : read) EXPECT_EQ("f" + *object.bytes, names[object.index]);
}

TEST(ReadObjects, OutsideOfARepositoryIsAnError) {
  const TemporaryFolder folder;
  EXPECT_THROW(read_all({.folder = folder.path()}, {.ids = {"HEAD"}, .limit_bytes = 1}), Error);
}

}  // namespace
}  // namespace dejavu
