// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/postmortem/diagnostic.h"
#include "core/recurrence/ledger_line.h"

namespace dejavu {

/// The ledger in a corpus root: one decision a line, only ever appended to. Git merges it with
/// `verdicts.jsonl merge=union` in .gitattributes.
inline constexpr std::string_view kLedgerFile = "verdicts.jsonl";

/// In the root of a corpus that is renewed from elsewhere: what is decided there would be lost.
inline constexpr std::string_view kCopyMark = ".dejavu-copy";

/// Some 200,000 decisions: more than people make.
inline constexpr std::size_t kMaxLedgerBytes = std::size_t{64} << 20;

/// A decision is a sentence or two; what is longer is no decision.
inline constexpr std::size_t kMaxLedgerLineBytes = std::size_t{64} << 10;

/// What a ledger says. Two files with the same lines in another order, or with a line twice, give
/// the same entries, but for their line numbers.
struct Ledger {
  std::vector<LedgerEntry> entries;     // by time, then by the text of the line; each text once
  std::vector<Diagnostic> diagnostics;  // by line; lines named there are in no entry
};

/// Total. A last line without an end that is no entry is taken for torn.
Ledger parse_ledger(std::string_view bytes);

/// Empty when the corpus has none; with a diagnostic when there is no corpus, as where a disk is
/// not mounted. Throws Error kIo, or kInvalid when it is no regular file or larger than
/// kMaxLedgerBytes.
Ledger read_ledger(const std::filesystem::path& corpus);

/// Tells whether a ledger is still the one that was read, without reading it: size and time of
/// change. All zero when there is none.
struct LedgerStamp {
  std::uint64_t size_bytes = 0;
  std::int64_t modified_ns = 0;  // since the epoch
  std::uint64_t inode = 0;

  bool operator==(const LedgerStamp&) const = default;
};
LedgerStamp ledger_stamp(const std::filesystem::path& corpus);

/// Appends one decision and makes it durable before it returns; creates the file where there is
/// none, and ends a torn last line first. Writers in other processes wait for each other and lose
/// nothing. Throws Error kInvalid for a corpus with kCopyMark, a line longer than
/// kMaxLedgerLineBytes or a ledger that is no regular file, kIo when the disk refuses: nothing is
/// then left behind, unless the message says otherwise.
void append_to_ledger(const std::filesystem::path& corpus, const LedgerEntry& entry);

}  // namespace dejavu
