// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/html/templates.h"

#include <gmock/gmock.h>

#include <thread>

#include "core/base/error.h"
#include "server/html/answer_html.h"
#include "tests/server/answers.h"
#include "web/web_files.h"

namespace dejavu {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Templates, UnescapedFieldsAreOnlyThoseThatHoldOurOwnMarkup) {
  for (const WebFile& file : web_files()) {
    std::string text(file.content);
    for (const std::string_view ours : {"{{{body}}}", "{{{fragment}}}", "{{{html}}}"}) {
      for (std::size_t at = text.find(ours); at != std::string::npos; at = text.find(ours)) {
        text.erase(at, ours.size());
      }
    }
    EXPECT_THAT(text, Not(HasSubstr("{{{"))) << file.name;
    EXPECT_THAT(text, Not(HasSubstr("{{&"))) << file.name;
  }
}

TEST(Templates, EmptyTextCountsAsAbsent) {
  TemplateValue page;
  page["status"] = "404";
  page["heading"] = "Gone";
  page["detail"] = "";
  page["hint"] = "";
  EXPECT_THAT(render_template("error", page), Not(HasSubstr("<p></p>")));
}

TEST(Templates, UnknownTemplateIsAnError) { EXPECT_THROW(render_template("nonsense", {}), Error); }

TEST(Templates, FieldsKeepWhatWasSetLast) {
  TemplateValue value;
  value["a"] = "1";
  value["b"] = true;
  value["a"] = "2";
  const auto& fields = std::get<TemplateValue::Fields>(value.value());
  ASSERT_EQ(fields.size(), 2u);
  EXPECT_EQ(std::get<std::string>(fields[0].second.value()), "2");
}

TEST(Templates, ThreadsRenderTheSamePageAtOnce) {
  const SearchAnswer answer = maybe_answer({full_hit("a"), full_hit("b")});
  PageState state;
  state.question = "x";
  const std::string expected = render_search_page(answer, state, test_now());
  std::array<std::string, 4> pages;
  {
    std::vector<std::jthread> threads;
    for (std::string& page : pages) {
      threads.emplace_back([&] {
        for (int i = 0; i < 20; ++i) page = render_search_page(answer, state, test_now());
      });
    }
  }
  for (const std::string& page : pages) EXPECT_EQ(page, expected);
}

}  // namespace
}  // namespace dejavu
