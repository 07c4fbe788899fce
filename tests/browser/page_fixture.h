// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>

#include "tests/base/temporary_folder.h"
#include "tests/browser/web_driver.h"
#include "tests/cli/program.h"

namespace dejavu {

/// A real server over a few postmortems, and a browser. Tests are skipped without chromium.
class Page : public testing::Test {
 protected:
  void SetUp() override;

  /// The postmortems, below folder_/corpus; three unless a test wants others.
  virtual void write_corpus();

  /// A browser whose pages run no script, instead of the usual one.
  void block_scripts();

  std::string address(const std::string& path) const;
  void open(const std::string& path) { browser_->open(address(path)); }

  /// Puts a text into the box as a paste does.
  void paste(const std::string& text);

  /// Waits until a result with these words in its title is on the page.
  bool shows(const std::string& title);

  TemporaryFolder folder_;
  std::optional<RunningProgram> server_;
  int port_ = 0;
  std::unique_ptr<Browser> browser_;
};

}  // namespace dejavu
