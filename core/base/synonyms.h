// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

namespace dejavu {

/// Ways of saying the same thing in operations: "OOM", "out of memory", "oomkilled".
struct SynonymGroup {
  std::string name;                  // lower case letters, digits and '_'
  std::vector<std::string> phrases;  // as people write them

  bool operator==(const SynonymGroup&) const = default;
};

}  // namespace dejavu
