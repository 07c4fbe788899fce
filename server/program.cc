// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/program.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "core/base/error.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

}  // namespace

void become(const char* program, char** arguments) {
  std::error_code ignored;
  const fs::path own = fs::read_symlink("/proc/self/exe", ignored);
  const std::string beside = (own.parent_path() / program).string();
  std::string name = program;  // what `ps` shows
  arguments[0] = name.data();
  execv(beside.c_str(), arguments);
  execvp(program, arguments);
  throw Error(ErrorKind::kNotFound, fmt::format("{} was not found", program),
              "install it beside dejavu, or put it on the PATH");
}

SettingsSources settings_sources(const std::optional<std::string>& flag_corpus,
                                 const std::optional<std::string>& flag_index) {
  return {.working_dir = fs::current_path(),
          .environment_corpus = environment("DEJAVU_CORPUS"),
          .environment_index = environment("DEJAVU_INDEX"),
          .flag_corpus = flag_corpus,
          .flag_index = flag_index};
}

TextOptions terminal_options() {
  TextOptions options;
  options.now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  if (!isatty(STDOUT_FILENO)) return options;
  winsize size{};
  constexpr std::size_t kNarrowest = 40, kWidest = 110;  // longer lines are hard to read
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    options.width = std::clamp<std::size_t>(size.ws_col, kNarrowest, kWidest);
  }
  // https://no-color.org: set and not empty
  const bool plain = !environment("NO_COLOR").value_or("").empty();
  options.colour = plain ? Colour::kOff : Colour::kOn;
  return options;
}

int reported(const std::function<int()>& body) {
  try {
    return body();
  } catch (const Error& error) {
    std::cerr << "dejavu: " << error.what() << '\n';
    if (!error.hint().empty()) std::cerr << "hint: " << error.hint() << '\n';
    return exit_code(error.kind());
  } catch (const std::exception& error) {  // no memory, or a file system that fails beneath us
    std::cerr << "dejavu: " << error.what() << '\n';
    return kExitIo;
  }
}

}  // namespace dejavu
