// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/html/page_state.h"

#include <gmock/gmock.h>

#include "server/html/assets.h"
#include "server/http/gzip.h"
#include "server/http/http.h"
#include "tests/server/answers.h"
#include "web/web_files.h"

namespace dejavu {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

PageState read(std::string_view target) { return read_page_state(parse_target(target).second); }

TEST(PageState, AddressGivesBackTheSameState) {
  PageState state;
  state.question = "100% of `a&b=c` + #1 \"quoted\"\n\tлог 🔥 ";
  state.filters = {{"service", {"pay ments", "a=b"}}, {"tag", {"dns"}}};
  state.force = {"disk & broker", "a=b"};
  state.ignore = {"line\nof a log"};
  state.after = "2024-03";
  state.before = "2025-01-31T10:00:00Z";
  state.offset = 20;
  state.recency = false;
  EXPECT_EQ(read(address_of(state)), state);
  EXPECT_FALSE(question_of(state).recency);
}

TEST(PageState, ForcingAndLeavingOutEndEachOther) {
  PageState state = read("/?q=disk&offset=10&ignore=Disk&toggle=force%3Ddisk");
  EXPECT_THAT(state.force, ElementsAre("disk"));
  EXPECT_THAT(state.ignore, IsEmpty());
  EXPECT_EQ(state.offset, 0u);
  EXPECT_THAT(question_of(state).force, ElementsAre("disk"));
  state = toggled(std::move(state), "ignore", "DISK");
  EXPECT_THAT(state.force, IsEmpty());
  EXPECT_THAT(question_of(state).ignore, ElementsAre("DISK"));
  EXPECT_THAT(toggled(std::move(state), "ignore", "disk").ignore, IsEmpty());
}

TEST(PageState, LineEndsOfFormsBecomePlain) {
  EXPECT_EQ(read("/?q=a%0D%0Ab%0Dc").question, "a\nb\nc");
}

TEST(PageState, ASecretOfAQuestionStandsInNoLink) {
  const std::string rest = "q8JtV0dR1wPlMn4rTszX7vN3kQ8cJtV0dR1w";
  const PageState state = read("/?q=refused+ghp_" + rest + "&service=basket");
  EXPECT_EQ(state.question, "refused [masked: github-token]");
  EXPECT_EQ(address_of(state).find(rest), std::string::npos);
}

TEST(PageState, UnknownNamesAndNonsenseAreLeftAlone) {
  const PageState state = read("/?colour=red&offset=many&service=&toggle=nonsense&title=x");
  EXPECT_TRUE(is_empty(state));
  EXPECT_EQ(state.offset, 0u);
}

TEST(PageState, ToggleSwitchesOneValueWhateverItsCase) {
  PageState state = read("/?q=x&service=Payments&offset=10&toggle=service=web");
  EXPECT_THAT(state.filters["service"], ElementsAre("Payments", "web"));
  EXPECT_EQ(state.offset, 0u);
  state = toggled(std::move(state), "service", "payments");
  EXPECT_THAT(state.filters["service"], ElementsAre("web"));
  state = toggled(std::move(state), "service", "web");
  EXPECT_THAT(state.filters, IsEmpty());
}

TEST(PageState, RecencyIsOnUntilSwitchedOff) {
  EXPECT_TRUE(read("/?q=x").recency);
  EXPECT_TRUE(question_of(read("/?q=x")).recency);
  EXPECT_FALSE(read("/?q=x&recency=false").recency);
  EXPECT_FALSE(read("/?q=x&toggle=recency=false").recency);
  EXPECT_TRUE(read("/?q=x&recency=false&toggle=recency=false").recency);
  EXPECT_TRUE(is_empty(read("/?recency=false"))) << "no question by itself";
}

TEST(PageState, TogglingDatesReplacesBoth) {
  const PageState state = read("/?q=x&after=2020&before=2021&toggle=dates=/2019");
  EXPECT_EQ(state.after, "");
  EXPECT_EQ(state.before, "2019");
}

TEST(PageState, DateThatIsNoneIsLeftOutAndSaid) {
  const PageState state = read("/?q=x&after=yesterday&before=2024");
  const Question question = question_of(state);
  EXPECT_FALSE(question.after);
  EXPECT_EQ(question.before, parse_moment("2024-01-01")->at);
  EXPECT_THAT(date_notes(state), SizeIs(1));
}

TEST(PageState, RepeatedFiltersAreBounded) {
  std::string target = "/?q=x";
  for (int i = 0; i < 500; ++i) target += "&tag=t" + std::to_string(i);
  EXPECT_THAT(read(target).filters["tag"], SizeIs(50));
}

TEST(Assets, AddressNamesTheContentAndMayBeKeptForEver) {
  const std::string url = asset_url("style.css");
  const std::optional<Asset> asset = find_asset(url);
  ASSERT_TRUE(asset);
  EXPECT_EQ(asset->content_type, "text/css; charset=utf-8");
  EXPECT_NE(asset->cache_control.find("immutable"), std::string_view::npos);
}

TEST(Assets, EverythingElseIsAbsent) {
  for (const std::string_view path :
       {"/static/style.css", "/static/style.000000000000.css", "/static/templates/hit.html",
        "/static/../web/app.js", "/static/", "/", ""}) {
    EXPECT_FALSE(find_asset(path)) << path;
  }
}

/// As a browser loads it.
std::size_t compressed(std::string_view name) {
  return gzip(find_asset(asset_url(name))->content).value().size();
}

/// The search page may weigh 30 KB in all, of which its answer takes some 8, and its script 8.
TEST(Assets, StayAsSmallAsPromised) {
  EXPECT_LT(compressed("style.css"), 5U << 10);
  EXPECT_LT(compressed("app.js"), 4U << 10);
  EXPECT_LT(compressed("report.css"), 5U << 10) << "loaded by reports alone";
  EXPECT_LT(compressed("report.js"), 2U << 10) << "loaded by reports alone";
}

}  // namespace
}  // namespace dejavu
