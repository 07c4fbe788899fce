// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/files.h"
#include "core/base/settings.h"
#include "core/index/document.h"
#include "core/index/record_store.h"
#include "core/index/tokens.h"
#include "core/postmortem/postmortem.h"

namespace dejavu {

/// One postmortem in the forms that the index takes.
struct PreparedDocument {
  std::string path;
  std::string wanted_id;
  IndexDocument document;
  Frame frame;
  bool has_problems = false;  // a diagnostic of level warning or error
  std::vector<Diagnostic> diagnostics;
  std::uint64_t source_bytes = 0;  // 0 when it does not come from the file
};

/// Turns files into what the index takes. One object serves one thread and one writer, which takes
/// all that it prepares: a word that it has given out once it does not give again.
class Preparer {
 public:
  /// Without a thesaurus documents have no concepts.
  explicit Preparer(std::shared_ptr<const Thesaurus> thesaurus = nullptr)
      : thesaurus_(std::move(thesaurus)), tokenizer_(thesaurus_) {}

  PreparedDocument prepare(const Postmortem& postmortem, std::string_view wanted_id,
                           std::string_view content_hash);

  /// Reads and parses a file of the corpus; or the reason why it is not indexed.
  std::variant<PreparedDocument, WalkProblem> prepare_file(const Settings& settings,
                                                           const std::string& path);

 private:
  std::shared_ptr<const Thesaurus> thesaurus_;
  Tokenizer tokenizer_;
  FramePacker packer_;
};

}  // namespace dejavu
