// SPDX-License-Identifier: GPL-2.0-or-later
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "core/base/files.h"
#include "core/base/text.h"
#include "core/lint/blameless.h"
#include "core/lint/prose.h"
#include "core/postmortem/front_matter.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

const fs::path kCollections = "../shared/data/postmortems";
constexpr std::size_t kMaxBytes = std::size_t{1} << 22;  // the largest of them has 120 kB

struct Label {
  std::string draw;
  std::string path;
  std::size_t offset = 0;
  std::size_t size = 0;
  bool blames = false;
};

std::vector<Label> read_labels() {
  const std::string text = read_file("tests/lint/blameless_labels.tsv", kMaxBytes);
  std::vector<Label> labels;
  for (const std::string_view line : split_lines(text)) {
    if (line.starts_with('#')) continue;
    std::istringstream row{std::string(line)};
    Label label;
    std::string collection;
    std::string path;
    std::getline(row, label.draw, '\t');
    std::getline(row, collection, '\t');
    std::getline(row, path, '\t');
    row >> label.offset >> label.size >> label.blames;
    label.path = collection + "/" + path;
    labels.push_back(std::move(label));
  }
  return labels;
}

/// Where in a file somebody is blamed.
std::vector<std::size_t> blamed_offsets(const BlamelessWording& wording, const std::string& text) {
  std::vector<std::size_t> offsets;
  for (const Sentence& sentence : sentences_of(text, read_front_matter(text).body_offset)) {
    const auto blame = wording.find(sentence.text);
    if (blame) offsets.push_back(sentence.offsets[blame->begin]);
  }
  return offsets;
}

/// What the rules say, beside what a person did.
struct Counts {
  int both = 0;
  int rules_alone = 0;
  int person_alone = 0;
  int neither = 0;

  void add(bool rules, bool person) {
    int& count = rules ? (person ? both : rules_alone) : (person ? person_alone : neither);
    ++count;
  }
  double precision() const { return both == 0 ? 0.0 : 1.0 * both / (both + rules_alone); }
  double recall() const { return both == 0 ? 0.0 : 1.0 * both / (both + person_alone); }
};

std::ostream& operator<<(std::ostream& out, const Counts& counts) {
  return out << counts.both + counts.person_alone << " blame, " << counts.both << " found, "
             << counts.rules_alone << " found wrongly; precision " << counts.precision()
             << ", recall " << counts.recall();
}

TEST(BlamelessLabels, RulesAgreeWithPeopleOnTheRealCollections) {
  if (!fs::exists(kCollections)) {
    GTEST_SKIP() << "skipped: ../shared/data/postmortems is not there";
  }
  const BlamelessWording wording({});
  std::map<std::string, std::vector<std::size_t>> blamed;
  std::map<std::string, Counts> by_draw;
  Counts all;
  for (const Label& label : read_labels()) {
    const std::string text = read_file(kCollections / label.path, kMaxBytes);
    ASSERT_LE(label.offset + label.size, text.size()) << label.path << ": not the labelled file";
    const auto [found, is_new] = blamed.try_emplace(label.path);
    if (is_new) found->second = blamed_offsets(wording, text);
    const bool rules =
        std::any_of(found->second.begin(), found->second.end(), [&label](std::size_t offset) {
          return offset >= label.offset && offset < label.offset + label.size;
        });
    all.add(rules, label.blames);
    by_draw[label.draw].add(rules, label.blames);
    if (rules == label.blames) continue;
    std::cout << (rules ? "found wrongly" : "not found    ") << " " << label.path << "@"
              << label.offset << "+" << label.size << "\n";
  }
  for (const auto& [draw, counts] : by_draw) std::cout << "  " << draw << ": " << counts << "\n";
  std::cout << "  all: " << all << "\n";
  EXPECT_GE(all.precision(), 0.85);
  EXPECT_GE(all.recall(), 0.70);
}

}  // namespace
}  // namespace dejavu
