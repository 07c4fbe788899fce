// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/commands/commands.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <thread>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/text.h"
#include "core/index/thesaurus.h"
#include "core/postmortem/parse.h"
#include "server/http/http.h"
#include "server/json/answer_json.h"
#include "server/routes/routes.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

Instant clock_now() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

/// A corpus that was only found by looking around may be another one than was indexed.
/// A server has few threads, and each that waits is missing when somebody searches.
constexpr std::chrono::seconds kServersPatience{2};

void show_asking(std::size_t done, std::size_t of) {
  fmt::print(stderr, "\r\x1b[K");
  if (done < of)
    fmt::print(stderr, "comparing each incident with earlier ones: {} of {}", done, of);
  std::fflush(stderr);
}

RecurrenceOptions recurrence_options(const Settings& settings) {
  return {.corpus = settings.corpus_was_named ? settings.corpus : fs::path(),
          .index = settings.index,
          .cooldown = settings.cooldown};
}

/// A question of "-" is read from standard input.
void read_standard_input(const QuestionRow& row, Arguments& arguments) {
  Arguments read;
  for (const auto& [name, value] : arguments.all()) {
    if (name != "question" || value != "-") {
      read.add(name, value);
      continue;
    }
    const std::string text(std::istreambuf_iterator<char>(std::cin), {});
    read.add(name, truncate_utf8(text, kMaxQuestionBytes));
  }
  arguments = checked_arguments(row, read);
}

/// `dejavu similar FILE`: an argument that is no id of the index, but a file, is a draft.
void read_draft(Session& session, Arguments& arguments) {
  const std::string id = arguments.text("id").value_or("");
  if (id.empty() || session.reader.find_id(id) || !fs::is_regular_file(id)) return;
  Arguments draft;
  for (const auto& [name, value] : arguments.all()) {
    if (name != "id") draft.add(name, value);
  }
  draft.add("text", read_file(id, kMaxFileBytes));
  // A file that is in the index already is not its own past.
  const std::string own =
      parse_postmortem(fs::path(id).filename().string(), *draft.text("text")).id;
  draft.add("exclude", own);
  arguments = draft;
}

HttpOptions parse_listen(const std::string& listen) {
  HttpOptions options;
  std::string_view port = listen;
  // "[::1]:8080" and "::1" contain colons of their own.
  const std::size_t colon = listen.rfind(':');
  const bool bare_ipv6 = listen.find(':') != colon && listen.find(']') == std::string::npos;
  if (colon == std::string::npos || bare_ipv6) {
    options.host = listen;
    return options;
  }
  port.remove_prefix(colon + 1);
  std::string host = listen.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (!host.empty()) options.host = host;
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), options.port);
  const bool number = error == std::errc() && end == port.data() + port.size();
  if (!number || options.port < 0 || options.port > 65535) {
    throw Error(ErrorKind::kInvalid, fmt::format("\"{}\" is no address to listen on", listen),
                "write 127.0.0.1:8080");
  }
  return options;
}

bool is_loopback(const std::string& host) {
  return host == "localhost" || host == "::1" || host.starts_with("127.");
}

/// SIGINT and SIGTERM, blocked in every thread that starts later and taken by the one that waits.
sigset_t block_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

}  // namespace

Session open_session(const Settings& settings) {
  RecurrenceOptions options = recurrence_options(settings);
  options.threads = std::max(1U, std::thread::hardware_concurrency());
  if (::isatty(STDERR_FILENO) != 0) options.asking = show_asking;
  return {Reader(settings.index), Tokenizer(thesaurus_of(settings)),
          std::make_shared<RecurrenceBook>(std::move(options))};
}

int run_question(const CommandContext& context, const QuestionRow& row, Arguments arguments) {
  read_standard_input(row, arguments);
  Session session = open_session(context.settings);
  if (row.name == "similar") read_draft(session, arguments);
  const auto begin = std::chrono::steady_clock::now();
  const Answer answer = row.answer(session, arguments, context.text.now);
  const auto took = std::chrono::steady_clock::now() - begin;
  if (context.json) {
    std::cout << json_text(to_json(answer, {.now = context.text.now, .took = took}));
  } else {
    std::cout << to_text(answer, context.text);
  }
  return says_no(answer) ? kExitAnsweredNo : kExitAnswered;
}

int run_serve(const CommandContext& context, const std::string& listen) {
  const sigset_t signals = block_stop_signals();
  HttpOptions options = parse_listen(listen);
  options.on_failure = [](std::string_view what) {
    std::cerr << fmt::format("dejavu: {}\n", what);
  };
  const std::string host =
      options.host.find(':') == std::string::npos ? options.host : "[" + options.host + "]";
  // Before the port is taken: a server without an index would answer nothing but errors.
  const Session session = open_session(context.settings);
  RecurrenceOptions recurrence = recurrence_options(context.settings);
  recurrence.patience = kServersPatience;
  Routes routes(context.settings.index, thesaurus_of(context.settings), clock_now,
                {.recurrence = std::move(recurrence),
                 .from = context.settings.verdicts_from,
                 .edit_url = context.settings.edit_url});
  const bool open_to_all = !is_loopback(options.host);
  HttpServer server(std::move(options),
                    [&](const HttpRequest& request) { return routes.answer(request); });
  std::cout << fmt::format("dejavu answers on http://{}:{}/ ({} postmortems); Ctrl-C stops it\n",
                           host, server.port(), session.reader.info().documents)
            << std::flush;
  if (open_to_all) {
    std::cerr << "dejavu: warning: everybody who reaches this address can read every postmortem; "
                 "put a proxy that asks for a password in front\n";
  }
  std::thread stopper([&] {
    int signal = 0;
    sigwait(&signals, &signal);
    server.stop();
  });
  server.run();
  stopper.join();
  return kExitAnswered;
}

}  // namespace dejavu
