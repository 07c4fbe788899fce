// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/forward_index.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <optional>

#include "core/index/forward_files.h"

namespace dejavu {
namespace {

[[noreturn]] void throw_no_document(std::uint32_t doc) {
  throw_damaged(fmt::format("its forward index has no document {}", doc));
}

MappedFile mapped(const std::filesystem::path& folder, const ForwardFile& file) {
  return MappedFile(folder / file.name, file.magic);
}

/// For files in which this reader applies moves.
MappedFile own(const std::filesystem::path& folder, const ForwardFile& file) {
  return MappedFile(folder / file.name, file.magic, Mapping::kPrivate);
}

/// A number of fixed width at an offset that has been checked.
template <typename Number>
Number number_at(std::string_view bytes, std::size_t offset) {
  Number number;
  std::memcpy(&number, bytes.data() + offset, sizeof number);
  return number;
}

/// Numbers as they stand in the file, at an offset that has been checked and is aligned.
template <typename Number>
std::span<const Number> numbers_at(std::string_view bytes, std::size_t offset, std::size_t count) {
  return {reinterpret_cast<const Number*>(bytes.data() + offset), count};
}

void append_words(std::vector<std::string_view>& words, std::string_view text) {
  while (!text.empty()) {
    const std::size_t size = text.find(kWordEnd);
    if (size == std::string_view::npos) throw_damaged("its list of words ends within one");
    words.push_back(text.substr(0, size));
    text.remove_prefix(size + 1);
  }
}

}  // namespace

class ForwardIndex::Impl {
  struct FacetSpan {
    std::uint32_t begin = 0;
    std::uint32_t count = 0;
  };

 public:
  Impl(const std::filesystem::path& folder, const ForwardEnds& ends)
      : facts_(own(folder, kFactsFile)),
        lengths_(own(folder, kLengthsFile)),
        terms_(mapped(folder, kTermsFile)),
        facets_(mapped(folder, kFacetsFile)),
        facet_values_(mapped(folder, kFacetValuesFile)),
        words_(mapped(folder, kWordsFile)),
        moves_(mapped(folder, kMovesFile)) {
    extend(ends);
  }

  void extend(const ForwardEnds& ends) {
    const std::uint32_t rows = rows_within(ends);
    if (rows < last_) return;  // of an older revision
    if (ends.words > words_.bytes().size()) known_words_.reset();
    facts_.extend(ends.facts);
    lengths_.extend(ends.lengths);
    terms_.extend(ends.terms);
    facets_.extend(ends.facets);
    facet_values_.extend(ends.facet_values);
    words_.extend(ends.words);
    moves_.extend(ends.moves);
    last_ = rows;
    facet_spans_.clear();
    apply_moves();
  }

  std::uint32_t last() const { return last_; }

  const DocumentFacts& facts(std::uint32_t doc) const {
    if (doc == 0 || doc > last_) throw_no_document(doc);
    return numbers_at<DocumentFacts>(facts_.bytes(), kMagicBytes, last_)[doc - 1];
  }

  ForwardTerms terms(std::uint32_t doc) const {
    const std::size_t count = facts(doc).terms_count;
    const std::string_view block = terms_block(doc);
    const std::size_t counts = count * sizeof(std::uint32_t);
    return {numbers_at<std::uint32_t>(block, 0, count),
            numbers_at<std::uint8_t>(block, counts, count),
            numbers_at<SectionSet>(block, counts + count, count)};
  }

  std::string_view title_shape(std::uint32_t doc) const {
    const DocumentFacts& entry = facts(doc);
    return terms_block(doc).substr(columns_bytes(entry.terms_count), entry.title_bytes);
  }

  WordOrder order(std::uint32_t doc) const {
    const DocumentFacts& entry = facts(doc);
    const std::size_t begin = columns_bytes(entry.terms_count) + entry.title_bytes;
    const std::uint64_t size = order_bytes(entry.order_entries, entry.terms_count);
    return {terms_block(doc).substr(begin, size), entry.order_entries, entry.terms_count};
  }

  std::span<const std::uint32_t> facets(std::uint32_t doc) {
    if (facet_spans_.size() <= last_) find_facet_spans();
    if (doc == 0 || doc > last_) throw_no_document(doc);
    const FacetSpan& span = facet_spans_[doc];
    return all_facets().subspan(span.begin, span.count);
  }

  std::span<const std::uint32_t> lengths() const {
    return numbers_at<std::uint32_t>(lengths_.bytes(), kMagicBytes, std::size_t{last_} + 1);
  }

  const std::vector<FacetValue>& facet_values() {
    const std::string_view bytes = facet_values_.bytes();
    while (facet_values_read_ < bytes.size()) {
      const std::size_t begin = facet_values_read_ + kFacetValueHeaderBytes;
      if (begin > bytes.size()) throw_damaged("its list of facet values ends within one");
      const auto size = number_at<std::uint32_t>(bytes, facet_values_read_ + 1);
      if (size > bytes.size() - begin) throw_damaged("its list of facet values ends within one");
      known_facet_values_.push_back({static_cast<std::uint8_t>(bytes[facet_values_read_]),
                                     std::string(bytes.substr(begin, size))});
      facet_values_read_ = begin + size;
    }
    return known_facet_values_;
  }

  const std::vector<std::string_view>& words() {
    if (known_words_) return *known_words_;
    const std::string_view bytes = words_.bytes();
    const auto sorted_end = number_at<std::uint64_t>(bytes, kMagicBytes);
    if (sorted_end < kWordsBegin || sorted_end > bytes.size()) {
      throw_damaged("its list of words is longer than its file");
    }
    std::vector<std::string_view> words;
    append_words(words, bytes.substr(kWordsBegin, sorted_end - kWordsBegin));
    const auto sorted = static_cast<std::ptrdiff_t>(words.size());
    append_words(words, bytes.substr(sorted_end));
    std::sort(words.begin() + sorted, words.end());
    std::inplace_merge(words.begin(), words.begin() + sorted, words.end());
    known_words_ = std::move(words);
    return *known_words_;
  }

 private:
  std::span<const std::uint32_t> all_facets() const {
    return numbers_at<std::uint32_t>(
        facets_.bytes(), kMagicBytes,
        (facets_.bytes().size() - kMagicBytes) / sizeof(std::uint32_t));
  }

  /// Once for all documents of a revision: a question counts the facets of tens of thousands, and
  /// eight bytes side by side are read several times faster than rows of facts seven times as long.
  void find_facet_spans() {
    const std::span<const std::uint32_t> all = all_facets();
    const std::size_t known = facet_values().size();
    for (const std::uint32_t value : all) {
      if (value >= known) throw_damaged("one of its documents has an unknown facet value");
    }
    facet_spans_.assign(1, {});
    facet_spans_.reserve(last_ + std::size_t{1});
    for (std::uint32_t doc = 1; doc <= last_; ++doc) {
      const DocumentFacts& entry = facts(doc);
      if (std::uint64_t{entry.facets_begin} + entry.facets_count > all.size()) {
        throw_damaged(fmt::format("the facets of its document {} are not there", doc));
      }
      facet_spans_.push_back({entry.facets_begin, entry.facets_count});
    }
  }

  /// All of them, since the files in which they are applied are mapped anew. What a document is
  /// replaced by is the number of no document: the order matters only for the same one.
  void apply_moves() {
    const auto moves = numbers_at<Move>(moves_.bytes(), kMagicBytes,
                                        (moves_.bytes().size() - kMagicBytes) / sizeof(Move));
    auto* facts = reinterpret_cast<DocumentFacts*>(facts_.own_bytes() + kMagicBytes);
    auto* lengths = reinterpret_cast<std::uint32_t*>(lengths_.own_bytes() + kMagicBytes);
    for (const Move& move : moves) {
      if (move.doc == 0 || move.doc > last_ || move.row == 0 || move.row > last_) {
        throw_damaged("its forward index replaces what is not there");
      }
      facts[move.doc - 1] = facts[move.row - 1];
      lengths[move.doc] = lengths[move.row];
    }
  }

  std::string_view terms_block(std::uint32_t doc) const {
    const DocumentFacts& entry = facts(doc);
    const std::string_view bytes = terms_.bytes();
    const std::uint64_t begin = entry.terms_offset;
    const std::uint64_t size = terms_bytes(entry.terms_count, entry.title_bytes,
                                           order_bytes(entry.order_entries, entry.terms_count));
    if (begin < kMagicBytes || begin % sizeof(std::uint32_t) != 0 || begin > bytes.size() ||
        size > bytes.size() - begin) {
      throw_damaged(fmt::format("the terms of its document {} are not there", doc));
    }
    return bytes.substr(begin, size);
  }

  MappedFile facts_;
  MappedFile lengths_;
  MappedFile terms_;
  MappedFile facets_;
  MappedFile facet_values_;
  MappedFile words_;
  MappedFile moves_;
  std::uint32_t last_ = 0;
  std::size_t facet_values_read_ = kMagicBytes;
  std::vector<FacetSpan> facet_spans_;  // by document; empty until they are asked for
  std::vector<FacetValue> known_facet_values_;
  std::optional<std::vector<std::string_view>> known_words_;
};

ForwardIndex::ForwardIndex(const std::filesystem::path& folder, const ForwardEnds& ends)
    : impl_(std::make_unique<Impl>(folder, ends)) {}
ForwardIndex::~ForwardIndex() = default;
ForwardIndex::ForwardIndex(ForwardIndex&&) noexcept = default;
ForwardIndex& ForwardIndex::operator=(ForwardIndex&&) noexcept = default;

void ForwardIndex::extend(const ForwardEnds& ends) { impl_->extend(ends); }
std::uint32_t ForwardIndex::last() const { return impl_->last(); }
const DocumentFacts& ForwardIndex::facts(std::uint32_t doc) const { return impl_->facts(doc); }
ForwardTerms ForwardIndex::terms(std::uint32_t doc) const { return impl_->terms(doc); }
std::string_view ForwardIndex::title_shape(std::uint32_t doc) const {
  return impl_->title_shape(doc);
}
WordOrder ForwardIndex::order(std::uint32_t doc) const { return impl_->order(doc); }
std::span<const std::uint32_t> ForwardIndex::facets(std::uint32_t doc) const {
  return impl_->facets(doc);
}
std::span<const std::uint32_t> ForwardIndex::lengths() const { return impl_->lengths(); }
const std::vector<FacetValue>& ForwardIndex::facet_values() { return impl_->facet_values(); }
const std::vector<std::string_view>& ForwardIndex::words() { return impl_->words(); }

}  // namespace dejavu
