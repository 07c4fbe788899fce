// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/commands/serve_command.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <csignal>
#include <iostream>
#include <thread>

#include "core/base/error.h"
#include "core/index/thesaurus.h"
#include "server/http/http.h"
#include "server/routes/routes.h"

namespace dejavu {
namespace {

Instant clock_now() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

/// A server has few threads, and each that waits is missing when somebody searches.
constexpr std::chrono::seconds kServersPatience{2};

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

/// In one piece: many threads write.
void log_line(std::string_view what) { std::cerr << fmt::format("dejavu: {}\n", what); }

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

int run_serve(const CommandContext& context, const std::string& listen) {
  const sigset_t signals = block_stop_signals();
  HttpOptions options = parse_listen(listen);
  options.allowed_hosts = context.settings.hosts;
  options.on_failure = log_line;
  const std::string host =
      options.host.find(':') == std::string::npos ? options.host : "[" + options.host + "]";
  // Before the port is taken: a server without an index would answer nothing but errors.
  const Session session = open_session(context.settings);
  RecurrenceOptions recurrence = recurrence_options(context.settings);
  recurrence.patience = kServersPatience;
  Routes routes(context.settings.index, thesaurus_of(context.settings), clock_now,
                {.recurrence = std::move(recurrence),
                 .from = context.settings.verdicts_from,
                 .edit_url = context.settings.edit_url,
                 .tokens = context.settings.tokens,
                 .audit = log_line});
  const bool open_to_all = !is_loopback(options.host) && context.settings.tokens.empty();
  HttpServer server(std::move(options),
                    [&](const HttpRequest& request) { return routes.answer(request); });
  std::cout << fmt::format("dejavu answers on http://{}:{}/ ({} postmortems); Ctrl-C stops it\n",
                           host, server.port(), session.reader.info().documents)
            << std::flush;
  if (open_to_all) {
    std::cerr << "dejavu: warning: everybody who reaches this address can read every postmortem; "
                 "give those who may a token (dejavu token), or put a proxy that asks for a "
                 "password in front\n";
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
