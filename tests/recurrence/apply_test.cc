// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/recurrence/apply.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "core/base/files.h"
#include "core/base/text.h"
#include "core/postmortem/parse.h"
#include "tests/base/temporary_folder.h"
#include "tests/recurrence/incident_facts.h"

namespace dejavu {
namespace {

SettledPair decided() {
  return {.from = "PM-2",
          .to = "PM-1",
          .state = PairState::kConfirmed,
          .recurrence_class = "R2",
          .by = "Ada",
          .at = parse_moment("2026-01-02T03:04:05Z"),
          .reason = "the fix: \"in\" – and back",
          .source = DecisionSource::kLedger};
}

constexpr const char* kItem =
    R"(  - {id: PM-1, class: R2, confirmed_by: "Ada", confirmed_at: 2026-01-02T03:04:05Z, )"
    R"(evidence: "the fix: \"in\" – and back"})";

std::string applied(const std::string& bytes) {
  const AppliedText text = with_decision("a.md", bytes, decided());
  EXPECT_EQ(text.note, "");
  return text.bytes;
}

std::string note_of(const std::string& bytes) {
  const AppliedText text = with_decision("a.md", bytes, decided());
  EXPECT_EQ(text.bytes, bytes);
  return text.note;
}

TEST(Apply, AddsTheKeyBeforeTheEndOfTheFrontMatter) {
  EXPECT_EQ(applied("---\nid: PM-2 # keep\n\n# a comment\ntitle:   Odd  # blanks\n---\n\nText"),
            std::string("---\nid: PM-2 # keep\n\n# a comment\ntitle:   Odd  # blanks\n") +
                "recurrence_of:\n" + kItem + "\n---\n\nText");
}

TEST(Apply, IsReadBackAsTheDecision) {
  const Postmortem read = parse_postmortem("a.md", applied("---\nid: PM-2\n---\n# T\n"));
  ASSERT_EQ(read.relations.size(), 1U);
  EXPECT_EQ(read.relations[0].id, "PM-1");
  EXPECT_EQ(read.relations[0].recurrence_class, "R2");
  EXPECT_EQ(read.relations[0].by, "Ada");
  EXPECT_EQ(read.relations[0].reason, "the fix: \"in\" – and back");
  EXPECT_TRUE(read.diagnostics.empty());
}

TEST(Apply, AReasonMayHaveAnyLetters) {
  SettledPair pair = decided();
  pair.by = "Zoë";
  pair.reason = "the pager said 🔥, \"größer\" than 再";
  const AppliedText text = with_decision("a.md", "---\nid: PM-2\n---\n# T\n", pair);
  EXPECT_EQ(text.note, "");
  const Postmortem read = parse_postmortem("a.md", text.bytes);
  ASSERT_EQ(read.relations.size(), 1U);
  EXPECT_EQ(read.relations[0].by, pair.by);
  EXPECT_EQ(read.relations[0].reason, pair.reason);
}

TEST(Apply, KeepsByteOrderMarkAndLineEnds) {
  EXPECT_EQ(
      applied("\xEF\xBB\xBF---\r\nid: PM-2\r\n---\r\n# T"),
      std::string("\xEF\xBB\xBF---\r\nid: PM-2\r\nrecurrence_of:\r\n") + kItem + "\r\n---\r\n# T");
}

TEST(Apply, AddsToAListInItsOwnIndentation) {
  const std::string head = "---\nid: PM-2\nrecurrence_of:   # seen\n";
  const std::string tail = "tags: [a]\n---\n# T\n";
  EXPECT_EQ(applied(head + "    - id: PM-0\n      class: R1\n\n" + tail),
            head + "    - id: PM-0\n      class: R1\n  " + kItem + "\n\n" + tail);
  EXPECT_EQ(applied(head + "- PM-0\n" + tail),
            head + "- PM-0\n" + std::string(kItem).substr(2) + "\n" + tail);
  EXPECT_EQ(applied(head + tail), head + kItem + "\n" + tail);
}

TEST(Apply, KeyOfTheSameBeginningIsAnother) {
  const std::string bytes = "---\nnot_recurrence_of: PM-7\n---\n# T\n";
  EXPECT_EQ(applied(bytes),
            std::string("---\nnot_recurrence_of: PM-7\nrecurrence_of:\n") + kItem + "\n---\n# T\n");
}

TEST(Apply, LeavesAloneWhatItCannotAddTo) {
  EXPECT_NE(note_of("---\nrecurrence_of: PM-0\n---\n# T\n").find("short form"), std::string::npos);
  EXPECT_NE(note_of("---\nrecurrence_of: [PM-0,\n  PM-7]\n---\n# T\n").find("short form"),
            std::string::npos);
  EXPECT_NE(note_of("---\nrecurrence_of:\n  id: PM-0\n---\n# T\n").find("another form"),
            std::string::npos);
  EXPECT_NE(note_of("# No front matter\n").find("no YAML"), std::string::npos);
  EXPECT_NE(note_of("+++\nid = \"PM-2\"\n+++\n# T\n").find("no YAML"), std::string::npos);
  EXPECT_NE(note_of("{\"id\": \"PM-2\"}\n# T\n").find("no YAML"), std::string::npos);
  EXPECT_NE(note_of("---\nid: PM-2\n\n# never closed\n").find("no YAML"), std::string::npos);
  EXPECT_NE(note_of("").find("no YAML"), std::string::npos);
}

TEST(Apply, FlowMappingOfTheWholeBlockIsLeftAlone) {
  EXPECT_NE(note_of("---\n{id: PM-2}\n---\n# T\n"), "");
}

class ApplyFiles : public testing::Test {
 protected:
  std::vector<AppliedFile> apply(std::vector<SettledPair> pairs) {
    return apply_decisions(folder_.path(), incidents_, pairs);
  }

  std::string bytes(const std::string& name) const {
    return read_file(folder_.path() / name, kMaxFileBytes);
  }

  TemporaryFolder folder_;
  std::vector<IncidentFacts> incidents_ = {incident_on("PM-1", "2025-01-01"),
                                           incident_on("PM-2", "2025-02-01")};
};

TEST_F(ApplyFiles, WritesOnlyWhatTheLedgerAloneSays) {
  const std::string before = "---\nid: PM-2\n---\n# T\n";
  folder_.write("PM-2.md", before);
  SettledPair there = decided();
  there.source = DecisionSource::kFrontMatter;
  EXPECT_TRUE(apply({there}).empty());
  EXPECT_EQ(bytes("PM-2.md"), before);
  SettledPair caused = decided();
  caused.state = PairState::kRemediation;
  caused.recurrence_class = "";
  const std::vector<AppliedFile> files = apply({decided(), caused});
  ASSERT_EQ(files.size(), 1U);
  EXPECT_EQ(files[0].decisions.size(), 2U);
  EXPECT_EQ(parse_postmortem("PM-2.md", bytes("PM-2.md")).relations.size(), 2U);
}

TEST_F(ApplyFiles, LinkIsLeftAlone) {
  folder_.write("real.md", "---\nid: PM-2\n---\n# T\n");
  std::filesystem::create_symlink("real.md", folder_.path() / "PM-2.md");
  const std::vector<AppliedFile> files = apply({decided()});
  ASSERT_EQ(files.size(), 1U);
  EXPECT_TRUE(files[0].decisions.empty());
  EXPECT_EQ(files[0].notes.size(), 1U);
  EXPECT_TRUE(std::filesystem::is_symlink(folder_.path() / "PM-2.md"));
}

/// Whether `longer` is `shorter` with whole lines added in one place.
bool adds_only_lines(const std::string& shorter, const std::string& longer) {
  const auto [a, b] = std::mismatch(shorter.begin(), shorter.end(), longer.begin(), longer.end());
  const auto same = static_cast<std::size_t>(a - shorter.begin());
  for (std::size_t at = same + 1; at-- > 0;) {
    const bool at_line = at == 0 || shorter[at - 1] == '\n';
    if (at_line && longer.substr(longer.size() - (shorter.size() - at)) == shorter.substr(at)) {
      return longer.back() == shorter.back();
    }
  }
  return false;
}

TEST(ApplyToRealFiles, ChangesOnlyAddedLinesAndLeavesTheRestOfWhatIsRead) {
  const std::filesystem::path root = "../shared/data/postmortems";
  if (!std::filesystem::exists(root)) {
    GTEST_SKIP() << "skipped: ../shared/data/postmortems is not there";
  }
  std::size_t changed = 0;
  std::size_t files = 0;
  for (const WalkedFile& file : walk_corpus(root, {".md", ".markdown", ".qmd"}).files) {
    const std::string bytes = read_file_beneath(root, file.path, kMaxFileBytes);
    const AppliedText text = with_decision(file.path, bytes, decided());
    ++files;
    if (!text.note.empty()) {
      EXPECT_EQ(text.bytes, bytes) << file.path;
      continue;
    }
    ++changed;
    EXPECT_TRUE(adds_only_lines(bytes, text.bytes)) << file.path;
    Postmortem before = parse_postmortem(file.path, bytes);
    const Postmortem after = parse_postmortem(file.path, text.bytes);
    EXPECT_EQ(after.relations.size(), before.relations.size() + 1) << file.path;
    EXPECT_EQ(after.extra, before.extra) << file.path;
    EXPECT_EQ(after.services, before.services) << file.path;
  }
  std::cout << files << " files, " << changed << " with front matter that takes a decision\n";
  EXPECT_GT(changed, 50U);
}

}  // namespace
}  // namespace dejavu
