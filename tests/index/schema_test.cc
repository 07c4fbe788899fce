// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/schema.h"

#include <gtest/gtest.h>

#include <set>

#include "core/index/tokens.h"

namespace dejavu {
namespace {

TEST(Schema, NamesAndNumbersOfFacetsAreUniqueAndEveryRowIsFilled) {
  std::set<std::string_view> names;
  std::set<std::uint8_t> facets;
  for (const Field& field : kFields) {
    EXPECT_TRUE(names.insert(field.name).second) << field.name;
    EXPECT_EQ(field.kind == FieldKind::kFacet, field.facet.number != kNoFacet) << field.name;
    EXPECT_EQ(field.kind == FieldKind::kText, field.sections != 0) << field.name;
    if (field.kind == FieldKind::kFacet) {
      EXPECT_TRUE(facets.insert(field.facet.number).second) << field.name;
    }
    EXPECT_FALSE(field.help.empty());
    EXPECT_FALSE(field.example.empty());
    EXPECT_EQ(find_field(field.name), &field);
  }
  EXPECT_EQ(find_field("befor"), nullptr);
}

TEST(Schema, NumbersOfFacetsNeverChange) {
  const auto number = [](std::string_view name) { return find_field(name)->facet.number; };
  EXPECT_EQ(number("service"), 0);
  EXPECT_EQ(number("severity"), 1);
  EXPECT_EQ(number("tag"), 2);
  EXPECT_EQ(number("team"), 3);
  EXPECT_EQ(number("trigger"), 4);
  EXPECT_EQ(number("company"), 5);
  EXPECT_EQ(number("year"), 6);
  EXPECT_EQ(number("month"), 7);
  EXPECT_EQ(number("status"), 8);
  EXPECT_EQ(number("detected_by"), 9);
  EXPECT_EQ(number("environment"), 10);
}

TEST(Schema, PrefixesAreUnique) {
  const std::set<std::string_view> prefixes = {kIdPrefix, kPathPrefix, kWantedIdPrefix, kLinePrefix,
                                               kConceptPrefix};
  EXPECT_EQ(prefixes.size(), 5U);
}

TEST(Schema, FacetValuesFoldAndExactTermsDoNot) {
  EXPECT_EQ(folded_value("Payments  API"), "payments api");
  EXPECT_EQ(exact_term("Q", "PM-1"), "QPM-1");
}

TEST(Schema, LongValuesStayApart) {
  const std::string a(5000, 'a');
  EXPECT_LE(exact_term("XP", a).size(), kMaxTermBytes);
  EXPECT_NE(exact_term("XP", a), exact_term("XP", a + "b"));
}

}  // namespace
}  // namespace dejavu
