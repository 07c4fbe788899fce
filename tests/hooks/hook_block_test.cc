// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/commands/hook_block.h"

#include <gtest/gtest.h>

namespace dejavu {
namespace {

constexpr const char* kLines = "echo dejavu || :";

TEST(HookBlock, StandsBelowTheFirstLineSoThatExitAndExecDoNotPassItBy) {
  EXPECT_EQ(with_hook_block("#!/bin/sh\nexec other\n", kLines),
            "#!/bin/sh\n# >>> dejavu\necho dejavu || :\n# <<< dejavu\nexec other\n");
}

TEST(HookBlock, RemovingItGivesBackEveryByte) {
  for (const std::string script :
       {"#!/bin/sh\nexec other\n", "#!/bin/sh", "#!/bin/sh\n", "echo no first line\n", "", "\n",
        "#!/usr/bin/env bash\r\n\n  odd", "#!/bin/sh\n\n# >>> other\n# <<< other"}) {
    const std::string with = with_hook_block(script, kLines);
    EXPECT_EQ(hook_block_of(with), kLines) << script;
    EXPECT_EQ(without_hook_block(with), script);
  }
}

TEST(HookBlock, ASecondTimeChangesNothingAndOtherLinesReplaceTheOld) {
  const std::string once = with_hook_block("#!/bin/sh\nother\n", kLines);
  EXPECT_EQ(with_hook_block(once, kLines), once);
  const std::string other = with_hook_block(once, "echo new");
  EXPECT_EQ(hook_block_of(other), "echo new");
  EXPECT_EQ(without_hook_block(other), "#!/bin/sh\nother\n");
}

TEST(HookBlock, AMarkWithoutTheOtherIsNoBlock) {
  const std::string half = "#!/bin/sh\n# >>> dejavu\necho\n";
  EXPECT_TRUE(has_hook_marker(half));
  EXPECT_EQ(hook_block_of(half), std::nullopt);
  EXPECT_EQ(without_hook_block(half), half);
  EXPECT_FALSE(has_hook_marker("#!/bin/sh\necho '# >>> dejavu'\n"));
}

TEST(ShellScript, IsToldByItsFirstLine) {
  for (const char* script : {"#!/bin/sh\n", "#!/bin/bash -e\n", "#!/usr/bin/env bash\n",
                             "#! /usr/bin/env -S dash -e\n", "echo without\n", ""}) {
    EXPECT_TRUE(is_shell_script(script)) << script;
  }
  for (const char* script :
       {"#!/usr/bin/python3\n", "#!/usr/bin/env node\n", "#!/bin/sh\r\n", "#!/opt/wish\n"}) {
    EXPECT_FALSE(is_shell_script(script)) << script;
  }
  EXPECT_FALSE(
      is_shell_script(std::string("\x7f"
                                  "ELF\0",
                                  5)));
}

}  // namespace
}  // namespace dejavu
