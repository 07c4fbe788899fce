// SPDX-License-Identifier: GPL-2.0-or-later
// Whatever is pasted gets an answer: people paste what is on their screen.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "core/answer/search_answer.h"
#include "core/base/files.h"
#include "tests/ranking/judged_corpus.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPastes = 2000;
constexpr std::size_t kMostPasteBytes = 3000;

class Pastes {
 public:
  Pastes() {
    for (const char* folder : {"corpus", "../shared/data/postmortems", "../shared/data/hostile"}) {
      if (!fs::is_directory(folder)) continue;
      for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file() && entry.file_size() > 0) files_.push_back(entry.path());
      }
    }
    std::sort(files_.begin(), files_.end());
  }

  std::string next() {
    switch (number_++ % 5) {
      case 0:
      case 1: return slice();
      case 2: return garbage();
      case 3: return typed();
      default: return typed() + "\n" + slice() + "\n" + typed();
    }
  }

 private:
  std::size_t below(std::size_t end) {
    return std::uniform_int_distribution(std::size_t{0}, end - 1)(random_);
  }

  /// Any bytes of a real file, cut anywhere.
  std::string slice() {
    const std::string bytes = read_file(files_[below(files_.size())], std::size_t{8} << 20);
    if (bytes.empty()) return "";
    return bytes.substr(below(bytes.size()), 1 + below(kMostPasteBytes));
  }

  std::string garbage() {
    std::string bytes(1 + below(kMostPasteBytes), '\0');
    for (char& byte : bytes) byte = static_cast<char>(below(256));
    return bytes;
  }

  std::string typed() {
    static const std::vector<std::string> kTyped = {
        R"({"status":"firing","labels":{"alertname":"KubePodCrashLooping","pod":"api-7d9f"}})",
        "java.lang.NullPointerException: null\n\tat com.acme.Order$Line.total(Order.java:217)",
        "kubectl -n prod logs deploy/api --since=1h | grep -v 'GET /healthz' && rm -rf /tmp/*",
        "curl -sS -XPOST 'https://api.example.com/v1/x?y=1&z=%20' -H \"Auth: $T\" -d @-",
        "SELECT * FROM orders WHERE id = 'x' OR '1'='1'; --",
        "\"unbalanced -quote AND OR NOT ((( service: before: blind_gap:>>1h certif* *",
        "データベースの接続が枯渇しました。再起動しても直りません",
        "база данных недоступна после обновления сертификата",
        "تعطلت الخدمة بعد التحديث",
        "🔥🔥 prod is down 🚨 anyone??? 😭 https://grafana.example.com/d/abc?from=now-1h",
        "\xf0\x9f\x98 broken \xff\xfe utf-8 \xc0\xaf",
        "-",
        "\"",
        "*",
        "a",
        ":",
        "\n\n\n",
        " \t ",
        "service:",
        "-service:x",
        "title:\"\"",
        std::string(200, '('),
        std::string(5000, 'x'),
        std::string(300, '\0'),
    };
    return kTyped[below(kTyped.size())];
  }

  std::vector<fs::path> files_;
  std::size_t number_ = 0;
  std::mt19937 random_{20'260'203};
};

TEST(Pastes, TwoThousandOfEveryKindGetAnAnswer) {
  JudgedCorpus corpus("corpus");
  Tokenizer tokenizer(thesaurus_of(Settings()));
  Pastes pastes;
  for (std::size_t i = 0; i < kPastes; ++i) {
    Question question;
    question.text = pastes.next();
    SCOPED_TRACE(testing::PrintToString(question.text.substr(0, 200)));
    SearchAnswer answer;
    ASSERT_NO_THROW(answer =
                        answer_search(corpus.reader(), tokenizer, question, {.now = kRankingNow}));
    EXPECT_FALSE(answer.verdict.reason.empty());
    EXPECT_LE(answer.hits.size(), question.limit);
    EXPECT_TRUE(!answer.hits.empty() || answer.verdict.answer == VerdictAnswer::kNo);
  }
}

}  // namespace
}  // namespace dejavu
