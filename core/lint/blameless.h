// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dejavu {

/// Where a sentence makes a person the cause.
struct Blame {
  std::string code;   // "blame-person", "blame-hindsight", "blame-word", "blame-we"
  std::size_t begin;  // [begin, end) of the sentence
  std::size_t end;
  std::string suggestion;
};

/// Finds wordings that blame somebody. Immutable: one object serves all threads.
class BlamelessWording {
 public:
  /// The bundled rules (core/lint/blameless.txt) and a team's own, "phrase => suggestion". Throws
  /// Error kInvalid for one of `own` that cannot be understood.
  explicit BlamelessWording(const std::vector<std::string>& own);
  ~BlamelessWording();
  BlamelessWording(BlamelessWording&&) noexcept;
  BlamelessWording& operator=(BlamelessWording&&) noexcept;

  /// The first rule that matches; a sentence as sentences_of makes it.
  std::optional<Blame> find(std::string_view sentence) const;

 private:
  struct Rule;
  std::vector<std::unique_ptr<const Rule>> rules_;
};

}  // namespace dejavu
