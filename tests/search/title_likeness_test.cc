// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/search/title_likeness.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <set>
#include <string>

#include "core/index/title_shape.h"

namespace dejavu {
namespace {

std::set<std::string> pieces_of(std::string_view title) {
  std::set<std::string> pieces;
  for (std::size_t i = 0; i + 4 <= title.size(); ++i) pieces.emplace(title.substr(i, 4));
  return pieces;
}

/// The formula of the header, slowly: every piece looked up in every title.
std::vector<double> slow_likeness(const std::string& asked,
                                  const std::vector<std::string>& titles) {
  const auto square = [&](const std::string& piece) {
    double count = 0;
    for (const std::string& title : titles) count += pieces_of(title).count(piece) > 0 ? 1 : 0;
    const double weight = std::log(1 + static_cast<double>(titles.size()) / (count + 0.5));
    return weight * weight;
  };
  const auto sum = [&](const std::set<std::string>& pieces, const std::set<std::string>& among) {
    double all = 0;
    for (const std::string& piece : pieces) all += among.count(piece) > 0 ? square(piece) : 0;
    return all;
  };
  const std::set<std::string> wanted = pieces_of(asked);
  std::vector<double> likeness;
  for (const std::string& title : titles) {
    const std::set<std::string> own = pieces_of(title);
    const double shared = sum(own, wanted);
    likeness.push_back(shared > 0 ? shared / std::sqrt(sum(own, own) * sum(wanted, wanted)) : 0);
  }
  return likeness;
}

std::vector<double> likeness(const std::string& asked, const std::vector<std::string>& titles) {
  return title_likeness(asked, {titles.begin(), titles.end()});
}

/// Few letters, so that pieces meet often.
rc::Gen<std::string> any_title() {
  return rc::gen::container<std::string>(rc::gen::element('a', 'b', 'c', ' '));
}

RC_GTEST_PROP(TitleLikeness, IsTheFormulaOfItsHeader, ()) {
  constexpr int kLargest = 25;  // the slow one looks up every piece in every title
  const auto asked = *rc::gen::resize(kLargest, any_title());
  const auto titles =
      *rc::gen::resize(kLargest, rc::gen::container<std::vector<std::string>>(any_title()));
  const std::vector<double> fast = likeness(asked, titles);
  const std::vector<double> slow = slow_likeness(asked, titles);
  RC_ASSERT(fast.size() == slow.size());
  for (std::size_t i = 0; i < fast.size(); ++i) {
    RC_ASSERT(std::abs(fast[i] - slow[i]) < 1e-9);
    RC_ASSERT(fast[i] >= 0 && fast[i] <= 1 + 1e-9);
  }
}

TEST(TitleLikeness, OtherFormsOfAWordMeet) {
  const std::string asked = title_shape("Replication is behind");
  const std::vector<std::string> titles = {title_shape("Replicas behind the primary"),
                                           title_shape("Certificate expired at night")};
  const std::vector<double> found = likeness(asked, titles);
  EXPECT_GT(found[0], 0.2);
  EXPECT_LT(found[1], 0.05);
}

TEST(TitleLikeness, TheSameTitleIsWhollyAlikeAndNoTitleNotAtAll) {
  const std::string title = title_shape("Gateway certificate expired");
  const std::vector<double> found = likeness(title, {title, "", "abc"});
  EXPECT_NEAR(found[0], 1, 1e-9);
  EXPECT_EQ(found[1], 0);
  EXPECT_EQ(found[2], 0);
  EXPECT_EQ(likeness("", {title})[0], 0);
  EXPECT_TRUE(likeness(title, {}).empty());
}

}  // namespace
}  // namespace dejavu
