// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

#include "core/base/settings.h"
#include "server/questions/questions.h"
#include "server/text/answer_text.h"

namespace dejavu {

/// What every verb of the command line needs; filled in by main, the only place that looks at the
/// environment and the terminal.
struct CommandContext {
  Settings settings;
  TextOptions text;
  bool json = false;
};

/// How decisions are read. A corpus that was only found by looking around may be another one than
/// was indexed: then the index tells which.
RecurrenceOptions recurrence_options(const Settings& settings);

/// The index, the thesaurus and the ledger that the settings name. Throws what Reader throws.
Session open_session(const Settings& settings);

/// Each command prints to standard output and returns the exit code; it throws Error for what main
/// reports.
int run_question(const CommandContext& context, const QuestionRow& row, Arguments arguments);
}  // namespace dejavu
