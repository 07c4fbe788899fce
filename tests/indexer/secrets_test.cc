// SPDX-License-Identifier: GPL-2.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>

#include "core/base/files.h"
#include "core/base/text.h"
#include "core/index/reader.h"
#include "core/secrets/detector.h"
#include "core/secrets/mask.h"
#include "indexer/build.h"
#include "indexer/update.h"
#include "tests/indexer/corpus_fixture.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

/// Runs of letters and digits, as a term of the index would have them.
std::vector<std::string> pieces_of(std::string_view secret) {
  constexpr std::size_t kTelling = 6;
  std::vector<std::string> pieces;
  std::string piece;
  for (const char c : to_lower_ascii(secret) + " ") {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      piece += c;
    } else if (piece.size() >= kTelling && piece.find_first_of("0123456789") != piece.npos) {
      pieces.push_back(std::exchange(piece, {}));
    } else {
      piece.clear();
    }
  }
  return pieces;
}

/// Every file below a folder, in lower case.
std::string bytes_below(const fs::path& folder) {
  std::string bytes;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) bytes += read_file(entry.path(), std::size_t{64} << 20) + "\n";
  }
  return to_lower_ascii(bytes);
}

/// One file for each text in which a rule finds something; gives what it finds, in pieces.
std::vector<std::string> write_secrets(const CorpusFixture& corpus) {
  std::vector<std::string> pieces;
  for (const SecretRule& rule : bundled_detector().rules()) {
    for (std::size_t i = 0; i < rule.yes.size(); ++i) {
      const std::string& text = rule.yes[i];
      const std::string name = rule.name + "-" + std::string(i + 1, 'i');
      corpus.write(name + ".md", incident(name, "Basket", "2024-03-01") + "\n```\n" + text +
                                     "\n```\n\n## Timeline\n\n- 10:05 " + text + "\n");
      for (const FoundSecret& found : bundled_detector().find(text)) {
        const auto more = pieces_of(text.substr(found.begin, found.end - found.begin));
        pieces.insert(pieces.end(), more.begin(), more.end());
      }
    }
  }
  return pieces;
}

TEST(SecretsOfACorpus, StandInNoFileOfTheIndex) {
  const CorpusFixture corpus;
  const std::vector<std::string> pieces = write_secrets(corpus);
  ASSERT_GT(pieces.size(), 30U);
  const Summary summary = corpus.build();
  EXPECT_EQ(summary.stats.files_with_problems, summary.indexed);
  std::string stored = bytes_below(corpus.index());
  for (const auto& [path, content] : contents(corpus.index())) stored += to_lower_ascii(content);
  ASSERT_THAT(stored, HasSubstr("masked"));
  for (const std::string& piece : pieces) {
    EXPECT_EQ(stored.find(piece), std::string::npos) << piece;
  }
}

TEST(SecretsOfACorpus, AChangedAllowListRebuildsAndSaysWhy) {
  const CorpusFixture corpus;
  corpus.write("a.md", incident("PM-1", "Basket", "2024-03-01") + "\npassword=hunter2\n");
  corpus.build();
  IndexJob job = corpus.job();
  job.settings.allowed_secrets = {mask_secrets("password=hunter2").findings.at(0).fingerprint};
  EXPECT_THAT(update_index(job).rebuilt_because, HasSubstr("masked"));
  Reader reader(corpus.index());
  EXPECT_EQ(reader.info().stats.files_with_problems, 0U);
  EXPECT_THAT(contents(corpus.index()).at("a.md"), HasSubstr("hunter2"));
  EXPECT_EQ(update_index(job).rebuilt_because, "");
  EXPECT_THAT(corpus.update().rebuilt_because, HasSubstr("masked"));
  EXPECT_THAT(contents(corpus.index()).at("a.md"), Not(HasSubstr("hunter2")));
}

}  // namespace
}  // namespace dejavu
