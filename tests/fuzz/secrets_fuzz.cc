// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes behind a text with a secret: mask_secrets is total, and its value keeps its promises.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "core/secrets/mask.h"
#include "core/secrets/rules.h"
#include "core/secrets/rules_file.h"

namespace {

using namespace dejavu;

/// Bad program: stop at once, whatever the build type.
void require(bool promise) {
  if (!promise) std::abort();
}

/// Those of the rules, so that no seed here looks like a secret to the scanners of others.
std::vector<std::string> examples() {
  std::vector<std::string> texts;
  for (const SecretRule& rule : read_secret_rules(secret_rules_files().front().content)) {
    texts.insert(texts.end(), rule.yes.begin(), rule.yes.end());
  }
  return texts;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // The first byte chooses the example; there are fewer than it can say, so most choose none.
  static const std::vector<std::string> kExamples = examples();
  if (size == 0) return 0;
  std::string text = data[0] < kExamples.size() ? kExamples[data[0]] : std::string();
  text.append(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto lines = std::count(text.begin(), text.end(), '\n');
  const Masked masked = mask_secrets(text);
  require(masked.findings.empty() == (masked.text == text));
  require(std::count(masked.text.begin(), masked.text.end(), '\n') == lines);
  // Each round finds something; a text that was made to need more rounds may keep something.
  if (masked.findings.size() < kMaxMaskingRounds) {
    require(mask_secrets(masked.text).text == masked.text);
  }
  std::vector<std::string> allowed;
  int line = 1;
  for (const SecretFinding& finding : masked.findings) {
    require(finding.line >= line && finding.line <= lines + 1 && finding.column >= 1);
    require(!finding.rule.empty() && !finding.what.empty() && !finding.fingerprint.empty());
    line = finding.line;
    allowed.push_back(finding.fingerprint);
  }
  const Masked rest = mask_secrets(text, allowed);
  for (const SecretFinding& finding : rest.findings) {
    require(std::find(allowed.begin(), allowed.end(), finding.fingerprint) == allowed.end());
  }
  return 0;
}
