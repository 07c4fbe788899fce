// SPDX-License-Identifier: GPL-2.0-or-later
// What a git hook waits for: one changed file, durable and searchable, beside what the disk itself
// needs for as many synced writes.
#include <fmt/format.h>

#include <cstdlib>
#include <fstream>

#include "bench/child.h"
#include "bench/synced_writes.h"
#include "bench/table.h"
#include "core/base/error.h"
#include "core/base/files.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

/// A postmortem that grows by a line for as long as the object lives.
class ChangedFile {
 public:
  explicit ChangedFile(fs::path path)
      : path_(std::move(path)), bytes_(read_file(path_, kMaxBytes)) {
    std::ofstream(path_, std::ios::app) << "\nThe rollback of release 4711 ended it.\n";
  }
  ~ChangedFile() { std::ofstream(path_, std::ios::trunc) << bytes_; }
  ChangedFile(const ChangedFile&) = delete;
  ChangedFile& operator=(const ChangedFile&) = delete;

 private:
  static constexpr std::size_t kMaxBytes = std::size_t{1} << 20;

  fs::path path_;
  std::string bytes_;
};

std::vector<std::string> row_of(std::string_view name, const Sample& sample) {
  return {std::string(name), figure(sample.median()), figure(sample.percentile(0.99))};
}

void run(const fs::path& bin, const fs::path& corpus, const fs::path& index, std::size_t count) {
  const std::vector<WalkedFile> files = walk_corpus(corpus, {".md"}).files;
  const fs::path folder = index.parent_path();
  Sample update, cpu, syncs;
  for (std::size_t i = 0; i <= count && !files.empty(); ++i) {
    const fs::path file = corpus / files[i * 7919 % files.size()].path;  // a prime: all over
    const auto index_it = [&] {
      return run_child({(bin / "dejavu-index").string(), "update", "--corpus", corpus.string(),
                        "--index", index.string(), fs::absolute(file).string()},
                       folder / "update.log");
    };
    Usage usage;
    {
      const ChangedFile changed(file);
      usage = index_it();
    }
    const Seconds sync = time_of([&] { write_synced_blocks(folder / "sync.tmp"); });
    index_it();  // back to what the other benchmarks expect
    if (i == 0) continue;
    update.add(milliseconds(usage.wall));
    cpu.add(milliseconds(usage.cpu));
    syncs.add(milliseconds(sync));
  }
  fmt::print(
      "{} updates, load average {:.1f}\n\n{}\nUpdate less syncs: {} ms at p50\n", update.count(),
      load_average(),
      markdown_table({{"", "p50 ms", "p99 ms"},
                      row_of("dejavu-index update FILE, whole program", update),
                      row_of("of it CPU", cpu),
                      row_of(fmt::format("{} writes with fdatasync", kSyncsOfACommit), syncs)}),
      figure(update.median() - syncs.median()));
}

}  // namespace
}  // namespace dejavu

int main(int argc, char** argv) {
  if (argc != 5) {
    fmt::print(stderr, "usage: bench_update BIN CORPUS INDEX COUNT\n");
    return 2;
  }
  try {
    dejavu::run(argv[1], argv[2], argv[3], std::strtoul(argv[4], nullptr, 10));
    return 0;
  } catch (const dejavu::Error& error) {
    fmt::print(stderr, "bench_update: {}\n", error.what());
    return dejavu::exit_code(error.kind());
  }
}
