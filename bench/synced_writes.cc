// SPDX-License-Identifier: GPL-2.0-or-later
#include "bench/synced_writes.h"

#include <fcntl.h>
#include <unistd.h>

#include <string>

#include "core/base/error.h"

namespace dejavu {
namespace {

/// A block of a database.
constexpr std::size_t kBlockBytes = 8192;

}  // namespace

void write_synced_blocks(const std::filesystem::path& file) {
  const int descriptor = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  const std::string block(kBlockBytes, 'x');
  bool written = descriptor >= 0;
  for (int i = 0; i < kSyncsOfACommit && written; ++i) {
    written = write(descriptor, block.data(), block.size()) == static_cast<ssize_t>(block.size()) &&
              fdatasync(descriptor) == 0;
  }
  close(descriptor);
  if (!written) throw Error(ErrorKind::kIo, file.string() + " cannot be written");
}

}  // namespace dejavu
