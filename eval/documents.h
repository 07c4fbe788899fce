// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/time.h"
#include "core/index/reader.h"

namespace dejavu {

/// A document of the corpus as a baseline gets it.
struct PlainDocument {
  std::string id;  // as our engine calls it
  std::string title;
  std::string body;  // the bytes of the file
  std::optional<Instant> started_at;

  bool operator==(const PlainDocument&) const = default;
};

/// The files that the index was built from, in the order of their paths, so that both engines
/// search the same. Throws Error kNotFound when a file is gone since.
std::vector<PlainDocument> read_documents(Reader& reader, const std::filesystem::path& corpus);

}  // namespace dejavu
