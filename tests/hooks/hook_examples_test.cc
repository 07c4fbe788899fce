// SPDX-License-Identifier: GPL-2.0-or-later
// The files that other programs read: the hooks that pre-commit is offered, and the examples for
// continuous integration. Their own linters are asked where they are installed.
#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include <string>

#include "tests/cli/program.h"

namespace dejavu {
namespace {

TEST(PreCommitHooks, EachHasWhatTheFrameworkAsksFor) {
  const YAML::Node hooks = YAML::LoadFile(".pre-commit-hooks.yaml");
  ASSERT_EQ(hooks.size(), 2U);
  for (const YAML::Node& hook : hooks) {
    for (const char* key : {"id", "name", "entry", "language"}) {
      EXPECT_TRUE(hook[key]) << key;
    }
    EXPECT_EQ(hook["entry"].as<std::string>().substr(0, 7), "dejavu ");
    EXPECT_EQ(hook["language"].as<std::string>(), "system");
  }
}

TEST(ContinuousIntegration, GitHubsExampleHasAJobOfSteps) {
  const YAML::Node workflow = YAML::LoadFile("docs/examples/github-actions.yml");
  EXPECT_TRUE(workflow["on"]["pull_request"]);
  const YAML::Node steps = workflow["jobs"]["check"]["steps"];
  ASSERT_TRUE(steps.IsSequence());
  for (const YAML::Node& step : steps) EXPECT_NE(bool(step["run"]), bool(step["uses"]));
}

TEST(ContinuousIntegration, GitLabsExampleHasAScriptAndArtifacts) {
  const YAML::Node job = YAML::LoadFile("docs/examples/gitlab-ci.yml")["postmortems"];
  ASSERT_TRUE(job["script"].IsSequence());
  for (const YAML::Node& line : job["script"]) EXPECT_TRUE(line.IsScalar());
  EXPECT_EQ(job["artifacts"]["when"].as<std::string>(), "always");
}

TEST(ContinuousIntegration, ActionlintFindsNothing) {
  if (!is_installed("actionlint")) GTEST_SKIP() << "skipped: actionlint is not installed";
  const Outcome outcome =
      run_program({.words = {"actionlint", "docs/examples/github-actions.yml"}});
  EXPECT_EQ(outcome.status, 0) << outcome.output << outcome.errors;
}

TEST(ContinuousIntegration, TheSchemasOfTheHostsAreMet) {
  if (!is_installed("check-jsonschema")) {
    GTEST_SKIP() << "skipped: check-jsonschema is not installed";
  }
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"vendor.github-workflows", "docs/examples/github-actions.yml"},
        {"vendor.gitlab-ci", "docs/examples/gitlab-ci.yml"}}) {
    const Outcome outcome =
        run_program({.words = {"check-jsonschema", "--builtin-schema", words[0], words[1]}});
    EXPECT_EQ(outcome.status, 0) << outcome.output << outcome.errors;
  }
}

}  // namespace
}  // namespace dejavu
