// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes as a question: parse_question is total, and its value keeps its promises.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/index/schema.h"
#include "core/search/did_you_mean.h"
#include "core/search/parse_question.h"

namespace {

using namespace dejavu;

/// Bad program: stop at once, whatever the build type.
void require(bool promise) {
  if (!promise) std::abort();
}

void check_part(const QuestionPart& part) {
  const bool filter = part.kind == PartKind::kFilter;
  require(part.terms.empty() == filter && part.count >= 1 && part.span >= 1);
  require(part.kind != PartKind::kPrefix || part.terms.size() == 1);
  const bool may_exclude = part.kind == PartKind::kExcluded || filter;
  require(!may_exclude || part.group == 0);
  for (const std::string& term : part.terms) require(!term.empty());
}

void check(const ParsedQuestion& parsed) {
  for (const QuestionPart& part : parsed.parts) check_part(part);
  for (const RangeFilter& range : parsed.ranges) {
    require(find_field(range.field) != nullptr && (range.least || range.most));
    require(!range.least || !range.most || *range.least <= *range.most);
  }
  for (const auto* facets : {&parsed.request.filters, &parsed.excluded}) {
    for (const auto& [name, values] : *facets) {
      require(find_field(name)->kind == FieldKind::kFacet && !values.empty());
    }
  }
  for (const std::string& note : parsed.notes) require(!note.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  Tokenizer tokenizer;
  Question question{.text = text};
  check(parse_question(question, tokenizer));
  question.complete_last_word = true;
  check(parse_question(question, tokenizer));
  const std::vector<std::string_view> words = {"certificate", "disk", "timeout"};
  const std::vector<FacetValue> names = {{0, "checkout-api"}};
  const auto documents = [](const std::string& term) { return term.size() % 2; };
  did_you_mean(question, {words, names, documents}, tokenizer);
  question.plain = true;
  question.title = text.substr(0, size / 2);
  check(parse_question(question, tokenizer));
  return 0;
}
