// SPDX-License-Identifier: GPL-2.0-or-later
// A case is a folder below cases/ with one postmortem and expected.json, what is read from it. A
// new case needs no code: DEJAVU_GOLDEN_UPDATE=1 writes what is missing or changed, and the
// difference is reviewed like any other.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <vector>

#include "core/base/files.h"
#include "core/postmortem/parse.h"
#include "server/json/postmortem_json.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kExpected = "expected.json";

std::vector<std::string> cases() {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator("tests/golden/cases")) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

fs::path postmortem_of(const fs::path& folder) {
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (entry.path().filename() != kExpected) return entry.path();
  }
  return {};
}

std::string read_json(const fs::path& file) {
  const Postmortem postmortem =
      parse_postmortem(file.filename().string(), read_file(file, kMaxFileBytes));
  return to_json(postmortem).dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

class Golden : public testing::TestWithParam<std::string> {};

TEST_P(Golden, ThePostmortemIsReadAsReviewed) {
  const fs::path folder = fs::path("tests/golden/cases") / GetParam();
  const std::string actual = read_json(postmortem_of(folder));
  const fs::path expected = folder / kExpected;
  if (std::getenv("DEJAVU_GOLDEN_UPDATE") != nullptr) {
    std::ofstream(expected, std::ios::binary) << actual;
    return;
  }
  ASSERT_TRUE(fs::exists(expected)) << "DEJAVU_GOLDEN_UPDATE=1 writes it, for review";
  EXPECT_EQ(actual, read_file(expected, kMaxFileBytes))
      << "if this is meant, run with DEJAVU_GOLDEN_UPDATE=1 and review the difference";
}

std::string name_of_case(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Cases, Golden, testing::ValuesIn(cases()), name_of_case);

}  // namespace
}  // namespace dejavu
