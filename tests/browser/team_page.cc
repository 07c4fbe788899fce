// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/browser/team_page.h"

#include <filesystem>

namespace dejavu {

void TeamPage::SetUp() {
  if (!std::filesystem::exists("demo/verdicts.jsonl")) GTEST_SKIP() << "skipped: no demo/";
  Page::SetUp();
}

void TeamPage::write_corpus() {
  std::filesystem::copy("demo", folder_.path() / "corpus",
                        std::filesystem::copy_options::recursive);
}

std::vector<std::string> team_pages() {
  return {"/",
          "/?q=publishers%20blocked%2C%20disk%20alarm%20on%20the%20broker",
          "/?q=publishers%20blocked%20on%20the%20broker&force=broker&ignore=publishers",
          "/?q=purple%20giraffe%20in%20the%20kitchen",
          "/?q=zzzzz",
          "/?service=queue&after=2025",
          "/incidents",
          "/incidents/HL-2025-003",
          "/compare",
          "/compare?a=HL-2026-027&b=HL-2025-027",
          "/recurrences",
          "/actions?state=all",
          "/trends",
          "/review?week=2026-W47",
          "/review?week=2026-W47&step=2",
          "/no-such-page"};
}

}  // namespace dejavu
