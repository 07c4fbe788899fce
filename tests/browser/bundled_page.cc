// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/browser/bundled_page.h"

#include <filesystem>

namespace dejavu {

void BundledPage::write_corpus() {
  std::filesystem::copy("corpus", folder_.path() / "corpus",
                        std::filesystem::copy_options::recursive);
}

const std::array<std::string, 3> kBundledQuestions = {
    "/?q=TLS%20certificate%20expired%2C%20clients%20cannot%20connect",
    "/?q=database%20primary%20failover%20replication%20lag",
    "/?q=2024-03-01T09%3A10%3A22Z%20ERROR%20pool-3%20could%20not%20extend%20file%20%22base%2F16384"
    "%2F98123%22%3A%20No%20space%20left%20on%20device%0AHINT%3A%20Check%20free%20disk%20space.%0A"
    "upstream%20timed%20out%20(110%3A%20Connection%20timed%20out)%20while%20reading%20response"
    "%20header%2C%20retry%20storm%20after%20the%20cache%20was%20restarted"};

}  // namespace dejavu
