// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "tests/base/temporary_folder.h"
#include "tests/cli/program.h"

namespace dejavu {

/// A corpus of a few postmortems in a temporary folder, its index beside it, and the two programs.
class Incidents {
 public:
  Incidents();

  std::string corpus() const { return (folder_.path() / "corpus").string(); }
  std::string index() const { return (folder_.path() / "index").string(); }

  /// Writes a file of the corpus and returns its path.
  std::string write(const std::string& name, const std::string& content) const;

  Outcome build() const;
  Outcome update() const;

  /// `dejavu VERB --corpus … --index … words`.
  Outcome ask(const std::string& verb, const std::vector<std::string>& words) const;

  ProgramStart start(const std::string& verb, const std::vector<std::string>& words) const;

 private:
  TemporaryFolder folder_;
};

/// The programs as they were built.
Outcome run_dejavu(const std::vector<std::string>& words);
Outcome run_indexer(const std::vector<std::string>& words);

}  // namespace dejavu
