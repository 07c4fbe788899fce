// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "core/index/thesaurus.h"
#include "core/index/tokens.h"
#include "indexer/job.h"
#include "tests/base/temporary_folder.h"

namespace dejavu {

/// Postmortems of a team in a temporary folder, indexed: PM-3 is PM-1 come back, whose prevent
/// action was open; the others have nothing to do with each other.
class TeamCorpus {
 public:
  static constexpr std::size_t kIncidents = 12;

  TeamCorpus();

  std::filesystem::path corpus() const { return folder_.path() / "corpus"; }
  std::filesystem::path index() const { return folder_.path() / "index"; }

  void write(const std::string& name, const std::string& text) const;
  void build() const;
  void update() const;

  Tokenizer tokenizer() const { return Tokenizer(thesaurus_); }
  std::shared_ptr<const Thesaurus> thesaurus() const { return thesaurus_; }

  /// The same mechanism as PM-1 in other words.
  static std::string disk_again(const std::string& id, const std::string& day);

 private:
  IndexJob job() const;

  TemporaryFolder folder_;
  std::shared_ptr<const Thesaurus> thesaurus_;
};

}  // namespace dejavu
