// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <string>

#include "tests/browser/page_fixture.h"

namespace dejavu {

/// The pages over the bundled corpus.
class BundledPage : public Page {
 protected:
  void write_corpus() override;
};

/// Addresses of searches with many hits: words, and a paste with many parts.
extern const std::array<std::string, 3> kBundledQuestions;

}  // namespace dejavu
