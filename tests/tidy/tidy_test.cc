// SPDX-License-Identifier: GPL-2.0-or-later
#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "core/index/schema.h"
#include "tests/tidy/document_rules.h"
#include "tests/tidy/include_rules.h"
#include "tests/tidy/layout_rules.h"
#include "tests/tidy/list_rules.h"
#include "tests/tidy/project_tree.h"
#include "tests/tidy/word_rules.h"

namespace dejavu {
namespace {

// The project itself, which ctest makes the working directory, keeps the rules. That each rule
// catches what it is for is tested in the files beside this one.

const ProjectTree& project() {
  static const ProjectTree kProject = read_project(".");
  return kProject;
}

using Rule = std::function<std::vector<Violation>(const SourceFile&)>;

std::vector<Violation> violations_of(const std::vector<Rule>& rules) {
  std::vector<Violation> all;
  for (const SourceFile& file : project().files) {
    for (const Rule& rule : rules) {
      for (Violation& violation : rule(file)) all.push_back(std::move(violation));
    }
  }
  return all;
}

void expect_none(const std::vector<Violation>& violations) {
  EXPECT_TRUE(violations.empty()) << violations.size() << " violations\n" << report(violations);
}

/// Literals of core/postmortem that look like the code of a diagnostic: names of files.
const std::set<std::string> kNoCodes = {"code-of-conduct", "issue-template",
                                        "pull-request-template"};

std::vector<std::string> codes_of_diagnostics(std::string_view room) {
  std::set<std::string> codes;
  for (const SourceFile& file : project().files) {
    if (folder(file.path) != room) continue;
    for (std::string& literal : kebab_literals(file.content)) {
      if (kNoCodes.count(literal) == 0) codes.insert(std::move(literal));
    }
  }
  return {codes.begin(), codes.end()};
}

TEST(Project, IsFound) {
  EXPECT_GT(project().files.size(), 100U);
  EXPECT_NE(find_file(project(), "core/base/text.cc"), nullptr);
  EXPECT_NE(find_file(project(), ".ci/run"), nullptr);
}

TEST(Project, FilesLookAlike) {
  expect_none(
      violations_of({licence_comes_first, header_has_pragma_once, lines_are_short, files_are_short,
                     functions_are_short, blanks_are_in_order, names_are_snake_case}));
}

TEST(Project, IncludesFollowTheArchitecture) {
  const auto own_header = [](const SourceFile& file) {
    return own_header_comes_first(file, project());
  };
  const auto from_root = [](const SourceFile& file) {
    return includes_start_at_the_root(file, project());
  };
  expect_none(violations_of({arrows_point_left, engines_stay_behind_their_border, no_banned_header,
                             own_header, from_root}));
  expect_none(border_posts_are_needed(project()));
}

TEST(Project, WordsAreChosen) {
  expect_none(violations_of({no_empty_words, no_banned_phrase, json_is_dumped_safely}));
}

TEST(Project, EverySourceIsBuiltAndEveryTestRuns) {
  expect_none(every_source_is_built(project()));
  expect_none(every_test_folder_is_entered(project()));
}

TEST(Project, LinksOfItsPagesResolve) {
  const auto links = [](const SourceFile& file) { return links_resolve(file, project()); };
  expect_none(violations_of({links}));
}

TEST(Project, EveryDecisionIsListed) { expect_none(decisions_are_listed(project())); }

TEST(Project, EveryFieldOfAQuestionIsDocumented) {
  const SourceFile* page = find_file(project(), "docs/QUERY.md");
  ASSERT_NE(page, nullptr);
  std::vector<std::string> names;
  for (const Field& field : kFields) names.emplace_back(field.name);
  expect_none(names_are_documented(names, *page));
}

TEST(Project, EveryDiagnosticIsDocumented) {
  const SourceFile* page = find_file(project(), "docs/POSTMORTEM.md");
  ASSERT_NE(page, nullptr);
  expect_none(names_are_documented(codes_of_diagnostics("core/postmortem"), *page));
}

TEST(Project, EveryCodeOfTheLintIsDocumented) {
  const SourceFile* page = find_file(project(), "docs/LINT.md");
  ASSERT_NE(page, nullptr);
  expect_none(names_are_documented(codes_of_diagnostics("core/lint"), *page));
}

}  // namespace
}  // namespace dejavu
