// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/recurrence/book.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <thread>
#include <unordered_map>
#include <utility>

#include "core/base/error.h"
#include "core/index/layout.h"
#include "core/recurrence/askers.h"
#include "core/recurrence/suggestion_file.h"

namespace dejavu {
namespace {

/// What is killed loses no more than this. A file of 100,000 incidents is written in a second.
constexpr std::chrono::minutes kKeepEvery{1};

/// By record. Empty without a file.
std::unordered_map<std::uint64_t, AskedIncident> kept_answers(const std::filesystem::path& file) {
  std::unordered_map<std::uint64_t, AskedIncident> kept;
  if (file.empty()) return kept;
  for (AskedIncident& one : read_suggestions(file)) kept.emplace(one.record, std::move(one));
  return kept;
}

/// Without those that still wait for their turn, which have no record.
std::vector<AskedIncident> answered(const std::vector<AskedIncident>& asked) {
  std::vector<AskedIncident> answered;
  std::copy_if(asked.begin(), asked.end(), std::back_inserter(answered),
               [](const AskedIncident& one) { return one.record != 0; });
  return answered;
}

/// Whether it says something about "is it the same?", or takes that back.
bool is_judgement(LedgerKind kind) {
  return kind != LedgerKind::kCausedByRemediationOf && kind != LedgerKind::kPartOf &&
         kind != LedgerKind::kReviewHeld;
}

/// The latest first, one for each pair.
std::vector<const LedgerEntry*> last_judgements(const Ledger& ledger) {
  std::set<std::pair<std::string, std::string>> seen;
  std::vector<const LedgerEntry*> last;
  for (auto entry = ledger.entries.rbegin(); entry != ledger.entries.rend(); ++entry) {
    const bool in_order = entry->from < entry->to;
    const auto& first = in_order ? entry->from : entry->to;
    const auto& second = in_order ? entry->to : entry->from;
    if (is_judgement(entry->kind) && seen.emplace(first, second).second) last.push_back(&*entry);
  }
  return last;
}

/// Absent when it cannot be read.
std::optional<Ledger> readable_ledger(const std::filesystem::path& corpus) {
  try {
    return read_ledger(corpus);
  } catch (const Error&) {
    return std::nullopt;
  }
}

Decisions count_decisions(const Ledger& ledger, Reader& reader) {
  Decisions decisions;
  std::size_t counted = 0;
  for (const LedgerEntry* entry : last_judgements(ledger)) {
    if (counted == kMostDecisions) break;
    const bool yes = entry->kind == LedgerKind::kRecurrenceOf;
    const bool no =
        entry->kind == LedgerKind::kNotRecurrenceOf || entry->kind == LedgerKind::kLookalikeOf;
    if ((!yes && !no) || !reader.find_id(entry->from) || !reader.find_id(entry->to)) continue;
    ++(yes ? decisions.confirmed : decisions.rejected);
    ++counted;
  }
  return decisions;
}

}  // namespace

std::filesystem::path RecurrenceBook::corpus(const Reader& reader) const {
  return options_.corpus.empty() ? std::filesystem::path(reader.info().stats.corpus)
                                 : options_.corpus;
}

std::shared_ptr<const Recurrences> RecurrenceBook::read(Reader& reader, Tokenizer& tokenizer) {
  const std::unique_lock held = lock();
  // As in a search: a document may go, and so may the generation, after it was found.
  constexpr int kAttempts = 5;
  for (int attempt = 1;; ++attempt) {
    const LedgerStamp stamp = ledger_stamp(corpus(reader));
    if (last_ && last_->index.is_same_revision(reader.info()) && last_stamp_ == stamp) return last_;
    try {
      last_ = compute(reader, tokenizer);
      last_stamp_ = stamp;
      return last_;
    } catch (const Error& error) {
      const bool overtaken =
          error.kind() == ErrorKind::kNotFound || error.kind() == ErrorKind::kUnavailable;
      if (!overtaken || attempt == kAttempts) throw;
      reader.refresh();
    }
  }
}

std::unique_lock<std::mutex> RecurrenceBook::lock() {
  if (!options_.patience) return std::unique_lock(mutex_);
  // No timed_mutex: ThreadSanitizer of g++ 12 does not see how it is locked.
  constexpr std::chrono::milliseconds kPause{1};
  const auto end = std::chrono::steady_clock::now() + *options_.patience;
  std::unique_lock lock(mutex_, std::try_to_lock);
  while (!lock && std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(kPause);
    static_cast<void>(lock.try_lock());
  }
  if (lock) return lock;
  throw Error(ErrorKind::kUnavailable,
              "Every incident is being compared with those before it; that is done once.",
              "Try again in a moment; with many thousand incidents it takes minutes.");
}

std::shared_ptr<const Recurrences> RecurrenceBook::known(const Reader& reader) {
  const std::unique_lock lock(mutex_, std::try_to_lock);
  const bool holds = lock && last_ && last_->index.is_same_revision(reader.info()) &&
                     last_stamp_ == ledger_stamp(corpus(reader));
  return holds ? last_ : nullptr;
}

std::shared_ptr<const Recurrences> RecurrenceBook::compute(Reader& reader,
                                                           Tokenizer& tokenizer) const {
  auto fresh = std::make_shared<Recurrences>();
  fresh->index = reader.info();
  const bool same_generation = last_ && last_->index.generation == fresh->index.generation;
  fresh->incidents =
      same_generation ? read_incidents(reader, last_->incidents) : read_incidents(reader);
  fresh->ledger = read_ledger(corpus(reader));
  Settled settled = settle(fresh->incidents, fresh->ledger, options_.cooldown);
  fresh->pairs = std::move(settled.pairs);
  fresh->problems = std::move(settled.problems);
  fresh->asked = ask_all(reader, tokenizer, fresh->incidents);
  fresh->suggestions = suggest(fresh->asked, fresh->incidents, fresh->pairs, options_.cooldown);
  fresh->families = families(fresh->incidents, fresh->pairs);
  fresh->remediation_chains = remediation_chains(fresh->incidents, fresh->pairs);
  fresh->cooldown = options_.cooldown;
  return fresh;
}

std::vector<AskedIncident> RecurrenceBook::ask_all(
    Reader& reader, Tokenizer& tokenizer, const std::vector<IncidentFacts>& incidents) const {
  const std::filesystem::path file =
      options_.index.empty() ? std::filesystem::path()
                             : Generation(options_.index, reader.info().generation).suggestions();
  auto kept = kept_answers(file);
  std::vector<AskedIncident> asked(incidents.size());
  std::vector<std::size_t> missing;
  for (std::size_t i = 0; i < incidents.size(); ++i) {
    const auto known = kept.find(incidents[i].record);
    if (known == kept.end()) {
      missing.push_back(i);
    } else {
      asked[i] = std::move(known->second);
    }
  }
  Askers askers(reader, tokenizer, options_.index, options_.threads);
  auto kept_at = std::chrono::steady_clock::now();
  for (std::size_t begin = 0, end = 0; begin < missing.size(); begin = end) {
    end = std::min(begin + kAskedPerCall, missing.size());
    std::vector<const IncidentFacts*> batch;
    for (std::size_t i = begin; i < end; ++i) batch.push_back(&incidents[missing[i]]);
    std::vector<AskedIncident> answers = askers.ask(batch);
    for (std::size_t i = begin; i < end; ++i) asked[missing[i]] = std::move(answers[i - begin]);
    if (options_.asking && missing.size() >= kAskedPerCall) options_.asking(end, missing.size());
    const auto now = std::chrono::steady_clock::now();
    if (file.empty() || (end < missing.size() && now - kept_at < kKeepEvery)) continue;
    write_suggestions(file, answered(asked));
    kept_at = now;
  }
  return asked;
}

Decisions RecurrenceBook::decisions(Reader& reader) {
  const LedgerStamp stamp = ledger_stamp(corpus(reader));
  if (stamp == LedgerStamp()) return {};
  const std::lock_guard lock(counted_mutex_);
  const IndexInfo& info = reader.info();
  const bool known = counted_ && counted_->stamp == stamp &&
                     counted_->generation == info.generation && counted_->revision == info.revision;
  if (!known) {
    const std::optional<Ledger> ledger = readable_ledger(corpus(reader));
    if (!ledger) return {};
    counted_ = Counted{stamp, info.generation, info.revision, count_decisions(*ledger, reader)};
  }
  return counted_->decisions;
}

}  // namespace dejavu
