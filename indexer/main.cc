// SPDX-License-Identifier: GPL-2.0-or-later
// dejavu-index: the only program that writes an index.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <thread>

#include "core/base/error.h"
#include "indexer/commands.h"
#include "indexer/follow.h"

namespace dejavu {
namespace {

/// More threads than this only wait for one another.
constexpr unsigned kMaxThreads = 256;

std::optional<std::string> environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

void add_places(CLI::App& verb, SettingsSources& sources) {
  verb.add_option("--corpus", sources.flag_corpus,
                  "Folder of the postmortems (else DEJAVU_CORPUS, else found from here upwards)")
      ->type_name("DIR");
  verb.add_option("--index", sources.flag_index,
                  "Folder of the index (else DEJAVU_INDEX, dejavu.toml, <corpus>/.dejavu)")
      ->type_name("DIR");
}

void add_threads(CLI::App& verb, Command& command) {
  verb.add_option("--jobs", command.threads, "Threads that read files (else one a core)")
      ->check(CLI::Range(1U, kMaxThreads))
      ->type_name("N");
}

void add_job_options(CLI::App& verb, Command& command) {
  add_threads(verb, command);
  verb.add_flag("--verbose", command.verbose, "Print what is wrong with each file");
}

void add_verbs(CLI::App& app, Command& command) {
  CLI::App* build = app.add_subcommand("build", "Index the whole corpus anew");
  CLI::App* update = app.add_subcommand("update", "Index what has changed");
  CLI::App* watch = app.add_subcommand("watch", "Index what changes, when it changes");
  CLI::App* follow = app.add_subcommand("follow", "Index what Git has changed; called by hooks");
  CLI::App* status = app.add_subcommand("status", "Tell what the index holds");
  CLI::App* verify = app.add_subcommand("verify", "Check the index against itself and the corpus");
  CLI::App* gc = app.add_subcommand("gc", "Remove what interrupted builds left behind");
  for (CLI::App* verb : {build, update, watch, follow, status, verify, gc}) {
    add_places(*verb, command.sources);
    verb->callback([verb, &command] { command.verb = verb->get_name(); });
  }
  add_job_options(*build, command);
  add_job_options(*update, command);
  add_threads(*watch, command);
  update
      ->add_option("files", command.files, "Only these files and folders; a missing one is removed")
      ->type_name("FILE");
  follow->add_option("hook", command.hook, "post-commit, …")->required()->type_name("HOOK");
  follow->add_option("--seconds", command.seconds, "Give up after so many")
      ->default_val(kHookTimeLimit.count());
  follow->add_flag("--head-on-stdin", command.head_on_stdin,
                   "Read what installed hooks let Git say of HEAD");
  follow->add_option("arguments", command.files, "Those that Git gave it")->type_name("ARG");
  for (CLI::App* verb : {status, verify}) verb->add_flag("--json", command.json, "Print JSON");
}

int run(int argc, char** argv) {
  Command command;
  command.threads = std::clamp(std::thread::hardware_concurrency(), 1U, kMaxThreads);
  CLI::App app("dejavu-index writes the index that dejavu answers from.", "dejavu-index");
  app.set_version_flag("--version", DEJAVU_VERSION);
  app.require_subcommand(1);
  add_verbs(app, command);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kExitAnswered : kExitUsage;
  }
  command.sources.working_dir = std::filesystem::current_path();
  command.sources.environment_corpus = environment("DEJAVU_CORPUS");
  command.sources.environment_index = environment("DEJAVU_INDEX");
  return run_command(command);
}

}  // namespace
}  // namespace dejavu

int main(int argc, char** argv) {
  try {
    return dejavu::run(argc, argv);
  } catch (const dejavu::Error& error) {
    fmt::print(stderr, "dejavu-index: {}\n", error.what());
    if (!error.hint().empty()) fmt::print(stderr, "hint: {}\n", error.hint());
    return dejavu::exit_code(error.kind());
  } catch (const std::exception& error) {
    fmt::print(stderr, "dejavu-index: {}\n", error.what());
    return dejavu::kExitIo;
  }
}
