// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <map>

#include "core/base/error.h"
#include "server/commands/check_command.h"
#include "server/commands/commands.h"
#include "server/commands/hook_command.h"
#include "server/commands/new_command.h"
#include "server/commands/preflight_command.h"
#include "server/commands/review_command.h"
#include "server/commands/token_command.h"
#include "server/commands/verdicts_command.h"
#include "server/program.h"

namespace dejavu {
namespace {

/// Verbs that are programs of their own.
struct ProgramRow {
  const char* verb;
  const char* program;
  const char* help;
};

constexpr std::array<ProgramRow, 3> kPrograms = {{
    {"index", "dejavu-index", "build and update the index"},
    {"serve", "dejavu-serve", "answer over HTTP and on a page"},
    {"eval", "dejavu-eval", "how well it answers questions that people have judged"},
}};

/// The command line, made from the table of questions.
class CommandLine {
 public:
  CommandLine() : app_("Has this happened before? Answers from your own postmortems.", "dejavu") {
    app_.set_version_flag("--version", DEJAVU_VERSION);
    app_.require_subcommand(1);
    app_.footer(
        "Exit codes: 0 answered, 1 answered no or found problems, 2 wrong usage, "
        "3 not found, 4 locked, 5 corrupt or wrong version, 6 I/O");
    for (const QuestionRow& row : question_table()) {
      CLI::App* verb = add_question(row);
      if (row.name == "review") extend_review(verb, row);
    }
    add_check();
    add_preflight();
    add_new();
    add_token();
    add_verdicts();
    add_hook();
    for (const ProgramRow& row : kPrograms) app_.add_subcommand(row.verb, row.help);
  }

  int run(int argc, char** argv) {
    if (argc > 1) check_verb(argv[1]);
    try {
      app_.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      if (app_.exit(error) == 0) return kExitAnswered;
      say_how_dashes_are_asked(argc, argv);
      return kExitUsage;
    }
    const SettingsSources sources = settings_sources(corpus_, index_);
    CommandContext context{.text = terminal_options(), .json = json_};
    if (run_hook_) {  // reads its settings where it may fail
      hook_.sources = sources;
      hook_.now = context.text.now;
      return run_hook_(hook_);
    }
    context.settings = load_settings(sources);
    return run_(context);
  }

 private:
  /// Says what was wrong, where the library would only say that a verb is missing.
  void check_verb(const std::string& first) const {
    std::string verbs;
    for (const CLI::App* verb : app_.get_subcommands({})) {
      if (verb->check_name(first)) return;
      verbs += (verbs.empty() ? "" : ", ") + verb->get_name();
    }
    if (first == "-h" || first == "--help" || first == "--version") return;
    throw Error(ErrorKind::kInvalid,
                fmt::format("`{}` is no {}", first, first.starts_with('-') ? "option" : "verb"),
                fmt::format("the verbs are {}; try `dejavu --help`", verbs));
  }

  /// "-tag:drill" and a pasted "-Xmx512m" are questions, too.
  static void say_how_dashes_are_asked(int argc, char** argv) {
    if (argc < 3 || argv[1] != std::string_view("search")) return;
    for (int i = 2; i < argc; ++i) {
      const std::string_view word = argv[i];
      if (!word.starts_with('-') || word == "-" || word == "--") continue;
      fmt::print(stderr,
                 "hint: a question that begins with a dash stands behind two of them, as in "
                 "dejavu search -- \"-tag:drill\"\n");
      return;
    }
  }

  CLI::App* add_verb(std::string_view name, std::string_view help) {
    return add_verb(name, help, &app_);
  }

  CLI::App* add_verb(std::string_view name, std::string_view help, CLI::App* parent) {
    CLI::App* verb = parent->add_subcommand(std::string(name), std::string(help));
    verb->add_option("--corpus", corpus_, "folder of postmortems");
    verb->add_option("--index", index_, "folder of the index (<corpus>/.dejavu)");
    verb->add_flag("--json", json_, "print the object that the API answers");
    return verb;
  }

  CLI::App* add_question(const QuestionRow& row) {
    CLI::App* verb = add_verb(row.name, row.help);
    auto& given = given_[std::string(row.name)];
    for (const Parameter& parameter : row.parameters) {
      const std::string name(parameter.name);
      if (name == "text" || name == "facets") continue;  // a file is named; text shows no facets
      if (parameter.value == "true|false") {
        add_switch(verb, parameter);
        continue;
      }
      std::vector<std::string>& values = given[name];
      CLI::Option* option = verb->add_option(parameter.positional ? name : "--" + name, values,
                                             std::string(parameter.help));
      option->type_name(std::string(parameter.value));
      if (parameter.positional) option->required();
      if (!parameter.repeated && !parameter.positional) option->expected(1);
    }
    verb->callback([this, &row] {
      run_ = [this, &row](auto& context) { return run_question(context, row, arguments(row)); };
    });
    return verb;
  }

  /// On paper, and since the last time: what only the command line can do.
  void extend_review(CLI::App* verb, const QuestionRow& row) {
    verb->add_option("--format", review_.format, "text, md, json or html")
        ->check(CLI::IsMember({"text", "md", "json", "html"}))
        ->capture_default_str();
    verb->add_flag_callback(
        "--since-last", [this] { review_.since_last = ReviewRequest::SinceLast::kYes; },
        "since the last review, and note in the ledger that one was held");
    verb->add_option("--by", review_.by, "who holds the review (git config user.name)");
    verb->callback([this, &row] {
      run_ = [this, &row](auto& context) {
        review_.period = arguments(row);
        return run_review(context, review_);
      };
    });
  }

  void add_switch(CLI::App* verb, const Parameter& parameter) {
    if (parameter.name == "recency") {
      verb->add_flag("--all-time", all_time_, "no preference for new ones");
    } else {
      const std::string name(parameter.name);
      verb->add_flag_callback(
          "--" + name, [this, name] { switched_.push_back(name); }, std::string(parameter.help));
    }
  }

  void add_check() {
    CLI::App* check = add_verb("check", "what is missing or odd in these files, and what blames");
    check->add_option("FILE", check_.paths, "postmortem files, or folders of them")->required();
    const std::map<std::string, CheckFormat> formats = {
        {"text", CheckFormat::kText}, {"json", CheckFormat::kJson}, {"sarif", CheckFormat::kSarif}};
    check->add_option("--format", check_.format, "text, json, or sarif for code hosts")
        ->transform(CLI::CheckedTransformer(formats, CLI::ignore_case))
        ->option_text("FORMAT");
    check->add_flag_callback(
        "--strict", [this] { check_.gate = CheckGate::kWarnings; }, "warnings answer 1, too");
    check->add_flag_callback(
        "--no-index", [this] { check_.index = CheckIndex::kIgnored; },
        "do not say what a file resembles");
    check->callback([this] {
      check_.version = DEJAVU_VERSION;
      if (json_) check_.format = CheckFormat::kJson;
      run_ = [this](auto& context) { return run_check(context, check_); };
    });
  }

  void add_preflight() {
    CLI::App* preflight =
        add_verb("preflight", "what a change has broken before, and what was never fixed");
    preflight->add_option("RANGE", preflight_.range,
                          "as for git diff (what HEAD has that its upstream lacks, else HEAD)");
    preflight->add_flag_callback(
        "--staged", [this] { preflight_.source = ChangeSource::kStaged; },
        "what the next commit would have");
    preflight->callback(
        [this] { run_ = [this](auto& context) { return run_preflight(context, preflight_); }; });
  }

  void add_new() {
    CLI::App* verb = app_.add_subcommand("new", "a postmortem from the template, with an id");
    verb->add_option("--corpus", corpus_, "folder of postmortems");
    verb->add_option("TITLE", title_, "what happened, in one line")->required();
    verb->add_option("--id", new_.id, "the id, when it is not the next free PM-YYYY-NNN");
    verb->add_option("--dir", new_.dir, "the folder to write to, when not the corpus");
    verb->callback([this] {
      new_.title = fmt::format("{}", fmt::join(title_, " "));
      run_ = [this](auto& context) { return run_new(context, new_); };
    });
  }

  void add_token() {
    CLI::App* token = app_.add_subcommand("token", "let somebody use the server from elsewhere");
    token->add_option("NAME", new_token_, "who; stands beside the decisions sent with it")
        ->required();
    token->callback([this] { run_ = [this](auto&) { return run_token(new_token_); }; });
  }

  void add_verdicts() {
    CLI::App* verdicts = app_.add_subcommand("verdicts", "decisions about what came back");
    verdicts->require_subcommand(1);
    CLI::App* add = add_verb("add", "append a decision to verdicts.jsonl", verdicts);
    const auto option = [add](const char* name, std::string& value, const char* help) {
      return add->add_option(name, value, help);
    };
    option("--kind", verdict_.kind, "recurrence_of, not_recurrence_of, lookalike_of, …, retracted")
        ->required();
    option("--from", verdict_.from, "the later incident")->required();
    option("--to", verdict_.to, "the earlier incident")->required();
    option("--class", verdict_.recurrence_class, "R1 to R5: why it could come back");
    option("--reason", verdict_.reason, "a sentence: what makes it the same, or another one");
    option("--by", verdict_.by, "who decides (git config user.name)");
    add->callback(
        [this] { run_ = [this](auto& context) { return run_verdicts_add(context, verdict_); }; });
    add_verb("list", "what has been decided", verdicts)->callback([this] {
      run_ = run_verdicts_list;
    });
    add_verb("apply", "write decisions into the front matter of their files", verdicts)
        ->callback([this] { run_ = run_verdicts_apply; });
  }

  CLI::App* add_hook_verb(CLI::App* hook, const char* name, const char* help,
                          int (*verb_run)(const HookRequest&)) {
    CLI::App* verb = hook->add_subcommand(name, help);
    verb->add_option("--corpus", corpus_, "folder of postmortems in the repository");
    verb->add_option("--index", index_, "folder of the index");
    verb->add_option("--branch", hook_.branch, "of a bare repository (that of its HEAD)");
    verb->add_option("--seconds", hook_.seconds, "a hook gives up after so many (10)");
    verb->callback([this, verb_run] { run_hook_ = verb_run; });
    return verb;
  }

  void add_hook() {
    CLI::App* hook = app_.add_subcommand("hook", "index what Git brings, when it brings it");
    hook->require_subcommand(1);
    CLI::App* install = add_hook_verb(hook, "install", "put dejavu into the hooks of a repository",
                                      run_hook_install);
    install->add_flag_callback(
        "--pre-receive", [this] { hook_.pre_receive = PreReceive::kInstalled; },
        "of a bare repository: refuse pushes of postmortems with errors");
    CLI::App* uninstall =
        add_hook_verb(hook, "uninstall", "take dejavu out of them", run_hook_uninstall);
    for (CLI::App* verb : {install, uninstall}) {
      verb->add_option("REPO", hook_.repository, "its folder (the working directory)");
    }
    CLI::App* called = add_hook_verb(hook, "run", "what the hooks call", run_hook);
    called->add_option("HOOK", hook_.hook, "post-commit, …")->required();
    called->add_option("ARGUMENTS", hook_.arguments, "those that Git gave it");
    CLI::App* told = add_hook_verb(hook, "report", "tell about new files; called by dejavu-index",
                                   run_hook_report);
    told->add_option("--took", hook_.took_ms, "milliseconds until they were found");
    told->add_option("--count", hook_.new_files, "how many there are in all");
    told->add_option("FILE", hook_.arguments, "some of them, relative to the corpus");
  }

  Arguments arguments(const QuestionRow& row) const {
    Arguments arguments;
    for (const Parameter& parameter : row.parameters) {
      const auto values = given_.at(std::string(row.name)).find(std::string(parameter.name));
      if (values == given_.at(std::string(row.name)).end()) continue;
      // Words of a question need no quotes.
      if (parameter.positional && !values->second.empty()) {
        arguments.add(parameter.name, fmt::format("{}", fmt::join(values->second, " ")));
        continue;
      }
      for (const std::string& value : values->second) arguments.add(parameter.name, value);
    }
    if (all_time_) arguments.add("recency", "false");
    for (const std::string& name : switched_) arguments.add(name, "true");
    const bool counts = std::any_of(row.parameters.begin(), row.parameters.end(),
                                    [](const Parameter& p) { return p.name == "facets"; });
    if (counts && !json_) arguments.add("facets", "false");
    return arguments;
  }

  CLI::App app_;
  std::map<std::string, std::map<std::string, std::vector<std::string>>> given_;
  CheckRequest check_;
  PreflightRequest preflight_;
  NewRequest new_;
  std::vector<std::string> title_;
  std::vector<std::string> switched_;  // flags that were given
  VerdictRequest verdict_;
  ReviewRequest review_;
  HookRequest hook_;
  int (*run_hook_)(const HookRequest&) = nullptr;
  std::optional<std::string> corpus_;
  std::optional<std::string> index_;
  std::string new_token_;
  bool json_ = false;
  bool all_time_ = false;
  std::function<int(CommandContext&)> run_;
};

}  // namespace
}  // namespace dejavu

int main(int argc, char** argv) {
  return dejavu::reported([&] {
    for (const auto& [verb, program, help] : dejavu::kPrograms) {
      if (argc > 1 && argv[1] == std::string_view(verb)) dejavu::become(program, argv + 1);
    }
    return dejavu::CommandLine().run(argc, argv);
  });
}
