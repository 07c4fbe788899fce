// SPDX-License-Identifier: GPL-2.0-or-later
// Every file of the hostile collections: no crash, no hang, no output that a browser would run.
#include <gtest/gtest.h>
#include <re2/re2.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "core/base/files.h"
#include "core/base/text.h"
#include "core/postmortem/parse.h"
#include "tests/base/temporary_folder.h"
#include "tests/postmortem/documented.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

const fs::path kHostile = "../shared/data/hostile";
const fs::path kGenerator = "../shared/tools/make_pathological.py";

/// A guard against hangs, not a measurement: two seconds in an optimised build, far more where the
/// compiler does not optimise or a sanitizer watches, on a machine that does other work too.
#ifdef NDEBUG
constexpr std::chrono::seconds kHangGuard{2};
#else
constexpr std::chrono::seconds kHangGuard{30};
#endif

/// What a browser would run, wherever it stands in the page.
std::string dangerous_part(const std::string& html) {
  static const RE2 dangerous(
      "(?i)(<(?:script|iframe|object|embed|svg|style|img|form|meta|base)\\b|"
      "<[a-z][^<>]*\\son[a-z]+\\s*=|<[a-z][^<>]*\\s(?:href|src)\\s*=\\s*[\"']?\\s*"
      "(?:javascript|data|vbscript|file):)");
  std::string found;
  RE2::PartialMatch(html, dangerous, &found);
  return found;
}

void expect_harmless(const std::string& path, const std::string& bytes) {
  const auto begin = std::chrono::steady_clock::now();
  const Postmortem postmortem = parse_postmortem(path, bytes);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, kHangGuard) << path;
  EXPECT_FALSE(postmortem.id.empty()) << path;
  EXPECT_FALSE(postmortem.title.empty()) << path;
  static const std::string page = format_page();
  for (const Diagnostic& diagnostic : postmortem.diagnostics) {
    EXPECT_NE(page.find('`' + diagnostic.code + '`'), std::string::npos) << diagnostic.code;
  }
  for (const Section& section : postmortem.sections) {
    EXPECT_EQ(dangerous_part(section.html), "") << path << ", section " << section.heading;
    EXPECT_EQ(first_invalid_utf8(section.html), section.html.size()) << path;
    EXPECT_EQ(first_invalid_utf8(section.text), section.text.size()) << path;
  }
}

/// The words by which a file of the generator wants to be found.
bool has_needle(const Postmortem& postmortem, const std::string& needle) {
  std::string all = postmortem.title + ' ' + postmortem.id;
  for (const Section& section : postmortem.sections) all += section.heading + ' ' + section.text;
  for (const auto& [key, value] : postmortem.extra) all += ' ' + value;
  return all.find(needle) != std::string::npos;
}

int parse_all(const fs::path& root) {
  int files = 0;
  for (const WalkedFile& file :
       walk_corpus(root, {".md", ".yaml", ".toml", ".json", ".tsv", "LICENSE"}).files) {
    if (file.path.find("unreadable") != std::string::npos) continue;
    expect_harmless(file.path, read_file(root / file.path, kMaxFileBytes));
    ++files;
  }
  return files;
}

TEST(Hostile, EveryFileOfTheCollectionsIsParsedWithoutHarm) {
  if (!fs::is_directory(kHostile)) GTEST_SKIP() << "skipped: " << kHostile << " is not there";
  EXPECT_GT(parse_all(kHostile), 600);
}

TEST(Hostile, FrontMatterOfTheYamlAndTomlSuitesIsReadOrReported) {
  if (!fs::is_directory(kHostile)) GTEST_SKIP() << "skipped: " << kHostile << " is not there";
  for (const auto& [extension, fence] :
       {std::pair(".yaml", "---\n"), std::pair(".toml", "+++\n")}) {
    for (const WalkedFile& file : walk_corpus(kHostile, {extension}).files) {
      const std::string block = read_file(kHostile / file.path, kMaxFileBytes);
      const std::string text = fence + block + '\n' + fence + "\n# needle\n";
      expect_harmless(file.path, text);
      EXPECT_TRUE(has_needle(parse_postmortem(file.path, text), "needle")) << file.path;
    }
  }
}

TEST(Hostile, OddNamesAndOddFilesAreWalkedAndRead) {
  if (!fs::is_regular_file(kGenerator))
    GTEST_SKIP() << "skipped: " << kGenerator << " is not there";
  const TemporaryFolder folder;
  const std::string command =
      "python3 " + kGenerator.string() + " --special " + folder.path().string() + " >/dev/null";
  ASSERT_EQ(std::system(command.c_str()), 0);
  const Walk walk = walk_corpus(folder.path(), {".md"});
  EXPECT_GE(walk.files.size(), 70U);
  EXPECT_EQ(walk.problems.size(), 4U);  // a FIFO, links out, in a circle and to nothing
  for (const WalkedFile& file : walk.files) {
    if (file.path.find("unreadable") != std::string::npos) continue;
    const std::string bytes = read_file(folder.path() / file.path, kMaxFileBytes);
    expect_harmless(file.path, bytes);
    const std::size_t begin = bytes.find("needle_");
    if (begin == std::string::npos) continue;
    const std::size_t end = bytes.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789", begin);
    const std::string needle = bytes.substr(begin, end - begin);
    EXPECT_TRUE(has_needle(parse_postmortem(file.path, bytes), needle)) << file.path;
    const std::string last = "needle_end" + needle.substr(6);
    if (bytes.find(last) != std::string::npos) {
      EXPECT_TRUE(has_needle(parse_postmortem(file.path, bytes), last)) << file.path;
    }
  }
}

TEST(Hostile, TheAttackInEveryFieldActsNowhere) {
  const std::string trap = "<script>alert(1)</script><img src=x onerror=alert(2)>";
  const std::string text = "---\ntitle: \"" + trap + "\"\n---\n\n# " + trap + "\n\n" + trap +
                           "\n\n[click](javascript:alert(3)) ![x](data:text/html,<b>)\n\n"
                           "<javascript:alert(5)> <a href=\"javascript:alert(6)\">x</a>\n\n"
                           "| " +
                           trap + " |\n|---|\n| [x](vbscript:y) |\n\n    " + trap + "\n";
  expect_harmless("a.md", text);
  EXPECT_EQ(dangerous_part("<p onclick = x>"), "<p onclick =");  // the check itself can fail
  EXPECT_EQ(dangerous_part("<a href=\" JavaScript:x\">"), "<a href=\" JavaScript:");
}

}  // namespace
}  // namespace dejavu
