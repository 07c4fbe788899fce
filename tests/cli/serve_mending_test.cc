// SPDX-License-Identifier: GPL-2.0-or-later
// A server goes on answering while its index is damaged or gone, until one command makes it anew.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "core/base/error.h"
#include "tests/cli/incidents.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

/// A guard against hanging; it takes some hundredths of a second.
constexpr std::chrono::seconds kPatience{60};

class ServeMending : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(incidents_.build().status, kExitAnswered);
    server_ =
        std::make_unique<RunningProgram>(incidents_.start("serve", {"--listen", "127.0.0.1:0"}));
    ASSERT_TRUE(server_->prints("http://127.0.0.1:", kPatience));
    const std::string printed = server_->output();
    const std::string before = "http://127.0.0.1:";
    port_ = std::atoi(printed.c_str() + printed.find(before) + before.size());
    ASSERT_TRUE(finds());
  }

  bool finds() const {
    httplib::Client client("127.0.0.1", port_);
    const auto found = client.Get("/api/v1/search?q=gateway+certificate+expired");
    if (!found || found->status != 200) return false;
    const auto answer = nlohmann::json::parse(found->body);
    return !answer["hits"].empty() && answer["hits"][0]["id"] == "PM-2023-011";
  }

  fs::path file(const std::string& name) const {
    for (const auto& entry : fs::recursive_directory_iterator(incidents_.index())) {
      if (entry.path().filename() == name) return entry.path();
    }
    return {};
  }

  Incidents incidents_;
  std::unique_ptr<RunningProgram> server_;
  int port_ = 0;
};

TEST_F(ServeMending, AnswersAtEveryMomentOfABuild) {
  std::atomic<bool> is_over{false};
  std::thread builder([&] {
    for (int i = 0; i < 5; ++i) EXPECT_EQ(incidents_.build().status, kExitAnswered);
    is_over = true;
  });
  int answers = 0;
  int failures = 0;
  while (!is_over) ++(finds() ? answers : failures);
  builder.join();
  EXPECT_GT(answers, 0);
  EXPECT_EQ(failures, 0);
}

TEST_F(ServeMending, AnIndexThatIsGoneIsMadeAnewByOneCommand) {
  fs::remove_all(incidents_.index());
  httplib::Client client("127.0.0.1", port_);
  EXPECT_TRUE(client.Get("/healthz")) << "the server itself is well";
  ASSERT_EQ(incidents_.build().status, kExitAnswered);
  EXPECT_TRUE(finds());
}

TEST_F(ServeMending, ADamagedIndexIsMadeAnewByOneCommand) {
  for (const char* name : {"postlist.glass", "iamglass", "records", "terms", "CURRENT"}) {
    const fs::path damaged = file(name);
    ASSERT_FALSE(damaged.empty()) << name;
    // In place, as a bad disk does it.
    std::fstream(damaged, std::ios::binary | std::ios::in | std::ios::out) << "no index";
    httplib::Client client("127.0.0.1", port_);
    EXPECT_TRUE(client.Get("/healthz")) << name;
    ASSERT_EQ(incidents_.build().status, kExitAnswered) << name;
    EXPECT_TRUE(finds()) << name;
  }
}

}  // namespace
}  // namespace dejavu
