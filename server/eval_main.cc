// SPDX-License-Identifier: GPL-2.0-or-later
// dejavu-eval, which `dejavu eval` becomes.
#include <CLI/CLI.hpp>

#include "server/commands/eval_command.h"
#include "server/program.h"

namespace dejavu {
namespace {

void add_options(CLI::App& app, EvalRequest& request) {
  const auto add_file = [&app](const char* name, std::filesystem::path& file, const char* help) {
    return app.add_option(name, file, help)->type_name("FILE");
  };
  add_file("--questions", request.files.questions, "JSON lines: id, question, …")->required();
  add_file("--judgements", request.files.judgements, "TREC qrels or JSON lines")->required();
  add_file("--negatives", request.files.negatives, "questions that nothing answers");
  app.add_flag_callback(
      "--no-recency", [&request] { request.recency = Recency::kOff; },
      "no preference for new ones");
  app.add_flag_callback(
      "--per-question", [&request] { request.lines = QuestionLines::kShown; }, "a line a question");
  app.add_option("--new-share", request.new_share, "share of new incidents, for the verdict")
      ->check(CLI::Range(0.01, 0.99))  // with all of one kind there is nothing to tell apart
      ->capture_default_str();
}

int run(int argc, char** argv) {
  std::optional<std::string> corpus;
  std::optional<std::string> index;
  CommandContext context{.text = terminal_options()};
  EvalRequest request;
  CLI::App app("How well dejavu answers questions that people have judged.", "dejavu eval");
  app.set_version_flag("--version", DEJAVU_VERSION);
  app.add_option("--corpus", corpus, "folder of postmortems");
  app.add_option("--index", index, "folder of the index; one is made from the corpus without it");
  app.add_flag("--json", context.json, "print JSON");
  add_options(app, request);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kExitAnswered : kExitUsage;
  }
  if (index) request.index = EvalIndex::kOfSettings;
  context.settings = load_settings(settings_sources(corpus, index));
  return run_eval(context, request);
}

}  // namespace
}  // namespace dejavu

int main(int argc, char** argv) {
  return dejavu::reported([&] { return dejavu::run(argc, argv); });
}
