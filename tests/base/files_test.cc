// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "core/base/error.h"
#include "tests/base/temporary_folder.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLimit = 1000;

/// The kind of the Error that `act` throws.
template <typename Act>
std::optional<ErrorKind> error_of(const Act& act) {
  try {
    act();
  } catch (const Error& error) {
    EXPECT_FALSE(error.hint().empty()) << error.what();
    return error.kind();
  }
  return std::nullopt;
}

TEST(ReadFile, GivesAllBytes) {
  const TemporaryFolder folder;
  const std::string content("a\0b\r\n\xFF", 6);
  EXPECT_EQ(read_file(folder.write("a.md", content), kLimit), content);
  EXPECT_EQ(read_file(folder.write("empty.md", ""), 0), "");
  EXPECT_EQ(read_file(folder.write("full.md", std::string(kLimit, 'x')), kLimit).size(), kLimit);
}

TEST(ReadFile, RefusesWhatIsNoSmallRegularFile) {
  const TemporaryFolder folder;
  const fs::path large = folder.write("large.md", std::string(kLimit + 1, 'x'));
  const fs::path fifo = folder.path() / "fifo.md";
  ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
  EXPECT_EQ(error_of([&] { read_file(large, kLimit); }), ErrorKind::kInvalid);
  EXPECT_EQ(error_of([&] { read_file(fifo, kLimit); }), ErrorKind::kInvalid);  // and does not wait
  EXPECT_EQ(error_of([&] { read_file(folder.path(), kLimit); }), ErrorKind::kInvalid);
  EXPECT_EQ(error_of([&] { read_file(folder.path() / "no.md", kLimit); }), ErrorKind::kNotFound);
  EXPECT_EQ(error_of([&] { read_file("/dev/zero", kLimit); }), ErrorKind::kInvalid);
}

TEST(ReadFileBeneath, ReadsInsideAndRefusesEveryWayOut) {
  const TemporaryFolder folder;
  folder.write("secret", "s");
  folder.write("corpus/a/b.md", "inside");
  const fs::path root = folder.path() / "corpus";
  fs::create_symlink("a/b.md", root / "in.md");
  fs::create_symlink("../secret", root / "out.md");
  fs::create_symlink("..", root / "parent");
  fs::create_symlink(root / "a/b.md", root / "absolute.md");
  EXPECT_EQ(read_file_beneath(root, "a/b.md", kLimit), "inside");
  EXPECT_EQ(read_file_beneath(root, "in.md", kLimit), "inside");
  for (const char* path : {"../secret", "a/../../secret", "a/../a/b.md", "/etc/hostname", "out.md",
                           "parent/secret", "absolute.md", "", "a"}) {
    EXPECT_EQ(error_of([&] { read_file_beneath(root, path, kLimit); }), ErrorKind::kInvalid)
        << path;
  }
  EXPECT_EQ(error_of([&] { read_file_beneath(root, "no.md", kLimit); }), ErrorKind::kNotFound);
  EXPECT_EQ(error_of([&] { read_file_beneath(root, "a/b.md", 3); }), ErrorKind::kInvalid);
}

TEST(WriteFileAtomically, ReplacesTheWholeFileAndKeepsItsMode) {
  const TemporaryFolder folder;
  const fs::path file = folder.write("a.md", "a much longer text than the new one");
  ASSERT_EQ(::chmod(file.c_str(), 0640), 0);
  write_file_atomically(file, "new");
  EXPECT_EQ(read_file(file, kLimit), "new");
  EXPECT_EQ(fs::status(file).permissions(), fs::perms{0640});
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1);  // nothing left beside it
}

TEST(WriteFileAtomically, AFailureLeavesTheOldStateAndNoRest) {
  const TemporaryFolder folder;
  folder.write("occupied/x", "");
  EXPECT_EQ(error_of([&] { write_file_atomically(folder.path() / "occupied", "x"); }),
            ErrorKind::kIo);
  EXPECT_EQ(error_of([&] { write_file_atomically(folder.path() / "no/a.md", "x"); }),
            ErrorKind::kNotFound);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1);
}

TEST(ContentHash, IsXxh3AndChangesWithEveryByte) {
  EXPECT_EQ(content_hash(""), "99aa06d3014798d86001c324468d497f");  // xxhsum -H2 of nothing
  EXPECT_NE(content_hash("a"), content_hash("b"));
  EXPECT_EQ(content_hash("a").size(), 32U);
}

}  // namespace
}  // namespace dejavu
