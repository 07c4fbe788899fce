// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/recurrence/suggestion_file.h"

#include <gtest/gtest.h>

#include "core/base/files.h"
#include "tests/base/temporary_folder.h"

namespace dejavu {
namespace {

const std::vector<AskedIncident> kAsked = {
    {.record = 16, .candidates = {}},
    {.record = 1ULL << 40,
     .candidates = {{.id = "PM-1", .confidence = 0.625, .same = {"a", ""}, .differs = {"b"}}}}};

class SuggestionFile : public testing::Test {
 protected:
  std::filesystem::path file() const { return folder_.path() / "suggestions"; }

  TemporaryFolder folder_;
};

TEST_F(SuggestionFile, IsReadBackAsItWasWritten) {
  EXPECT_EQ(write_suggestions(file(), kAsked), Kept::kYes);
  EXPECT_EQ(read_suggestions(file()), kAsked);
}

TEST_F(SuggestionFile, DamagedOneIsTakenForNone) {
  write_suggestions(file(), kAsked);
  const std::string bytes = read_file(file(), 10'000);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    folder_.write("suggestions", damaged);
    EXPECT_TRUE(read_suggestions(file()).empty()) << at;
    folder_.write("suggestions", bytes.substr(0, at));
    EXPECT_TRUE(read_suggestions(file()).empty()) << at;
  }
}

TEST_F(SuggestionFile, GenerationThatIsGoneIsNoError) {
  EXPECT_TRUE(read_suggestions(folder_.path() / "gone" / "suggestions").empty());
  EXPECT_EQ(write_suggestions(folder_.path() / "gone" / "suggestions", kAsked), Kept::kNo);
}

}  // namespace
}  // namespace dejavu
