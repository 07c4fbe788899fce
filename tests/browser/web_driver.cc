// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/browser/web_driver.h"

#include <httplib.h>
#include <signal.h>

#include <stdexcept>
#include <string_view>
#include <thread>
#include <utility>

namespace dejavu {
namespace {

using nlohmann::json;

/// Guards against hanging; each step takes some milliseconds.
constexpr std::chrono::seconds kPatience{180};
constexpr std::chrono::milliseconds kPollInterval{20};

/// As root in a container; nothing that chromium does on its own may reach the network.
const std::vector<std::string> kFlags = {"--headless",
                                         "--no-sandbox",
                                         "--disable-dev-shm-usage",
                                         "--disable-gpu",
                                         "--disable-quic",
                                         "--no-first-run",
                                         "--disable-background-networking",
                                         "--disable-component-update",
                                         "--disable-sync",
                                         "--disable-default-apps"};

/// WebDriver's name of an element reference in JSON.
constexpr const char* kElementKey = "element-6066-11e4-a52e-4f735466cecf";

constexpr const char* kBlocked = "profile.managed_default_content_settings.javascript";

json capabilities(const std::string& profile, Scripts scripts) {
  std::vector<std::string> flags = kFlags;
  flags.push_back("--user-data-dir=" + profile);
  json options = {{"args", flags}};
  if (scripts == Scripts::kBlocked) options["prefs"] = {{kBlocked, 2}};
  return {{"capabilities",
           {{"alwaysMatch",
             {{"goog:chromeOptions", options}, {"goog:loggingPrefs", {{"browser", "ALL"}}}}}}}};
}

int port_in(const std::string& printed) {
  const std::string before = "successfully on port ";
  const std::size_t at = printed.find(before);
  return at == std::string::npos ? 0 : std::atoi(printed.c_str() + at + before.size());
}

}  // namespace

bool has_browser() { return is_installed("chromium") && is_installed("chromedriver"); }

Browser::Browser(Scripts scripts) : scripts_(scripts) {
  driver_.emplace(ProgramStart{.words = {"chromedriver", "--port=0"}});
  if (!driver_->prints("successfully on port ", kPatience)) {
    throw std::runtime_error("chromedriver did not start: " + driver_->output());
  }
  port_ = port_in(driver_->output());
  begin_session();
}

void Browser::begin_session() {
  const json session = post("/session", capabilities(profile_.path(), scripts_));
  session_ = "/session/" + session.at("sessionId").get<std::string>();
}

void Browser::begin_again() {
  send("DELETE", session_, {});
  begin_session();
  const std::vector<Told> told = std::exchange(told_, {});
  for (const Told& one : told) devtools(one.command, one.parameters);
}

Browser::~Browser() {
  // Chromium outlives a driver that is killed: the session is closed first.
  httplib::Client client("127.0.0.1", port_);
  client.set_read_timeout(kPatience);
  client.Delete(session_.c_str());
  driver_->stop(SIGTERM);
}

json Browser::send(const std::string& method, const std::string& path, const json& body) {
  httplib::Client client("127.0.0.1", port_);
  client.set_read_timeout(kPatience);
  httplib::Request request;
  request.method = method;
  request.path = path;
  if (method == "POST") {
    request.body = body.dump();
    request.set_header("Content-Type", "application/json");
  }
  const httplib::Result result = client.send(request);
  if (!result) throw std::runtime_error("chromedriver does not answer: " + path);
  json answer = json::parse(result->body).at("value");
  if (result->status != 200) throw std::runtime_error(path + ": " + answer.dump());
  return answer;
}

json Browser::post(const std::string& path, const json& body) { return send("POST", path, body); }

json Browser::devtools(const std::string& command, const json& parameters) {
  told_.push_back({command, parameters});
  return post(session_ + "/goog/cdp/execute", {{"cmd", command}, {"params", parameters}});
}

std::string Browser::element(const std::string& selector) {
  const json found = post(session_ + "/element", {{"using", "css selector"}, {"value", selector}});
  return session_ + "/element/" + found.at(kElementKey).get<std::string>();
}

void Browser::open(const std::string& url) {
  try {
    post(session_ + "/url", {{"url", url}});
  } catch (const std::runtime_error& error) {
    if (std::string_view(error.what()).find("tab crashed") == std::string_view::npos) throw;
    begin_again();
    post(session_ + "/url", {{"url", url}});
  }
}
std::string Browser::url() { return send("GET", session_ + "/url", {}).get<std::string>(); }
void Browser::back() { post(session_ + "/back", json::object()); }
void Browser::forward() { post(session_ + "/forward", json::object()); }
void Browser::reload() { post(session_ + "/refresh", json::object()); }

void Browser::type(const std::string& selector, const std::string& text) {
  post(element(selector) + "/value", {{"text", text}});
}

void Browser::keys(const std::string& text) {
  const json active = send("GET", session_ + "/element/active", {});
  post(session_ + "/element/" + active.at(kElementKey).get<std::string>() + "/value",
       {{"text", text}});
}

void Browser::click(const std::string& selector) {
  post(element(selector) + "/click", json::object());
}

json Browser::value(const std::string& expression) {
  return post(session_ + "/execute/sync",
              {{"script", "return (" + expression + ");"}, {"args", json::array()}});
}

void Browser::run(const std::string& statements) {
  post(session_ + "/execute/sync", {{"script", statements}, {"args", json::array()}});
}

void Browser::run_first(const std::string& statements) {
  devtools("Page.addScriptToEvaluateOnNewDocument", {{"source", statements}});
}

bool Browser::is_true(const std::string& expression) {
  try {
    return value("Boolean(" + expression + ")").get<bool>();
  } catch (const std::runtime_error&) {
    return false;  // the page is being left
  }
}

bool Browser::becomes_true(const std::string& expression) {
  const auto end = std::chrono::steady_clock::now() + kPatience;
  while (std::chrono::steady_clock::now() < end) {
    if (is_true(expression)) return true;
    std::this_thread::sleep_for(kPollInterval);
  }
  return false;
}

std::string Browser::text(const std::string& selector) {
  return value("document.querySelector(" + json(selector).dump() + ")?.innerText ?? ''")
      .get<std::string>();
}

void Browser::set_screen(Screen screen) {
  devtools("Emulation.setDeviceMetricsOverride", {{"width", screen.width},
                                                  {"height", screen.height},
                                                  {"deviceScaleFactor", 1},
                                                  {"mobile", screen.width < 600}});
}

void Browser::set_colours(const std::string& scheme) { set_media("prefers-color-scheme", scheme); }

void Browser::set_media(const std::string& feature, const std::string& value) {
  const json one = {{"name", feature}, {"value", value}};
  devtools("Emulation.setEmulatedMedia", {{"features", json::array({one})}});
}

void Browser::slow_down() {
  constexpr int kBytesPerSecond = 1'600'000 / 8;
  constexpr int kRoundTripMs = 150;
  devtools("Network.enable", json::object());
  devtools("Network.emulateNetworkConditions", {{"offline", false},
                                                {"latency", kRoundTripMs},
                                                {"downloadThroughput", kBytesPerSecond},
                                                {"uploadThroughput", kBytesPerSecond}});
  devtools("Emulation.setCPUThrottlingRate", {{"rate", 4}});
}

void Browser::empty_cache() { devtools("Network.clearBrowserCache", json::object()); }

void Browser::allow_clipboard() {
  const json permissions = {"clipboardReadWrite", "clipboardSanitizedWrite"};
  devtools("Browser.grantPermissions", {{"permissions", permissions}});
}

json Browser::accessibility_tree() {
  return devtools("Accessibility.getFullAXTree", json::object()).at("nodes");
}

void Browser::show_as_printed() { devtools("Emulation.setEmulatedMedia", {{"media", "print"}}); }

std::string Browser::print(double width_cm, double height_cm) {
  const json page = {{"width", width_cm}, {"height", height_cm}};
  return post(session_ + "/print", {{"page", page}}).get<std::string>();
}

std::vector<std::string> Browser::complaints() {
  std::vector<std::string> complaints;
  for (const json& entry : post(session_ + "/se/log", {{"type", "browser"}})) {
    const std::string level = entry.at("level");
    if (level == "SEVERE" || level == "WARNING") complaints.push_back(entry.at("message"));
  }
  return complaints;
}

}  // namespace dejavu
