// SPDX-License-Identifier: GPL-2.0-or-later
// A full build beside those of Omega and SQLite, whole programs, one after the other in every run.
#include <fmt/format.h>
#include <xapian.h>

#include <cstdlib>

#include "bench/child.h"
#include "bench/table.h"
#include "core/base/error.h"
#include "core/base/files.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

/// A program that makes an index of the corpus at `result`.
struct Builder {
  std::string name;
  std::vector<std::string> command;
  fs::path result;
  Sample wall_s{}, cpu_s{}, peak_mib{}, mib{};
};

constexpr double kBytesPerMib = 1 << 20;

std::vector<Builder> builders(const fs::path& bin, const std::string& corpus,
                              const fs::path& folder) {
  const fs::path ours = folder / "dejavu", omega = folder / "omindex", fts5 = folder / "fts5";
  return {
      {"dejavu-index build",
       {(bin / "dejavu-index").string(), "build", "--corpus", corpus, "--index", ours.string()},
       ours},
      {"omindex",
       {"omindex", "--db", omega.string(), "--url", "/", "--mime-type=md:text/plain", corpus},
       omega},
      {"SQLite FTS5", {(bin / "fts5_load").string(), corpus, fts5.string()}, fts5},
  };
}

/// Also brings the files into memory, so that nobody pays for the first reading.
std::uint64_t source_bytes(const fs::path& corpus, const std::vector<WalkedFile>& files) {
  constexpr std::size_t kMaxFileBytes = std::size_t{64} << 20;
  std::uint64_t bytes = 0;
  for (const WalkedFile& file : files) bytes += read_file(corpus / file.path, kMaxFileBytes).size();
  return bytes;
}

void build_once(Builder& builder) {
  fs::remove_all(builder.result);
  const Usage usage = run_child(builder.command, builder.result.string() + ".log");
  builder.wall_s.add(usage.wall.count());
  builder.cpu_s.add(usage.cpu.count());
  builder.peak_mib.add(usage.peak_mib);
  builder.mib.add(static_cast<double>(bytes_on_disk(builder.result)) / kBytesPerMib);
}

std::vector<std::string> row_of(const Builder& builder, std::size_t files, double source_mib) {
  const double wall = builder.wall_s.median(), cpu = builder.cpu_s.median();
  return {builder.name,
          figure(wall),
          figure(cpu),
          figure(builder.peak_mib.median()),
          figure(builder.mib.median()),
          figure(builder.mib.median() / source_mib),
          fmt::format("{:.0f}", static_cast<double>(files) / wall),
          fmt::format("{:.0f}", static_cast<double>(files) / cpu)};
}

std::vector<std::string> ratio_row(const Builder& peer, const Builder& ours) {
  const auto ratio = [](const Sample& a, const Sample& b) {
    return figure(a.median() / b.median()) + " ×";
  };
  return {peer.name + " / dejavu",
          ratio(peer.wall_s, ours.wall_s),
          ratio(peer.cpu_s, ours.cpu_s),
          ratio(peer.peak_mib, ours.peak_mib),
          ratio(peer.mib, ours.mib),
          "",
          "",
          ""};
}

void run(const fs::path& bin, const fs::path& corpus, const fs::path& folder, int runs) {
  const std::vector<WalkedFile> files = walk_corpus(corpus, {".md"}).files;
  const double source_mib = static_cast<double>(source_bytes(corpus, files)) / kBytesPerMib;
  std::vector<Builder> all = builders(bin, fs::absolute(corpus).string(), folder);
  fmt::print("{} files, {:.1f} MiB; {} runs; load average {:.1f} before", files.size(), source_mib,
             runs, load_average());
  for (int turn = 0; turn < runs; ++turn) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      build_once(all[(i + static_cast<std::size_t>(turn)) % all.size()]);
    }
  }
  const Xapian::doccount by_omega = Xapian::Database(all[1].result.string()).get_doccount();
  fmt::print(" and {:.1f} after; omindex indexed {}\n\n{}", load_average(), by_omega,
             markdown_table({{"medians", "wall s", "CPU s", "peak MiB", "index MiB", "× source",
                              "files/s", "files/CPU s"},
                             row_of(all[0], files.size(), source_mib),
                             row_of(all[1], files.size(), source_mib),
                             row_of(all[2], files.size(), source_mib),
                             ratio_row(all[1], all[0]),
                             ratio_row(all[2], all[0])}));
}

}  // namespace
}  // namespace dejavu

int main(int argc, char** argv) {
  if (argc != 5) {
    fmt::print(stderr, "usage: bench_build BIN CORPUS FOLDER RUNS\n");
    return 2;
  }
  try {
    dejavu::run(argv[1], argv[2], argv[3], std::atoi(argv[4]));
    return 0;
  } catch (const dejavu::Error& error) {
    fmt::print(stderr, "bench_build: {}\n", error.what());
    return dejavu::exit_code(error.kind());
  }
}
