// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "bench/bare_xapian.h"
#include "bench/fts5.h"
#include "bench/http_asker.h"
#include "bench/measure.h"
#include "core/index/reader.h"
#include "core/index/tokens.h"

namespace dejavu {

/// Everything that is asked, each opened once and kept warm.
struct Engines {
  HttpAsker http;
  CpuClock server_cpu;
  Reader reader;
  Tokenizer tokenizer;
  BareXapian xapian;
  Fts5 fts5;
};

/// Milliseconds of one engine: of the clock on the wall, and of a processor. On a busy machine the
/// second is the one to trust.
struct EngineTimes {
  Sample wall_ms;
  Sample cpu_ms;
};

/// One kind of question.
struct KindTimes {
  EngineTimes http;    // the whole way: a request to `dejavu serve` and its JSON; the server's CPU
  EngineTimes answer;  // core/answer alone, in this program
  EngineTimes xapian;  // of query terms that are given
  EngineTimes fts5;
  Sample same_ten;    // share of the bare query's ten best that our search finds
  Sample same_first;  // 1 when it has the same first hit
};

/// Asks each question of every engine, one engine after the other in turning order, so that a busy
/// moment of the machine hits all of them.
KindTimes ask_all(Engines& engines, AskedKind kind, const std::vector<std::string>& questions);

}  // namespace dejavu
