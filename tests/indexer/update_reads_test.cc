// SPDX-License-Identifier: GPL-2.0-or-later
// What `dejavu-index update FILE` asks the kernel for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/files.h"
#include "tests/cli/program.h"
#include "tests/indexer/corpus_fixture.h"

namespace dejavu {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::size_t kMaxTraceBytes = std::size_t{64} << 20;

/// The calls that open files and list folders, a line each.
std::string trace_of(const CorpusFixture& corpus, const std::vector<std::string>& files) {
  const std::string trace = corpus.scratch() / "trace";
  ProgramStart start = {.words = {"strace", "-f", "-e", "trace=openat,openat2,open,getdents64",
                                  "-o", trace, DEJAVU_INDEX_PROGRAM, "update", "--corpus",
                                  corpus.root(), "--index", corpus.index(), "--"}};
  start.words.insert(start.words.end(), files.begin(), files.end());
  const Outcome outcome = run_program(start);
  if (outcome.status != 0) return {};  // where tracing is not allowed
  return read_file(trace, kMaxTraceBytes);
}

TEST(UpdateReads, OnlyTheFilesThatAreNamedAndNoFolder) {
  if (!is_installed("strace")) GTEST_SKIP() << "skipped: strace is not installed";
  const CorpusFixture corpus;
  for (const std::string name : {"a", "b", "deep/c"}) {
    corpus.write(name + ".md", incident("PM-" + name, "Outage " + name, "2024-03-01"));
  }
  corpus.build();
  corpus.write("deep/c.md", incident("PM-c", "Changed", "2024-03-01"));
  const std::string trace = trace_of(corpus, {"deep/c.md"});
  if (trace.empty()) GTEST_SKIP() << "skipped: strace may not trace here";
  EXPECT_THAT(trace, HasSubstr("deep/c.md"));
  EXPECT_THAT(trace, Not(HasSubstr("getdents64")));
  EXPECT_THAT(trace, Not(HasSubstr("\"a.md\"")));
  EXPECT_THAT(trace_of(corpus, {"."}), HasSubstr("getdents64")) << "it would be seen";
}

}  // namespace
}  // namespace dejavu
