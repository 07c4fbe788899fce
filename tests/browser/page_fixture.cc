// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/browser/page_fixture.h"

namespace dejavu {
namespace {

/// A guard against hanging.
constexpr std::chrono::seconds kPatience{180};

int port_in(const std::string& printed) {
  const std::string before = "http://127.0.0.1:";
  const std::size_t at = printed.find(before);
  return at == std::string::npos ? 0 : std::atoi(printed.c_str() + at + before.size());
}

}  // namespace

void Page::SetUp() {
  if (!has_browser()) GTEST_SKIP() << "skipped: chromium and chromium-driver are not installed";
  write_corpus();
  const std::string corpus = folder_.path() / "corpus";
  const std::string index = folder_.path() / "index";
  const Outcome built =
      run_program({.words = {DEJAVU_INDEX_PROGRAM, "build", "--corpus", corpus, "--index", index}});
  ASSERT_EQ(built.status, 0) << built.errors;
  server_.emplace(ProgramStart{.words = {DEJAVU_PROGRAM, "serve", "--corpus", corpus, "--index",
                                         index, "--listen", "127.0.0.1:0"}});
  ASSERT_TRUE(server_->prints("http://127.0.0.1:", kPatience));
  port_ = port_in(server_->output());
  browser_ = std::make_unique<Browser>();
}

void Page::write_corpus() {
  folder_.write(
      "corpus/2023-05-02-certificate.md",
      "---\nid: PM-2023-011\ntitle: Gateway certificate expired\nseverity: sev1\n"
      "started_at: 2023-05-02T08:00Z\nservices: [gateway, payments]\ntags: [tls]\n---\n"
      "## Summary\nThe TLS certificate of the gateway expired on Sunday. 100% of a=b & c#d "
      "requests failed.\n"
      "## Resolution\nRenewed the certificate and reloaded the proxies.\n"
      "## First check\nRead notAfter with openssl s_client.\n"
      "## Wrong turns\nRestarting the proxies.\n");
  folder_.write(
      "corpus/2024-02-29-leap.md",
      "---\nid: PM-2024-003\ntitle: Leap day breaks the billing scheduler\nseverity: sev2\n"
      "started_at: 2024-02-29T00:00Z\nservices: [billing]\ntags: [time]\n---\n"
      "## Summary\nThe scheduler computed the same day of next year, which did not exist. "
      "A certificate was not involved.\n"
      "## Resolution\nDeployed a build that clamps the day.\n"
      "## Timeline\n- 00:00 the scheduler stops\n- 02:10 deployed\n");
  folder_.write(
      "corpus/2024-06-01-hostile.md",
      "---\nid: \"PM-<i>&'\\\"\"\n"
      "title: \"<script>window.struck=1</script><img src=x onerror='window.struck=1'> \\\"'\"\n"
      "started_at: 2024-06-01T00:00Z\nservices: [\"<b>bold</b>\"]\n---\n"
      "## Summary\nMoonquake <script>window.struck=1</script> "
      "[here](javascript:window.struck=1)\n");
}

void Page::block_scripts() { browser_ = std::make_unique<Browser>(Scripts::kBlocked); }

std::string Page::address(const std::string& path) const {
  return "http://127.0.0.1:" + std::to_string(port_) + path;
}

void Page::paste(const std::string& text) {
  const std::string box = "document.querySelector('#q')";
  browser_->value("(" + box + ".value = " + nlohmann::json(text).dump() + ", " + box +
                  ".dispatchEvent(new Event('input', {bubbles: true})))");
}

bool Page::shows(const std::string& title) {
  return browser_->becomes_true(
      "[...document.querySelectorAll('.hit h3')].some((one) => one.textContent.includes(" +
      nlohmann::json(title).dump() + "))");
}

}  // namespace dejavu
