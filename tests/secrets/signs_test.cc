// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/secrets/signs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/base/error.h"

namespace dejavu {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using Members = std::vector<std::vector<std::string>>;

TEST(Signs, TellsTheMembersInTheirOrderAndEachOnce) {
  const Signs signs(Members{{"token", "://"}, {"key"}, {"pass"}});
  EXPECT_THAT(signs.members_in("pass a key, a key, http://a token"), ElementsAre(0, 1, 2));
  EXPECT_THAT(signs.members_in("a key"), ElementsAre(1));
}

TEST(Signs, StandAnywhereAndNoPartOfThemIsEnough) {
  const Signs signs(Members{{"abc"}});
  for (const char* text : {"abc", "xabc", "abcx", "ababc"}) {
    EXPECT_THAT(signs.members_in(text), ElementsAre(0)) << text;
  }
  for (const char* text : {"", "a", "ab", "xab", "ab c"}) {
    EXPECT_THAT(signs.members_in(text), IsEmpty()) << text;
  }
}

TEST(Signs, CaseOfLettersAndKindOfBlankDoNotMatter) {
  const Signs signs(Members{{"AKIA"}, {" -u"}});
  EXPECT_THAT(signs.members_in("an akia or AkIa"), ElementsAre(0));
  for (const std::string blank : {" ", "\t", "\n", "\r"}) {
    EXPECT_THAT(signs.members_in("curl" + blank + "-U"), ElementsAre(1));
  }
  EXPECT_THAT(signs.members_in("back-up"), IsEmpty());
}

TEST(Signs, AnyBytesAreLookedAt) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  std::vector<std::string> pairs;  // more first bytes than there are classes
  for (std::size_t i = 0; i + 1 < all.size(); ++i) pairs.push_back(all.substr(i, 2));
  const Signs signs(Members{pairs, {"\xff\xfe"}});
  EXPECT_THAT(signs.members_in(all), ElementsAre(0));
  EXPECT_THAT(signs.members_in("\xff\xfe"), ElementsAre(1));
}

TEST(Signs, OneByteIsTooShort) { EXPECT_THROW(Signs(Members{{"a"}}), Error); }

}  // namespace
}  // namespace dejavu
