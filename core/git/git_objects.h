// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/git/git.h"

namespace dejavu {

/// What was asked for at `index`, in the order of asking. Without bytes when there is no such
/// object (a shallow or partial clone), or when it is larger than the limit.
struct GitObject {
  std::size_t index = 0;
  std::uint64_t size_bytes = 0;  // 0 when there is none
  std::optional<std::string_view> bytes;
};

struct ObjectRequest {
  std::vector<std::string> ids;  // full ids
  std::size_t limit_bytes = 0;   // of one object: what is larger is passed over unread
};

/// Reads many objects with one `git cat-file --batch`, one after the other: memory is that of the
/// largest. The bytes live during the call of `take`. Throws as git_output does, and what `take`
/// throws.
void read_objects(const GitPlace& place, const ObjectRequest& request,
                  const std::function<void(const GitObject&)>& take);

}  // namespace dejavu
