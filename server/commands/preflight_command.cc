// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/commands/preflight_command.h"

#include <filesystem>
#include <iostream>
#include <utility>

#include "core/index/thesaurus.h"
#include "server/commands/preflight_match.h"
#include "server/commands/preflight_report.h"
#include "server/commands/preflight_services.h"

namespace dejavu {

int run_preflight(const CommandContext& context, const PreflightRequest& request) {
  const ChangeText change =
      read_change(std::filesystem::current_path(), request.source, request.range);
  PreflightAnswer answer{.change = change.name};
  if (!change.paths.empty()) {
    Session session{Reader(context.settings.index), Tokenizer(thesaurus_of(context.settings))};
    std::vector<TouchedService> services = touched_services(
        change.paths, context.settings.service_paths, known_services(session.reader));
    answer = match_change(session, change, std::move(services), context.text.now);
  }
  std::cout << (context.json ? preflight_json(answer) : preflight_text(answer));
  return kExitAnswered;
}

}  // namespace dejavu
