// SPDX-License-Identifier: GPL-2.0-or-later
// dejavu-serve, which `dejavu serve` becomes.
#include <CLI/CLI.hpp>

#include "server/commands/serve_command.h"
#include "server/program.h"

namespace dejavu {
namespace {

int run(int argc, char** argv) {
  std::optional<std::string> corpus;
  std::optional<std::string> index;
  std::string listen = "127.0.0.1:8080";
  CLI::App app("Answers over HTTP and on a page.", "dejavu serve");
  app.set_version_flag("--version", DEJAVU_VERSION);
  app.add_option("--corpus", corpus, "folder of postmortems");
  app.add_option("--index", index, "folder of the index (<corpus>/.dejavu)");
  app.add_option("--listen", listen, "address and port")->capture_default_str();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kExitAnswered : kExitUsage;
  }
  return run_serve(
      {.settings = load_settings(settings_sources(corpus, index)), .text = terminal_options()},
      listen);
}

}  // namespace
}  // namespace dejavu

int main(int argc, char** argv) {
  return dejavu::reported([&] { return dejavu::run(argc, argv); });
}
