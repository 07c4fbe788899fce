// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>

namespace dejavu {

/// What stands in front of each entry of a journal; then the path, the second path and the bytes.
struct JournalHead {
  char call =
      0;  // c created, t truncated, w written, s synced, r renamed, u removed, m made folder
  std::uint32_t path_size = 0;
  std::uint32_t other_size = 0;
  std::uint64_t offset = 0;  // w: where; t: the new size
  std::uint64_t size = 0;    // of the bytes
};

/// A call that has succeeded.
struct JournalCall {
  char call = 0;
  const char* path = "";
  const char* other = "";  // r: the new name
  std::uint64_t offset = 0;
  const void* bytes = nullptr;
  std::size_t size = 0;
};

/// Appends it to the file DEJAVU_SHIM_JOURNAL, when there is one and the path lies below
/// DEJAVU_SHIM_FOLDER. For the shim: allocates nothing.
void journal(const JournalCall& call);

}  // namespace dejavu
