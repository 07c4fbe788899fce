// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/git/git_repository.h"

#include "core/base/text.h"

namespace dejavu {

std::optional<GitRepository> find_repository(const GitPlace& place) {
  const auto answer =
      git_line(place, {.words = {"rev-parse", "--path-format=absolute", "--is-bare-repository",
                                 "--git-dir", "--git-common-dir", "--git-path", "hooks"}});
  if (!answer) return std::nullopt;
  const auto lines = split_lines(*answer);
  constexpr std::size_t kLines = 4;
  if (lines.size() != kLines) return std::nullopt;  // a line end in a path: nobody has that
  GitRepository found = {
      .top_level = {}, .git_dir = lines[1], .common_dir = lines[2], .hooks_dir = lines[3]};
  if (lines[0] == "true") return found;
  const auto top =
      git_line(place, {.words = {"rev-parse", "--path-format=absolute", "--show-toplevel"}});
  if (!top) return std::nullopt;  // inside of .git
  found.top_level = *top;
  return found;
}

}  // namespace dejavu
