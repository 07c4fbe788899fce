// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dejavu {

/// What a child may print in all before it is stopped, when nobody says otherwise: names of
/// 100,000 changed files take about 15 MB.
inline constexpr std::size_t kMaxChildOutputBytes = std::size_t{64} << 20;

/// How a program is started: no shell, so nothing has to be quoted.
struct ChildStart {
  std::vector<std::string> words;     // a path, or a name that PATH finds; then its arguments
  std::filesystem::path folder = {};  // where it runs; where we run when empty
  std::string input = {};             // its standard input, then the end of it
  std::vector<std::string> drop_environment = {};  // names of variables that it does not get
  std::vector<std::string> environment = {};       // "NAME=value", besides ours
  std::chrono::milliseconds time_limit = std::chrono::seconds(10);
  std::size_t output_limit_bytes = kMaxChildOutputBytes;
  /// Gets standard output as it comes, instead of ChildEnd::output; no limit holds then.
  std::function<void(std::string_view)> on_output = {};
};

enum class ChildFate {
  kExited,
  kSignalled,      // something else ended it
  kNotStarted,     // no such program, or no memory
  kTimedOut,       // stopped by us
  kTooMuchOutput,  // stopped by us
};

struct ChildEnd {
  ChildFate fate = ChildFate::kExited;
  int status = 0;  // the exit code of kExited, the number of the signal of kSignalled
  std::string output;
  std::string errors;  // standard error, cut where it is very long

  bool succeeded() const { return fate == ChildFate::kExited && status == 0; }
};

/// A program that runs while we do something else. One that is not waited for is stopped.
class RunningChild {
 public:
  /// Starts it; throws nothing, finish() tells.
  explicit RunningChild(ChildStart start);
  ~RunningChild();
  RunningChild(RunningChild&&) noexcept;

  /// Feeds and reads it to its end, so that neither side waits for the other; before that it waits
  /// when it has printed what a pipe holds. One that takes longer than it may, from its start on,
  /// is asked to end (SIGTERM), then killed. To be called once. Throws nothing of its own, but what
  /// `on_output` throws passes, when the child is gone.
  ChildEnd finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// RunningChild(start).finish()
ChildEnd run_child(const ChildStart& start);

}  // namespace dejavu
