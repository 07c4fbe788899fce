// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/identity.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "core/base/files.h"
#include "indexer/index_writer.h"
#include "indexer/prepare.h"

namespace dejavu {
namespace {

/// One in 16 million pairs of paths shares so many digits.
constexpr std::size_t kSuffixDigits = 6;

constexpr std::string_view kDuplicateCode = "id-duplicate";
constexpr std::string_view kReservedCode = "id-reserved";

bool is_hex(std::string_view text) {
  return std::ranges::all_of(
      text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

/// The least number of digits, from kSuffixDigits on, with which all hashes differ.
std::size_t digits_to_differ(std::vector<std::string> hashes) {
  std::ranges::sort(hashes);
  std::size_t digits = kSuffixDigits;
  for (std::size_t i = 1; i < hashes.size(); ++i) {
    const auto [left, right] = std::ranges::mismatch(hashes[i - 1], hashes[i]);
    const auto common = static_cast<std::size_t>(left - hashes[i - 1].begin());
    digits = std::max(digits, common + 1);
  }
  return digits;
}

Diagnostic identity_diagnostic(std::string_view wanted_id, const AssignedId& assigned) {
  Diagnostic diagnostic;
  if (assigned.taken_by.empty()) {
    diagnostic.code = kReservedCode;
    diagnostic.message =
        fmt::format("The id '{}' ends like one given to a duplicate; this file is indexed as '{}'.",
                    wanted_id, assigned.id);
  } else {
    diagnostic.code = kDuplicateCode;
    diagnostic.message = fmt::format("The id '{}' belongs to {}; this file is indexed as '{}'.",
                                     wanted_id, assigned.taken_by, assigned.id);
  }
  return diagnostic;
}

}  // namespace

bool is_reserved_id(std::string_view id) {
  const std::size_t tilde = id.rfind('~');
  return tilde != std::string_view::npos && id.size() - tilde - 1 >= kSuffixDigits &&
         is_hex(id.substr(tilde + 1));
}

std::vector<AssignedId> assign_ids(std::string_view wanted_id,
                                   const std::vector<std::string>& paths) {
  std::vector<std::string> hashes;
  for (const std::string& path : paths) hashes.push_back(content_hash(path));
  const std::size_t digits = digits_to_differ(hashes);
  const bool reserved = is_reserved_id(wanted_id);
  std::vector<AssignedId> assigned;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    AssignedId one = {std::string(wanted_id), {}};
    if (i > 0 || reserved) one.id += '~' + hashes[i].substr(0, digits);
    if (i > 0 && !reserved) one.taken_by = paths.front();
    assigned.push_back(std::move(one));
  }
  return assigned;
}

Postmortem with_identity(Postmortem postmortem, std::string_view wanted_id,
                         const AssignedId& assigned) {
  std::vector<Diagnostic>& diagnostics = postmortem.diagnostics;
  std::erase_if(diagnostics, [](const Diagnostic& diagnostic) {
    return diagnostic.code == kDuplicateCode || diagnostic.code == kReservedCode;
  });
  postmortem.id = assigned.id;
  if (assigned.id == wanted_id) return postmortem;
  Diagnostic diagnostic = identity_diagnostic(wanted_id, assigned);
  const auto place = std::ranges::upper_bound(
      diagnostics, std::pair(diagnostic.line, diagnostic.column), {},
      [](const Diagnostic& other) { return std::pair(other.line, other.column); });
  diagnostics.insert(place, std::move(diagnostic));
  return postmortem;
}

Reports settle_ids(IndexWriter& writer, Preparer& preparer,
                   const std::set<std::string>& wanted_ids) {
  Reports reports;
  for (const std::string& wanted_id : wanted_ids) {
    const std::vector<IndexedFile> files = writer.files_wanting(wanted_id);
    std::vector<std::string> paths;
    for (const IndexedFile& file : files) paths.push_back(file.path);
    const std::vector<AssignedId> assigned = assign_ids(wanted_id, paths);
    for (std::size_t i = 0; i < files.size(); ++i) {
      if (files[i].id == wanted_id && assigned[i].id == wanted_id) continue;
      const Postmortem stored = writer.postmortem(files[i].path);
      const Postmortem settled = with_identity(stored, wanted_id, assigned[i]);
      if (settled == stored) continue;
      writer.put(preparer.prepare(settled, wanted_id, files[i].content_hash));
      reports[settled.path] = settled.diagnostics;
    }
  }
  return reports;
}

}  // namespace dejavu
