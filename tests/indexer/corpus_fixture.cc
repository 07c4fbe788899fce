// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/indexer/corpus_fixture.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/index/reader.h"
#include "core/index/schema.h"
#include "core/index/stored.h"
#include "core/index/xapian_access.h"
#include "indexer/build.h"
#include "indexer/scan.h"
#include "indexer/update.h"

namespace dejavu {
namespace {

/// Enough for more than one thread to take part in a build of a few files.
constexpr unsigned kThreads = 2;

std::string document_text(const Xapian::Database& database, Xapian::docid doc) {
  std::string text;
  for (auto term = database.termlist_begin(doc); term != database.termlist_end(doc); ++term) {
    text += fmt::format("{} {}", *term, term.get_wdf());
    text += '\n';
  }
  const Xapian::Document document = database.get_document(doc);
  for (auto value = document.values_begin(); value != document.values_end(); ++value) {
    text += fmt::format("{}={}\n", value.get_valueno(), *value);
  }
  return text;
}

/// Facet values in folded form: how they were written first depends on the order of updates.
std::string forward_text(Reader& reader, DocId doc) {
  ForwardIndex& forward = reader.forward();
  const DocumentFacts& facts = forward.facts(doc);
  std::string text = fmt::format("length {} started {} kind {} gaps {} {} {}\n",
                                 forward.lengths()[doc], facts.started_at, facts.kind,
                                 facts.blind_gap_s, facts.silence_gap_s, facts.duration_s);
  text += fmt::format("title {}\n", forward.title_shape(doc));
  const ForwardTerms terms = forward.terms(doc);
  for (std::size_t i = 0; i < terms.size(); ++i) {
    text += fmt::format("{:08x} {} {:02x}\n", terms.hashes[i], terms.counts[i], terms.sections[i]);
  }
  const WordOrder order = forward.order(doc);
  text += fmt::format("order {} {:02x}\n", order.entries, fmt::join(order.bits, " "));
  for (const std::uint32_t number : forward.facets(doc)) {
    const FacetValue& value = forward.facet_values()[number];
    text += fmt::format("facet {} {}\n", value.facet, folded_value(value.value));
  }
  return text;
}

}  // namespace

std::string incident(std::string_view id, std::string_view title, std::string_view day) {
  const std::string date = day.empty() ? "" : fmt::format("started_at: {}\n", day);
  return fmt::format(
      "---\nid: {}\ntitle: {}\n{}severity: sev2\nservices: [payments]\n---\n\n"
      "## Summary\n\n{} on the payments host.\n\n## Resolution\n\nWe restarted it.\n",
      id, title, date, title);
}

void CorpusFixture::write(const std::string& path, std::string_view text) const {
  folder_.write("corpus/" + path, text);
}

void CorpusFixture::remove(const std::string& path) const {
  std::filesystem::remove(root() / path);
}

void CorpusFixture::rename(const std::string& from, const std::string& to) const {
  std::filesystem::create_directories((root() / to).parent_path());
  std::filesystem::rename(root() / from, root() / to);
}

IndexJob CorpusFixture::job() const {
  IndexJob job;
  job.settings.corpus = root();
  job.settings.index = index();
  job.settings.corpus_was_named = true;
  job.now = parse_moment("2026-02-03T12:00:00Z")->at;
  job.threads = kThreads;
  job.thesaurus = thesaurus_;
  job.keep_diagnostics = true;
  return job;
}

Summary CorpusFixture::build() const { return build_index(job()); }
Summary CorpusFixture::update() const { return update_index(job()); }

Summary CorpusFixture::update(const std::vector<std::string>& names) const {
  return update_files(job(), corpus_paths(job().settings, root(), names));
}

std::map<std::string, std::string> contents(const std::filesystem::path& index_dir) {
  Reader reader(index_dir);
  std::map<std::string, std::string> contents;
  for (const DocId doc : reader.newest_first()) {
    const Card card = reader.card(doc);
    std::string text = reader.access().read(
        [&](const Xapian::Database& database) { return document_text(database, doc); });
    text += forward_text(reader, doc);
    text += encode_card(card) + encode_postmortem(reader.postmortem(doc));
    if (!contents.emplace(card.path, std::move(text)).second) {
      contents[card.path + " (twice)"] = "";
    }
  }
  return contents;
}

std::vector<std::string> differing(const std::map<std::string, std::string>& a,
                                   const std::map<std::string, std::string>& b) {
  std::vector<std::string> paths;
  for (const auto& [path, text] : a) {
    const auto other = b.find(path);
    if (other == b.end() || other->second != text) paths.push_back(path);
  }
  for (const auto& [path, text] : b) {
    if (!a.contains(path)) paths.push_back(path);
  }
  return paths;
}

std::map<std::string, std::string> ids_by_path(const std::filesystem::path& index_dir) {
  Reader reader(index_dir);
  std::map<std::string, std::string> ids;
  for (const DocId doc : reader.newest_first()) {
    const Card card = reader.card(doc);
    ids[card.path] = card.id;
  }
  return ids;
}

std::vector<std::string> paths_of(const std::vector<WalkProblem>& problems) {
  std::vector<std::string> paths;
  for (const WalkProblem& problem : problems) paths.push_back(problem.path);
  return paths;
}

}  // namespace dejavu
