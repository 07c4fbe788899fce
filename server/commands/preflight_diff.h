// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace dejavu {

/// Of more files than these only the first are read: such a change moves or formats things.
inline constexpr std::size_t kMostDiffPaths = 500;

/// The first words of a file say what changes in it; the rest is left to the other files.
inline constexpr std::size_t kMaxFileDiffBytes = std::size_t{16} << 10;

/// What a question may have at most, so nothing more could be asked.
inline constexpr std::size_t kMaxDiffTextBytes = std::size_t{256} << 10;

/// Which change is meant.
enum class ChangeSource {
  kRange,   // as named; by default what HEAD has that its upstream lacks, else the last commit
  kStaged,  // what the next commit would have
};

/// A change as the engine can be asked about it.
struct ChangeText {
  std::string name;                // "origin/main...HEAD", "HEAD", "what is staged"
  std::vector<std::string> paths;  // from the top of the repository; old and new name of a rename
  std::string text;                // added and removed lines, without their signs
};

/// Reads a change of the repository that `folder` is in. Prose and generated files are left out:
/// who writes about an outage does not repeat it. Throws Error kInvalid for a range that Git does
/// not know, kNotFound outside of a repository.
ChangeText read_change(const std::filesystem::path& folder, ChangeSource source,
                       const std::string& range);

/// The added and removed lines of what `git diff -U0` prints; of each file, and in all, at most the
/// bytes above.
std::string changed_lines(std::string_view patch);

}  // namespace dejavu
