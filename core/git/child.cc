// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/git/child.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <thread>

#include "core/base/descriptor.h"

namespace dejavu {
namespace {

using Clock = std::chrono::steady_clock;

/// Enough for every message that a person will read.
constexpr std::size_t kMaxErrorBytes = std::size_t{64} << 10;

/// For a program that is asked to end: it commits nothing any more, but removes what it made.
constexpr std::chrono::milliseconds kGrace(500);

/// Between two looks whether a child has ended: one whose pipes are closed is about to, and a hook
/// waits for it; one that was asked to end may take longer, so each pause is twice the last one.
constexpr std::chrono::microseconds kFirstPause(10);
constexpr std::chrono::microseconds kLongestPause(1000);

constexpr std::size_t kChunkBytes = std::size_t{64} << 10;

/// Both ends of something that bytes flow through. Standard input is a socket: writing to a child
/// that has ended gives an error there, where a pipe would end us with SIGPIPE.
struct Ends {
  Descriptor ours;
  Descriptor theirs;
};

Ends make_input() {
  std::array<int, 2> ends{-1, -1};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) ends = {-1, -1};
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

Ends make_output() {
  std::array<int, 2> ends{-1, -1};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) ends = {-1, -1};
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

bool is_named(std::string_view entry, const std::vector<std::string>& names) {
  const std::string_view name = entry.substr(0, entry.find('='));
  return std::ranges::any_of(names, [&](const std::string& other) { return name == other; });
}

std::vector<std::string> environment_of(const ChildStart& start) {
  std::vector<std::string> all = start.environment;  // of two equal names the first is found
  for (char** entry = environ; *entry != nullptr; ++entry) {
    if (!is_named(*entry, start.drop_environment)) all.emplace_back(*entry);
  }
  return all;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> list;
  list.reserve(words.size() + 1);
  for (std::string& word : words) list.push_back(word.data());
  list.push_back(nullptr);
  return list;
}

struct Pipes {
  Ends input = make_input();
  Ends output = make_output();
  Ends errors = make_output();

  bool valid() const { return input.ours.valid() && output.ours.valid() && errors.ours.valid(); }
};

/// The child's id, or -1.
pid_t spawn(const ChildStart& start, const Pipes& pipes) {
  posix_spawn_file_actions_t files{};
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, pipes.input.theirs.number(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&files, pipes.output.theirs.number(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&files, pipes.errors.theirs.number(), STDERR_FILENO);
  if (!start.folder.empty()) {
    posix_spawn_file_actions_addchdir_np(&files, start.folder.c_str());
  }
  std::vector<std::string> words = start.words;
  std::vector<std::string> environment = environment_of(start);
  pid_t child = -1;
  const int failure = ::posix_spawnp(&child, words[0].c_str(), &files, nullptr,
                                     pointers(words).data(), pointers(environment).data());
  posix_spawn_file_actions_destroy(&files);
  return failure == 0 ? child : -1;
}

/// A child that runs, or none; gone when this goes.
class Child {
 public:
  explicit Child(pid_t id) : id_(id) {}
  ~Child() {
    if (is_running()) stop();
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  bool is_running() const { return id_ > 0; }

  /// Its wait status; absent when it has not ended by then.
  std::optional<int> wait_until(Clock::time_point end) {
    int status = 0;
    for (auto pause = kFirstPause;; pause = std::min(2 * pause, kLongestPause)) {
      const pid_t got = ::waitpid(id_, &status, WNOHANG);
      if (got == id_ || (got < 0 && errno != EINTR)) {
        id_ = -1;
        return got < 0 ? 0 : status;
      }
      if (Clock::now() >= end) return std::nullopt;
      std::this_thread::sleep_for(pause);
    }
  }

  void stop() {
    ::kill(id_, SIGTERM);
    if (wait_until(Clock::now() + kGrace)) return;
    ::kill(id_, SIGKILL);
    while (::waitpid(id_, nullptr, 0) < 0 && errno == EINTR) {
    }
    id_ = -1;
  }

 private:
  pid_t id_;
};

/// Feeds a child and reads what it prints.
class Conversation {
 public:
  Conversation(const ChildStart& start, Pipes& pipes, ChildEnd& end)
      : start_(start), pipes_(pipes), end_(end), left_(start.input) {}

  /// Until the child has closed what it prints to; kExited, or why it is to be stopped.
  ChildFate run(Clock::time_point deadline) {
    if (left_.empty()) pipes_.input.ours.close();
    while (pipes_.output.ours.valid() || pipes_.errors.ours.valid()) {
      const auto now = Clock::now();
      if (now >= deadline) return ChildFate::kTimedOut;
      // One more, so that waiting never ends just before the deadline and is begun anew.
      const auto wait = std::chrono::ceil<std::chrono::milliseconds>(deadline - now).count() + 1;
      std::array<pollfd, 3> polled = {{{pipes_.output.ours.number(), POLLIN, 0},
                                       {pipes_.errors.ours.number(), POLLIN, 0},
                                       {pipes_.input.ours.number(), POLLOUT, 0}}};
      ::poll(polled.data(), polled.size(), static_cast<int>(wait));
      if (polled[0].revents != 0) read_output();
      if (polled[1].revents != 0) read_errors();
      if (polled[2].revents != 0) write_input();
      if (end_.output.size() > start_.output_limit_bytes) return ChildFate::kTooMuchOutput;
    }
    return ChildFate::kExited;
  }

 private:
  std::string_view read_from(Descriptor& pipe) {
    const ssize_t got = ::read(pipe.number(), buffer_.data(), buffer_.size());
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) return {};
    if (got <= 0) pipe.close();
    return {buffer_.data(), static_cast<std::size_t>(std::max<ssize_t>(got, 0))};
  }

  void read_output() {
    const std::string_view bytes = read_from(pipes_.output.ours);
    if (!start_.on_output) {
      end_.output += bytes;
    } else if (!bytes.empty()) {
      start_.on_output(bytes);
    }
  }

  void read_errors() {
    const std::string_view bytes = read_from(pipes_.errors.ours);
    const std::size_t room = kMaxErrorBytes - std::min(kMaxErrorBytes, end_.errors.size());
    end_.errors += bytes.substr(0, room);
  }

  void write_input() {
    const ssize_t sent =
        ::send(pipes_.input.ours.number(), left_.data(), left_.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && (errno == EINTR || errno == EAGAIN)) return;
    left_.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(sent, 0)));
    if (sent < 0 || left_.empty()) pipes_.input.ours.close();
  }

  const ChildStart& start_;
  Pipes& pipes_;
  ChildEnd& end_;
  std::string_view left_;
  std::vector<char> buffer_ = std::vector<char>(kChunkBytes);
};

}  // namespace

struct RunningChild::Impl {
  explicit Impl(ChildStart how) : start(std::move(how)), child(start_child()) {
    pipes.input.theirs.close();
    pipes.output.theirs.close();
    pipes.errors.theirs.close();
  }

  pid_t start_child() const {
    return pipes.valid() && !start.words.empty() ? spawn(start, pipes) : -1;
  }

  const ChildStart start;
  const Clock::time_point deadline = Clock::now() + start.time_limit;
  Pipes pipes;
  Child child;
};

RunningChild::RunningChild(ChildStart start) : impl_(std::make_unique<Impl>(std::move(start))) {}
RunningChild::~RunningChild() = default;
RunningChild::RunningChild(RunningChild&&) noexcept = default;

ChildEnd RunningChild::finish() {
  ChildEnd end;
  if (!impl_->child.is_running()) {
    end.fate = ChildFate::kNotStarted;
    return end;
  }
  end.fate = Conversation(impl_->start, impl_->pipes, end).run(impl_->deadline);
  if (end.fate != ChildFate::kExited) {
    impl_->child.stop();
    return end;
  }
  const auto status = impl_->child.wait_until(impl_->deadline);
  if (!status) {
    impl_->child.stop();
    end.fate = ChildFate::kTimedOut;
  } else if (WIFSIGNALED(*status)) {
    end.fate = ChildFate::kSignalled;
    end.status = WTERMSIG(*status);
  } else {
    end.status = WEXITSTATUS(*status);
  }
  return end;
}

ChildEnd run_child(const ChildStart& start) { return RunningChild(start).finish(); }

}  // namespace dejavu
