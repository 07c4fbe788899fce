// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/record_store.h"

#include <gtest/gtest.h>

#include <fstream>

#include "core/base/error.h"
#include "core/base/files.h"
#include "tests/base/temporary_folder.h"
#include "tests/index/full_postmortem.h"

namespace dejavu {
namespace {

Postmortem numbered(int number) {
  Postmortem postmortem = full_postmortem();
  postmortem.id += std::to_string(number);
  return postmortem;
}

Frame packed(const Postmortem& postmortem) {
  return FramePacker().pack(make_card(postmortem), postmortem);
}

void flip_byte(const std::filesystem::path& path, std::uint64_t offset) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekg(static_cast<std::streamoff>(offset));
  const int byte = file.get();
  file.seekp(static_cast<std::streamoff>(offset));
  file.put(static_cast<char>(byte ^ 0xff));
}

template <typename Action>
ErrorKind kind_of_error(Action&& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.kind();
  }
  ADD_FAILURE() << "no error";
  return {};
}

TEST(RecordStore, WhatIsAppendedIsReadBack) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "records";
  RecordAppender appender = RecordAppender::create(path);
  const RecordRef first = appender.append(packed(numbered(1)));
  const RecordRef second = appender.append(packed(numbered(2)));
  RecordReader reader(path);
  EXPECT_EQ(reader.postmortem(second), numbered(2));
  EXPECT_EQ(reader.postmortem(first), numbered(1));
  EXPECT_EQ(reader.card(first), make_card(numbered(1)));
}

TEST(RecordStore, AppenderCutsOffWhatNoCommitPointsAt) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "records";
  std::uint64_t committed = 0;
  {
    RecordAppender appender = RecordAppender::create(path);
    appender.append(packed(numbered(1)));
    committed = appender.end_offset();
    appender.append(packed(numbered(2)));
  }
  RecordAppender appender = RecordAppender::open(path, committed);
  EXPECT_EQ(std::filesystem::file_size(path), committed);
  const RecordRef third = appender.append(packed(numbered(3)));
  EXPECT_EQ(RecordReader(path).postmortem(third), numbered(3));
}

TEST(RecordStore, FileShorterThanTheLastCommitIsCorrupt) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "records";
  const std::uint64_t end = RecordAppender::create(path).end_offset();
  EXPECT_EQ(kind_of_error([&] { RecordAppender::open(path, end + 1); }), ErrorKind::kCorrupt);
}

TEST(RecordStore, EveryFlippedByteOfAFrameIsNoticed) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "records";
  RecordAppender appender = RecordAppender::create(path);
  const RecordRef ref = appender.append(packed(numbered(1)));
  RecordReader reader(path);
  for (std::uint64_t at = ref.offset; at < appender.end_offset(); ++at) {
    flip_byte(path, at);
    const bool noticed = [&] {
      try {
        reader.card(ref);
        reader.postmortem(ref);
        return false;
      } catch (const Error& error) {
        return error.kind() == ErrorKind::kCorrupt;
      }
    }();
    EXPECT_TRUE(noticed) << "byte " << at - ref.offset;
    flip_byte(path, at);
  }
  EXPECT_EQ(reader.postmortem(ref), numbered(1));
}

TEST(RecordStore, ReferenceIntoNowhereIsCorrupt) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "records";
  RecordAppender::create(path);
  RecordReader reader(path);
  EXPECT_EQ(kind_of_error([&] { reader.card({.offset = 1'000'000, .card_bytes = 10}); }),
            ErrorKind::kCorrupt);
  EXPECT_EQ(kind_of_error([&] { reader.card({.offset = 0, .card_bytes = 0xffffffff}); }),
            ErrorKind::kCorrupt);
}

TEST(RecordStore, OtherFilesAreRefused) {
  const TemporaryFolder folder;
  const auto other = folder.write("other", "this is no record file at all");
  const auto newer = folder.write("newer", "dejavu-records-9");
  EXPECT_EQ(kind_of_error([&] { RecordReader reader(other); }), ErrorKind::kCorrupt);
  EXPECT_EQ(kind_of_error([&] { RecordReader reader(newer); }), ErrorKind::kVersion);
  EXPECT_EQ(kind_of_error([&] { RecordReader reader(folder.path() / "none"); }),
            ErrorKind::kNotFound);
}

TEST(RecordStore, ReaderOutlivesTheFilesRemoval) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "records";
  RecordAppender appender = RecordAppender::create(path);
  const RecordRef ref = appender.append(packed(numbered(1)));
  RecordReader reader(path);
  std::filesystem::remove(path);
  EXPECT_EQ(reader.card(ref).id, numbered(1).id);
}

}  // namespace
}  // namespace dejavu
