// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "core/base/error.h"
#include "core/base/files.h"
#include "tests/base/temporary_folder.h"

namespace dejavu {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

const Instant kNoon = parse_moment("2026-02-03T12:00:00Z")->at;

Generation switched_to(const std::filesystem::path& index, Instant at) {
  Generation generation = create_generation(index, at);
  switch_to(index, generation);
  return generation;
}

TEST(Layout, NewIndexHasNoGenerationAndIsIgnoredByGit) {
  const TemporaryFolder folder;
  const auto index = folder.path() / "deep" / ".dejavu";
  create_index_dir(index);
  EXPECT_FALSE(current_generation(index));
  EXPECT_EQ(read_file(index / ".gitignore", 100), "*\n");
}

TEST(Layout, FolderThatIsNotThereHasNoGeneration) {
  EXPECT_FALSE(current_generation("/nowhere/at/all"));
}

TEST(Layout, CurrentIsTheGenerationSwitchedToLast) {
  const TemporaryFolder folder;
  create_index_dir(folder.path());
  switched_to(folder.path(), kNoon);
  const Generation second = switched_to(folder.path(), kNoon);
  EXPECT_EQ(current_generation(folder.path())->name(), second.name());
}

TEST(Layout, NamesOfGenerationsSortByTime) {
  const TemporaryFolder folder;
  create_index_dir(folder.path());
  const Generation later = create_generation(folder.path(), kNoon + std::chrono::seconds(1));
  const Generation earlier = create_generation(folder.path(), kNoon);
  const Generation again = create_generation(folder.path(), kNoon);
  EXPECT_LT(earlier.name(), later.name());
  EXPECT_NE(earlier.name(), again.name());
  EXPECT_THAT(earlier.name(), HasSubstr("20260203T120000Z"));
}

TEST(Layout, DamagedPointerIsCorruptAndLeadsNowhere) {
  const TemporaryFolder folder;
  for (const char* text : {"", "\n", "../../etc\n", "no line end", "two\nlines\n"}) {
    std::ofstream(folder.path() / "CURRENT") << text;
    EXPECT_THROW(current_generation(folder.path()), Error) << text;
  }
}

TEST(Layout, OtherFormatIsAVersionErrorThatSaysToRebuild) {
  const TemporaryFolder folder;
  create_index_dir(folder.path());
  const Generation generation = create_generation(folder.path(), kNoon);
  generation.write_format();
  EXPECT_NO_THROW(generation.check_format());
  std::ofstream(generation.folder() / "FORMAT") << "dejavu-index layout 99 schema 1\n";
  try {
    generation.check_format();
    FAIL() << "accepted";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kVersion);
    EXPECT_THAT(error.hint(), HasSubstr("dejavu-index build"));
  }
}

TEST(Layout, RemovesGenerationsAndLeftoversButNothingElse) {
  const TemporaryFolder folder;
  create_index_dir(folder.path());
  const Generation old = switched_to(folder.path(), kNoon);
  const Generation current = switched_to(folder.path(), kNoon);
  folder.write("lock", "pid 1\n");
  folder.write("notes.txt", "mine");
  folder.write(".dejavu-0123456789abcdef.tmp", "half of a pointer");
  folder.write("generations/" + current.name() + "/.dejavu-0123.tmp", "half of a note");
  EXPECT_THAT(remove_unpointed(folder.path()),
              ElementsAre(".dejavu-0123.tmp", ".dejavu-0123456789abcdef.tmp", old.name()));
  EXPECT_FALSE(std::filesystem::exists(old.folder()));
  EXPECT_TRUE(std::filesystem::exists(current.folder()));
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "lock"));
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "notes.txt"));
  EXPECT_EQ(current_generation(folder.path())->name(), current.name());
}

}  // namespace
}  // namespace dejavu
