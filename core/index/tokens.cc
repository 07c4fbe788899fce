// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/tokens.h"

#include <utility>

#include "core/index/line_signature.h"
#include "core/index/term_tokens.h"
#include "core/index/thesaurus.h"

namespace dejavu {

std::string_view name_of(IgnoredReason reason) {
  switch (reason) {
    case IgnoredReason::kStopWord: return "stop word";
    case IgnoredReason::kTimestamp: return "timestamp";
    case IgnoredReason::kUuid: return "unique id";
    case IgnoredReason::kHexId: return "hex id";
    case IgnoredReason::kLongNumber: return "long number";
    case IgnoredReason::kLineNumber: return "line number";
    case IgnoredReason::kTooLong: return "too long";
  }
  return "";
}

Tokenizer::Tokenizer(std::shared_ptr<const Thesaurus> thesaurus)
    : thesaurus_(std::move(thesaurus)), terms_(std::make_unique<TermTokenizer>()) {}
Tokenizer::~Tokenizer() = default;
Tokenizer::Tokenizer(Tokenizer&&) noexcept = default;
Tokenizer& Tokenizer::operator=(Tokenizer&&) noexcept = default;

Tokens Tokenizer::tokenize(std::string_view text) { return terms_->tokenize(text); }

std::vector<Token> Tokenizer::line_signatures(std::string_view text) {
  return dejavu::line_signatures(text);
}

std::vector<Token> Tokenizer::concepts(const std::vector<Token>& tokens) const {
  return thesaurus_ == nullptr ? std::vector<Token>() : thesaurus_->concepts(tokens);
}

std::string Tokenizer::stem(std::string_view folded_word) { return terms_->stem(folded_word); }

}  // namespace dejavu
