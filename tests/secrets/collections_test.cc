// SPDX-License-Identifier: GPL-2.0-or-later
// What the rules find in texts that people have published: nearly nothing of it is a secret.
#include <gtest/gtest.h>

#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "core/base/files.h"
#include "core/secrets/mask.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxBytes = std::size_t{64} << 20;

/// One file in a hundred.
constexpr double kMostShare = 0.01;

struct Count {
  std::size_t texts = 0;
  std::size_t with_findings = 0;
};

/// Prints where something was found; of secrets nothing but the rule.
void count_text(const std::string& name, const std::string& text, Count& count) {
  ++count.texts;
  const Masked masked = mask_secrets(text);
  if (masked.findings.empty()) return;
  ++count.with_findings;
  for (const SecretFinding& finding : masked.findings) {
    std::cout << name << ":" << finding.line << ": " << finding.rule << "\n";
  }
}

/// A text inside of JSON, with its line ends and quotes as they were.
std::string unescaped(std::string_view json) {
  std::string text;
  for (std::size_t i = 0; i < json.size(); ++i) {
    if (json[i] != '\\' || i + 1 == json.size()) {
      text += json[i];
      continue;
    }
    ++i;
    text += json[i] == 'n' ? '\n' : json[i];
  }
  return text;
}

Count count_files(const fs::path& folder) {
  Count count;
  for (const WalkedFile& file : walk_corpus(folder, {".md", ".markdown", ".txt"}).files) {
    count_text((folder / file.path).string(), read_file(folder / file.path, kMaxBytes), count);
  }
  return count;
}

void expect_few(const std::string& name, const Count& count) {
  std::cout << name << ": " << count.with_findings << " of " << count.texts << "\n";
  EXPECT_LT(static_cast<double>(count.with_findings),
            kMostShare * static_cast<double>(count.texts) + (count.texts < 100 ? 0.01 : 0));
}

TEST(SecretsInCollections, TheBundledFilesHoldNone) {
  expect_few("corpus", count_files("corpus"));
  expect_few("demo", count_files("demo"));
}

TEST(SecretsInCollections, RealPostmortemsHoldFewerThanOneInAHundred) {
  if (!fs::exists("../shared/data/postmortems")) {
    GTEST_SKIP() << "skipped: ../shared/data/postmortems is not there";
  }
  expect_few("postmortems", count_files("../shared/data/postmortems"));
}

TEST(SecretsInCollections, RealReportsHoldFewerThanOneInAHundred) {
  const fs::path folder = "../shared/data/relevance";
  if (!fs::exists(folder)) GTEST_SKIP() << "skipped: ../shared/data/relevance is not there";
  Count count;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".jsonl") continue;
    const std::string text = read_file(entry.path(), std::size_t{1} << 30);
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      count_text(entry.path().filename().string(),
                 unescaped(std::string_view(text).substr(at, end - at)), count);
      at = end + 1;
    }
  }
  expect_few("relevance", count);
}

}  // namespace
}  // namespace dejavu
