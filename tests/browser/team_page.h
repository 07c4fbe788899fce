// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "tests/browser/page_fixture.h"

namespace dejavu {

/// The pages over the demo team, which has suggestions that wait, families and overdue actions.
class TeamPage : public Page {
 protected:
  void SetUp() override;
  void write_corpus() override;
};

/// One address of each kind of page and of each state of it that looks otherwise.
std::vector<std::string> team_pages();

}  // namespace dejavu
