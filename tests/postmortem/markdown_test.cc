// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/postmortem/markdown.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/postmortem/markdown_guards.h"
#include "core/postmortem/web_links.h"
#include "tests/postmortem/parsed.h"

namespace dejavu {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string html_of(std::string_view text) {
  std::string html;
  for (const Block& block : read_markdown(text, 1).blocks) html += block.html;
  return html;
}

TEST(Markdown, RawHtmlGoesAndItsTextStays) {
  EXPECT_EQ(html_of("<div onclick=x>\n<b>shown</b>\n</div>\n"), "<p>shown</p>\n");
  EXPECT_EQ(html_of("a <script>alert(1)</script> b"), "<p>a alert(1) b</p>\n");
  EXPECT_EQ(html_of("<!-- hidden -->\n\ntext"), "<p>text</p>\n");
  EXPECT_THAT(html_of("<!-- never closed\n\n<script>x"), HasSubstr("&lt;!-- never closed"));
}

TEST(Markdown, LinksAreTamedAndImagesBecomeLinks) {
  const std::string safe = "<a rel=\"noopener noreferrer nofollow\" href=\"https://e.org/a\">";
  EXPECT_THAT(html_of("[t](https://e.org/a)"), HasSubstr(safe + "t</a>"));
  EXPECT_THAT(html_of("![alt](https://e.org/a)"), HasSubstr(safe + "alt</a>"));
  EXPECT_THAT(html_of("see https://e.org/a."), HasSubstr(safe + "https://e.org/a</a>."));
  EXPECT_THAT(html_of("<https://e.org/a>"), HasSubstr(safe));
  for (const char* text :
       {"[t](javascript:alert(1))", "[t](JaVaScRiPt:x)", "![t](data:text/html,x)",
        "[t](file:///etc/passwd)", "[t](//e.org)", "[t](x.md)"}) {
    EXPECT_EQ(html_of(text), "<p>t</p>\n") << text;
  }
  EXPECT_THAT(html_of("[![alt](https://e.org/i)](https://e.org/a)"), Not(HasSubstr("<img")));
}

TEST(Markdown, TextCannotForgeAnAttribute) {
  const std::string html =
      html_of("`<a href=\"javascript:x\">` [a](https://e.org/\"onmouseover=\"x)");
  EXPECT_THAT(html, HasSubstr("&lt;a href=&quot;javascript:x&quot;&gt;"));
  EXPECT_THAT(html, Not(HasSubstr("\"onmouseover")));
}

TEST(Markdown, BlocksOfTextStandOnLinesOfTheirOwn) {
  const MarkdownDocument document = read_markdown(
      "para *one*\nline two\n\n- a\n  - b\n\n| h | i |\n|---|---|\n| c | d<br>e "
      "|\n\n```\ncode\n```\n",
      10);
  ASSERT_EQ(document.blocks.size(), 4U);
  EXPECT_EQ(document.blocks[0].text, "para one\nline two");
  EXPECT_EQ(document.blocks[1].text, "a\nb");
  EXPECT_EQ(document.blocks[2].text, "h | i\nc | d e");
  EXPECT_EQ(document.blocks[3].text, "code");
  EXPECT_EQ(document.blocks[1].line, 13);
  EXPECT_EQ(document.blocks[1].items[1].line, 14);
  EXPECT_EQ(document.blocks[1].items[1].depth, 1);
  EXPECT_EQ(document.blocks[2].rows[1].line, 18);
  EXPECT_EQ(document.blocks[2].rows[1].cells[1].text, "d e");
}

TEST(Markdown, CheckboxesOfEveryKindAreSeen) {
  const auto items = read_markdown("- [ ] open\n- [x] done\n- [] meant open\n- ~~struck~~\n", 1)
                         .blocks.at(0)
                         .items;
  ASSERT_EQ(items.size(), 4U);
  EXPECT_EQ(items[0].checkbox, Checkbox::kOpen);
  EXPECT_EQ(items[1].checkbox, Checkbox::kDone);
  EXPECT_EQ(items[2].checkbox, Checkbox::kOpen);
  EXPECT_EQ(items[2].text, "meant open");
  EXPECT_TRUE(items[3].struck_out);
  EXPECT_EQ(items[3].text, "struck");
}

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

TEST(MarkdownGuards, RefuseWhatWouldTakeSeconds) {
  EXPECT_EQ(markdown_risk(repeated("![[]()", 50'000)), MarkdownRisk::kTooDense);
  EXPECT_EQ(markdown_risk("a " + repeated("<?", 50'000)), MarkdownRisk::kTooDense);
  EXPECT_EQ(markdown_risk("a " + repeated("<![CDATA[", 50'000)), MarkdownRisk::kTooDense);
  EXPECT_EQ(markdown_risk(repeated("_a *b [b](c) ", 20'000)), MarkdownRisk::kTooDense);
  EXPECT_EQ(markdown_risk(repeated("* ", 20'000) + "a"), MarkdownRisk::kTooNested);
  EXPECT_EQ(markdown_risk(repeated("> ", 20'000) + "a"), MarkdownRisk::kTooNested);
  EXPECT_EQ(markdown_risk("- a\n                - b\n" + repeated("\n", 3'000'000 / 3)),
            MarkdownRisk::kNone);
  EXPECT_EQ(markdown_risk(repeated("* ", 90) + "a" + repeated("\n", 1'000'000)),
            MarkdownRisk::kTooNested);
  EXPECT_EQ(markdown_risk(repeated("|a", 70)), MarkdownRisk::kTables);
  EXPECT_EQ(markdown_risk(repeated("|a", 60) + "|\n" + repeated("|-", 60) + "|\n" +
                          repeated("|a\n", 100'000)),
            MarkdownRisk::kTables);
  EXPECT_EQ(markdown_risk(std::string((1 << 20) + 1, 'a')), MarkdownRisk::kTooLarge);
}

TEST(MarkdownGuards, LetRealFilesThrough) {
  EXPECT_EQ(markdown_risk(repeated("| 2021-06-22 08:21 | something [x](y) *z* |\n", 2000)),
            MarkdownRisk::kNone);
  EXPECT_EQ(markdown_risk(repeated("- item with [a link](https://e.org) and *emphasis*\n", 1000)),
            MarkdownRisk::kNone);
  EXPECT_EQ(markdown_risk(repeated("![image](https://e.org/a.png)\n\n", 5000)),
            MarkdownRisk::kNone);
}

TEST(Markdown, ARefusedTextKeepsItsHeadingsAndWords) {
  const Postmortem postmortem =
      parsed("# Pool ran dry\n\n## Summary\n\nwords " + repeated("![[]()", 5000) + " needle\n");
  EXPECT_EQ(postmortem.title, "Pool ran dry");
  EXPECT_THAT(section_text(postmortem, SectionKind::kSummary), HasSubstr("needle"));
  EXPECT_TRUE(has_code(postmortem, "markdown-too-dense"));
}

TEST(WebLinks, AddressesEndBeforePunctuation) {
  const auto found = [](std::string_view text) {
    std::string all;
    for (const WebAddress& each : find_web_addresses(text)) {
      all += text.substr(each.begin, each.end - each.begin);
      all += '|';
    }
    return all;
  };
  EXPECT_EQ(found("(see https://e.org/a_(b)) and http://x.y."), "https://e.org/a_(b)|http://x.y|");
  EXPECT_EQ(found("https:// http://"), "");
  EXPECT_EQ(found("a \"https://e.org/\"<b"), "https://e.org/|");
}

}  // namespace
}  // namespace dejavu
