// SPDX-License-Identifier: GPL-2.0-or-later
// What a person waits for who commits a postmortem: the installed hook in a real repository,
// durable and searchable, beside what the disk itself needs for as many synced writes, and `git
// commit` with the hook beside one without.
#include <fmt/format.h>
#include <unistd.h>

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

/// The repository, which is the corpus, too; its hooks are installed.
class HookBench {
 public:
  explicit HookBench(const fs::path& repository)
      : repository_(fs::canonical(repository)),
        log_(fs::temp_directory_path() / fmt::format("bench-hook-{}.log", ::getpid())),
        files_(walk_corpus(repository_, {".md"}).files) {
    fs::current_path(repository_);  // where Git runs hooks
    search_as_git_does();
    if (files_.empty()) throw Error(ErrorKind::kNotFound, "the repository has no .md file");
  }
  ~HookBench() {
    std::error_code ignored;
    fs::remove(log_, ignored);
  }
  HookBench(const HookBench&) = delete;
  HookBench& operator=(const HookBench&) = delete;

  void run(std::size_t count) {
    run_hook();  // whatever was left to do
    for (std::size_t i = 0; i <= count; ++i) round(i);
    print();
  }

 private:
  void round(std::size_t i) {
    const bool counts = i > 0;                                       // the first one warms up
    const std::string path = files_[i * 7919 % files_.size()].path;  // a prime: all over
    change(path);
    const Usage plain = commit(path, {"-c", "core.hooksPath=/dev/null"});
    const Usage hook = run_hook();
    const Seconds sync = time_of([&] { write_synced_blocks(log_.string() + ".sync"); });
    change(path);
    const Usage hooked = commit(path, {});
    const std::string added = fmt::format("bench-new-{}.md", i);
    fs::copy_file(path, added);
    run_child({"git", "add", "--", added}, log_);
    commit(added, {"-c", "core.hooksPath=/dev/null"});
    const Usage told = run_hook();
    run_child({"git", "rm", "-q", "--", added}, log_);
    commit(added, {});
    if (!counts) return;
    plain_.add(milliseconds(plain.wall));
    hook_.add(milliseconds(hook.wall));
    hook_cpu_.add(milliseconds(hook.cpu));
    new_.add(milliseconds(told.wall));
    syncs_.add(milliseconds(sync));
    hooked_.add(milliseconds(hooked.wall));
  }

  /// Git puts the folder of its commands first on the PATH of a hook.
  void search_as_git_does() const {
    run_child({"git", "--exec-path"}, log_);
    std::string folder;
    std::getline(std::ifstream(log_), folder);
    const char* path = std::getenv("PATH");
    const std::string whole = folder + ":" + (path == nullptr ? "" : path);
    if (::setenv("PATH", whole.c_str(), 1) != 0) throw Error(ErrorKind::kIo, "no memory");
  }

  static void change(const std::string& path) {
    std::ofstream(path, std::ios::app) << "\nThe rollback of release 4711 ended it.\n";
  }

  Usage commit(const std::string& path, std::vector<std::string> options) const {
    std::vector<std::string> words = {"git"};
    words.insert(words.end(), options.begin(), options.end());
    words.insert(words.end(), {"commit", "--quiet", "--message", "bench", "--", path});
    return run_child(words, log_);
  }

  Usage run_hook() const { return run_child({".git/hooks/post-commit"}, log_); }

  static std::vector<std::string> row_of(std::string_view name, const Sample& sample) {
    return {std::string(name), figure(sample.median()), figure(sample.percentile(0.99))};
  }

  void print() const {
    fmt::print(
        "{} commits in a repository of {} files, load average {:.1f}\n\n{}\n"
        "Hook less syncs: {} ms at p50; `git commit` with the hook less without: {} ms\n",
        hook_.count(), files_.size(), load_average(),
        markdown_table({{"", "p50 ms", "p99 ms"},
                        row_of("hook, one changed file", hook_),
                        row_of("of it CPU", hook_cpu_),
                        row_of("hook, one new postmortem, told about", new_),
                        row_of(fmt::format("{} writes with fdatasync", kSyncsOfACommit), syncs_),
                        row_of("git commit without a hook", plain_),
                        row_of("git commit with the hook", hooked_)}),
        figure(hook_.median() - syncs_.median()), figure(hooked_.median() - plain_.median()));
  }

  fs::path repository_;
  fs::path log_;
  std::vector<WalkedFile> files_;
  Sample hook_, hook_cpu_, new_, syncs_, plain_, hooked_;
};

}  // namespace
}  // namespace dejavu

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: bench_hook REPOSITORY COUNT\n");
    return 2;
  }
  try {
    dejavu::HookBench(argv[1]).run(std::strtoul(argv[2], nullptr, 10));
    return 0;
  } catch (const dejavu::Error& error) {
    fmt::print(stderr, "bench_hook: {}\n", error.what());
    return dejavu::exit_code(error.kind());
  }
}
