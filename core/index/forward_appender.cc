// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/forward_appender.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <system_error>
#include <unordered_map>

#include "core/base/error.h"
#include "core/index/forward_files.h"
#include "core/index/schema.h"
#include "core/index/word_list.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

/// A column of numbers as its bytes.
template <typename Number>
std::string_view bytes_of(const std::vector<Number>& column) {
  return {reinterpret_cast<const char*>(column.data()), column.size() * sizeof(Number)};
}

template <typename Value>
std::string_view bytes_of_one(const Value& value) {
  return {reinterpret_cast<const char*>(&value), sizeof value};
}

AppendOnlyFile created(const fs::path& folder, const ForwardFile& file) {
  return AppendOnlyFile::create(folder / file.name, file.magic);
}

AppendOnlyFile opened(const fs::path& folder, const ForwardFile& file, std::uint64_t end) {
  return AppendOnlyFile::open(folder / file.name, file.magic, end);
}

/// The file of facet values: a row for each, of which no two have the same folded form.
class FacetValueList {
 public:
  explicit FacetValueList(AppendOnlyFile file) : file_(std::move(file)) {}

  /// The number of the value; a new one is added as it is written here.
  std::uint32_t number_of(std::uint8_t facet, const std::string& value) {
    load();
    const std::string row = row_of(facet, value);
    // Most values are written as they were, and folding all that there are takes half a
    // millisecond.
    if (const auto same = rows_.find(row); same != rows_.end()) return same->second;
    fold_rows();
    const auto [entry, is_new] = numbers_.try_emplace(folded(row), count_);
    if (is_new) {
      file_.append(row);
      ++count_;
    }
    rows_.emplace(row, entry->second);
    return entry->second;
  }

  AppendOnlyFile& file() { return file_; }

 private:
  static std::string row_of(std::uint8_t facet, const std::string& value) {
    const auto size = static_cast<std::uint32_t>(value.size());
    return std::string(1, static_cast<char>(facet)).append(bytes_of_one(size)).append(value);
  }

  static std::string folded(std::string_view row) {
    return row[0] + folded_value(row.substr(kFacetValueHeaderBytes));
  }

  void load() {
    if (loaded_) return;
    loaded_ = true;
    const std::string bytes = read_at(file_.descriptor(), kMagicBytes, file_.end() - kMagicBytes);
    for (std::size_t at = 0; at < bytes.size();) {
      const std::size_t begin = at + kFacetValueHeaderBytes;
      if (begin > bytes.size()) throw_damaged("its list of facet values ends within one");
      std::uint32_t size = 0;
      std::memcpy(&size, bytes.data() + at + 1, sizeof size);
      if (size > bytes.size() - begin) throw_damaged("its list of facet values ends within one");
      rows_.emplace(bytes.substr(at, kFacetValueHeaderBytes + size), count_++);
      at = begin + size;
    }
  }

  void fold_rows() {
    if (!numbers_.empty()) return;
    for (const auto& [row, number] : rows_) numbers_.try_emplace(folded(row), number);
  }

  AppendOnlyFile file_;
  bool loaded_ = false;
  std::uint32_t count_ = 0;                                 // rows of the file
  std::unordered_map<std::string, std::uint32_t> rows_;     // as written, also if in several ways
  std::unordered_map<std::string, std::uint32_t> numbers_;  // by the folded form
};

}  // namespace

class ForwardAppender::Impl {
 public:
  explicit Impl(const fs::path& folder)
      : facts_(created(folder, kFactsFile)),
        lengths_(created(folder, kLengthsFile)),
        terms_(created(folder, kTermsFile)),
        facets_(created(folder, kFacetsFile)),
        facet_values_(created(folder, kFacetValuesFile)),
        words_(WordList::create(folder)),
        moves_(created(folder, kMovesFile)) {
    lengths_.append(bytes_of_one(std::uint32_t{0}));  // there is no document 0
  }

  Impl(const fs::path& folder, const ForwardEnds& ends)
      : facts_(opened(folder, kFactsFile, ends.facts)),
        lengths_(opened(folder, kLengthsFile, ends.lengths)),
        terms_(opened(folder, kTermsFile, ends.terms)),
        facets_(opened(folder, kFacetsFile, ends.facets)),
        facet_values_(opened(folder, kFacetValuesFile, ends.facet_values)),
        words_(WordList::open(folder, ends.words)),
        moves_(opened(folder, kMovesFile, ends.moves)),
        last_(rows_within(ends)) {}

  UnnumberedDocument place(ForwardDocument document, const RecordRef& record) {
    UnnumberedDocument placed = {document.facts, document.length, std::move(document.facets)};
    placed.facts.record = record;
    placed.facts.terms_count = static_cast<std::uint32_t>(document.terms.size());
    placed.facts.title_bytes = static_cast<std::uint8_t>(document.title_shape.size());
    placed.facts.terms_offset = append_terms(document);
    for (const std::string& word : document.words) words_.add(word);
    return placed;
  }

  std::uint32_t number(const UnnumberedDocument& placed) {
    DocumentFacts facts = placed.facts;
    std::vector<std::uint32_t> values;
    for (const auto& [facet, value] : placed.facets) {
      const std::uint32_t number = facet_values_.number_of(facet, value);
      if (std::ranges::find(values, number) == values.end()) values.push_back(number);
    }
    const std::uint64_t begin = facets_.append(bytes_of(values));
    facts.facets_begin = static_cast<std::uint32_t>((begin - kMagicBytes) / sizeof(std::uint32_t));
    facts.facets_count = static_cast<std::uint16_t>(values.size());
    facts_.append(bytes_of_one(facts));
    lengths_.append(bytes_of_one(placed.length));
    return ++last_;
  }

  void replace(std::uint32_t doc, const UnnumberedDocument& placed) {
    const Move move = {doc, number(placed)};
    load_moves();
    rows_[doc] = move.row;
    moves_.append(bytes_of_one(move));
  }

  std::uint32_t last() const { return last_; }

  RecordRef record(std::uint32_t doc) {
    load_moves();
    const auto moved = rows_.find(doc);
    const std::uint32_t row = moved == rows_.end() ? doc : moved->second;
    if (row == 0 || row > last_) {
      throw_damaged(fmt::format("its forward index has no document {}", doc));
    }
    facts_.flush();
    DocumentFacts facts;
    const std::uint64_t offset = kMagicBytes + (row - std::uint64_t{1}) * sizeof facts;
    const std::string bytes = read_at(facts_.descriptor(), offset, sizeof facts);
    if (bytes.size() != sizeof facts) throw_damaged("its forward index has become shorter");
    std::memcpy(&facts, bytes.data(), sizeof facts);
    return facts.record;
  }

  ForwardEnds sync() {
    AppendOnlyFile& words = words_.finished();
    sync_together({&facts_, &lengths_, &terms_, &facets_, &facet_values_.file(), &moves_, &words});
    return {.facts = facts_.end(),
            .lengths = lengths_.end(),
            .terms = terms_.end(),
            .facets = facets_.end(),
            .facet_values = facet_values_.file().end(),
            .words = words.end(),
            .moves = moves_.end()};
  }

 private:
  /// Of the file as it was opened; what is appended since is known.
  void load_moves() {
    if (moves_loaded_) return;
    moves_loaded_ = true;
    const std::string bytes = read_at(moves_.descriptor(), kMagicBytes, moves_.end() - kMagicBytes);
    for (std::size_t at = 0; at + sizeof(Move) <= bytes.size(); at += sizeof(Move)) {
      Move move;
      std::memcpy(&move, bytes.data() + at, sizeof move);
      rows_[move.doc] = move.row;
    }
  }

  std::uint64_t append_terms(const ForwardDocument& document) {
    const std::vector<ForwardTerm>& terms = document.terms;
    const std::uint64_t size =
        terms_bytes(terms.size(), document.title_shape.size(), document.order.size());
    std::string block;
    block.reserve(size);
    for (const ForwardTerm& term : terms) block += bytes_of_one(term.hash);
    for (const ForwardTerm& term : terms) block += static_cast<char>(term.count);
    for (const ForwardTerm& term : terms) block += static_cast<char>(term.sections);
    block += document.title_shape;
    block += document.order;
    block.resize(size);
    return terms_.append(block);
  }

  AppendOnlyFile facts_;
  AppendOnlyFile lengths_;
  AppendOnlyFile terms_;
  AppendOnlyFile facets_;
  FacetValueList facet_values_;
  WordList words_;
  AppendOnlyFile moves_;
  bool moves_loaded_ = false;
  std::unordered_map<std::uint32_t, std::uint32_t> rows_;  // of documents that were replaced
  std::uint32_t last_ = 0;
};

ForwardAppender::ForwardAppender(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ForwardAppender::~ForwardAppender() = default;
ForwardAppender::ForwardAppender(ForwardAppender&&) noexcept = default;

ForwardAppender ForwardAppender::create(const fs::path& folder) {
  std::error_code failure;
  fs::create_directory(folder, failure);
  if (failure) {
    throw Error(ErrorKind::kIo,
                fmt::format("cannot create {}: {}", folder.string(), failure.message()),
                "Check the permissions and the free space of the index directory.");
  }
  return ForwardAppender(std::make_unique<Impl>(folder));
}

ForwardAppender ForwardAppender::open(const fs::path& folder, const ForwardEnds& ends) {
  return ForwardAppender(std::make_unique<Impl>(folder, ends));
}

UnnumberedDocument ForwardAppender::place(ForwardDocument document, const RecordRef& record) {
  return impl_->place(std::move(document), record);
}

std::uint32_t ForwardAppender::number(const UnnumberedDocument& placed) {
  return impl_->number(placed);
}

void ForwardAppender::replace(std::uint32_t doc, const UnnumberedDocument& placed) {
  impl_->replace(doc, placed);
}

std::uint32_t ForwardAppender::last() const { return impl_->last(); }
RecordRef ForwardAppender::record(std::uint32_t doc) { return impl_->record(doc); }
ForwardEnds ForwardAppender::sync() { return impl_->sync(); }

}  // namespace dejavu
