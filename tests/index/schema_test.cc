// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/schema.h"

#include <gtest/gtest.h>

#include <set>

#include "core/index/tokens.h"

namespace dejavu {
namespace {

TEST(Schema, NamesPrefixesAndSlotsAreUnique) {
  std::set<std::string_view> names;
  std::set<std::string_view> prefixes = {kIdPrefix, kPathPrefix, kWantedIdPrefix, kLinePrefix};
  std::set<std::uint32_t> slots = {kPathSlot, kContentHashSlot, kWantedIdSlot, kIdSlot};
  for (const Field& field : kFields) {
    EXPECT_TRUE(names.insert(field.name).second) << field.name;
    if (!field.prefix.empty()) {
      EXPECT_TRUE(prefixes.insert(field.prefix).second) << field.name;
    }
    if (field.slot != kNoSlot) {
      EXPECT_TRUE(slots.insert(field.slot).second) << field.name;
    }
    EXPECT_FALSE(field.help.empty());
    EXPECT_FALSE(field.example.empty());
  }
}

TEST(Schema, FacetTermsFoldAndExactTermsDoNot) {
  EXPECT_EQ(facet_term("XSV", "Payments  API"), "XSV:payments api");
  EXPECT_EQ(exact_term("Q", "PM-1"), "QPM-1");
}

TEST(Schema, LongValuesStayApart) {
  const std::string a(5000, 'a');
  EXPECT_LE(exact_term("XP", a).size(), kMaxTermBytes);
  EXPECT_NE(exact_term("XP", a), exact_term("XP", a + "b"));
}

TEST(Schema, TimesSortAsBytesBeforeAndAfter1970) {
  const auto at = [](std::int64_t s) { return sortable(Instant{std::chrono::seconds{s}}); };
  EXPECT_LT(at(-1), at(0));
  EXPECT_LT(at(0), at(1));
  EXPECT_LT(at(255), at(256));
  EXPECT_LT(at(1'700'000'000), at(4'000'000'000));
}

}  // namespace
}  // namespace dejavu
