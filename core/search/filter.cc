// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/search/filter.h"

#include <algorithm>
#include <limits>
#include <span>
#include <utility>

#include "core/index/schema.h"

namespace dejavu {
namespace {

constexpr std::size_t kFacetValuesShown = 20;

const std::int32_t DocumentFacts::*duration_member(std::string_view field) {
  if (field == "blind_gap") return &DocumentFacts::blind_gap_s;
  if (field == "silence_gap") return &DocumentFacts::silence_gap_s;
  if (field == "duration") return &DocumentFacts::duration_s;
  return nullptr;
}

bool is_any_of(const std::string& folded, const std::vector<std::string>& values) {
  return std::any_of(values.begin(), values.end(),
                     [&](const std::string& value) { return folded_value(value) == folded; });
}

}  // namespace

DocumentFilter::DocumentFilter(const ParsedQuestion& question, ForwardIndex& forward,
                               std::vector<DocId> excluded)
    : forward_(forward), excluded_(std::move(excluded)) {
  add_ranges(question);
  add_facets(question);
  empty_ = excluded_.empty() && ranges_.empty() && bits_of_value_.empty();
}

void DocumentFilter::add_ranges(const ParsedQuestion& question) {
  constexpr std::int64_t kLeast = kNoTime + 1;
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  const Question& request = question.request;
  if (request.before || request.after) {
    const auto seconds = [](Instant at) { return std::int64_t{at.time_since_epoch().count()}; };
    ranges_.push_back({nullptr, request.after ? seconds(*request.after) : kLeast,
                       request.before ? seconds(*request.before) - 1 : kMost});
  }
  for (const RangeFilter& range : question.ranges) {
    ranges_.push_back({duration_member(range.field), range.least.value_or(kLeast),
                       range.most.value_or(kMost), range.excluded});
  }
}

void DocumentFilter::add_facets(const ParsedQuestion& question) {
  const auto add = [&](std::uint8_t facet, const std::vector<std::string>& wanted,
                       std::uint32_t bit) {
    const std::vector<FacetValue>& values = forward_.facet_values();
    bits_of_value_.resize(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (values[i].facet != facet) continue;
      if (is_any_of(folded_value(values[i].value), wanted)) bits_of_value_[i] |= bit;
    }
  };
  for (const auto& [name, values] : question.request.filters) {
    const Field* field = find_field(name);
    if (field == nullptr || field->kind != FieldKind::kFacet || values.empty()) continue;
    const std::uint32_t bit = 1U << filtered_facets_.size();
    filtered_facets_.push_back(field->facet.number);
    wanted_ |= bit;
    add(field->facet.number, values, bit);
  }
  for (const auto& [name, values] : question.excluded) {
    const Field* field = find_field(name);
    if (field != nullptr && field->kind == FieldKind::kFacet) {
      add(field->facet.number, values, kRejected);
    }
  }
  // A filter whose value nobody has lets nothing pass.
  if (wanted_ != 0 && bits_of_value_.empty()) bits_of_value_.resize(1);
}

bool DocumentFilter::in_ranges(const DocumentFacts& facts) const {
  return std::all_of(ranges_.begin(), ranges_.end(), [&](const Range& range) {
    const bool known = range.duration == nullptr ? facts.started_at != kNoTime
                                                 : facts.*range.duration != kNoDuration;
    const std::int64_t value =
        range.duration == nullptr ? facts.started_at : std::int64_t{facts.*range.duration};
    return known && (value >= range.least && value <= range.most) != range.excluded;
  });
}

std::uint32_t DocumentFilter::failed(DocId doc) const {
  if (empty_) return 0;
  if (!ranges_.empty() && !in_ranges(forward_.facts(doc))) return kRejected;
  if (std::binary_search(excluded_.begin(), excluded_.end(), doc)) return kRejected;
  if (bits_of_value_.empty()) return 0;
  std::uint32_t satisfied = 0;
  for (const std::uint32_t value : forward_.facets(doc)) {
    if (value < bits_of_value_.size()) satisfied |= bits_of_value_[value];
  }
  return (satisfied & kRejected) != 0 ? kRejected : wanted_ & ~satisfied;
}

std::uint32_t DocumentFilter::bit_of(std::uint8_t facet) const {
  const auto found = std::find(filtered_facets_.begin(), filtered_facets_.end(), facet);
  return found == filtered_facets_.end() ? 0 : 1U << (found - filtered_facets_.begin());
}

FacetCounter::FacetCounter(ForwardIndex& forward, const DocumentFilter& filter)
    : forward_(forward) {
  const std::vector<FacetValue>& values = forward.facet_values();
  counts_.resize(values.size());
  bit_of_value_.reserve(values.size());
  for (const FacetValue& value : values) bit_of_value_.push_back(filter.bit_of(value.facet));
}

void FacetCounter::count(DocId doc, std::uint32_t failed) {
  const std::span<const std::uint32_t> values = forward_.facets(doc);
  if (failed == 0) {
    for (const std::uint32_t value : values) ++counts_[value];
    return;
  }
  // It would pass without the filter of this very facet.
  for (const std::uint32_t value : values) counts_[value] += failed == bit_of_value_[value] ? 1 : 0;
}

std::map<std::string, std::vector<FacetCount>> FacetCounter::take() const {
  std::map<std::string, std::vector<FacetCount>> facets;
  const std::vector<FacetValue>& values = forward_.facet_values();
  for (const Field& field : kFields) {
    if (!field.facet.shown) continue;
    std::vector<FacetCount> counted;
    for (std::size_t i = 0; i < values.size(); ++i) {
      const bool is_counted = values[i].facet == field.facet.number && counts_[i] > 0;
      if (is_counted) counted.push_back({values[i].value, counts_[i]});
    }
    std::sort(counted.begin(), counted.end(), [](const FacetCount& a, const FacetCount& b) {
      return a.count != b.count ? a.count > b.count : a.value < b.value;
    });
    if (counted.size() > kFacetValuesShown) counted.resize(kFacetValuesShown);
    if (!counted.empty()) facets[std::string(field.name)] = std::move(counted);
  }
  return facets;
}

}  // namespace dejavu
