// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/index/thesaurus.h"
#include "indexer/job.h"
#include "tests/base/temporary_folder.h"

namespace dejavu {

/// A postmortem file; an empty day gives one without a date.
std::string incident(std::string_view id, std::string_view title, std::string_view day);

/// A corpus in a temporary folder, and its index beside it.
class CorpusFixture {
 public:
  CorpusFixture() { std::filesystem::create_directory(root()); }

  std::filesystem::path root() const { return folder_.path() / "corpus"; }
  std::filesystem::path index() const { return folder_.path() / "index"; }
  const std::filesystem::path& scratch() const { return folder_.path(); }

  void write(const std::string& path, std::string_view text) const;
  void remove(const std::string& path) const;
  void rename(const std::string& from, const std::string& to) const;

  IndexJob job() const;
  Summary build() const;
  Summary update() const;
  Summary update(const std::vector<std::string>& names) const;

 private:
  TemporaryFolder folder_;
  // That of the program, or an update by one would be a rebuild for the other.
  std::shared_ptr<const Thesaurus> thesaurus_ = thesaurus_of(Settings());
};

/// Everything that an index says about each file: terms with counts, values, its part
/// of the forward index and both stored forms, as text by path. Two indexes are equal when these
/// are, whatever the numbers of their documents.
std::map<std::string, std::string> contents(const std::filesystem::path& index_dir);

/// Paths whose contents differ, for messages.
std::vector<std::string> differing(const std::map<std::string, std::string>& a,
                                   const std::map<std::string, std::string>& b);

/// Path → id.
std::map<std::string, std::string> ids_by_path(const std::filesystem::path& index_dir);

std::vector<std::string> paths_of(const std::vector<WalkProblem>& problems);

}  // namespace dejavu
