// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/git/git_author.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/git/git.h"

namespace dejavu {
namespace {

/// A name; what is longer is none.
constexpr std::size_t kMaxNameBytes = 200;

}  // namespace

std::string git_author(const std::filesystem::path& folder) {
  try {
    const auto name = git_setting({.folder = folder}, "user.name");
    if (!name || name->size() > kMaxNameBytes) return {};
    return collapse_blanks(printable(*name));
  } catch (const Error&) {  // no git: nobody is named
    return {};
  }
}

}  // namespace dejavu
