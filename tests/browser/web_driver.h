// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "tests/base/temporary_folder.h"
#include "tests/cli/program.h"

namespace dejavu {

enum class Scripts { kAllowed, kBlocked };

struct Screen {
  int width = 1280;
  int height = 900;
};

/// Whether chromium and chromedriver are there.
bool has_browser();

/// A headless chromium with a fresh profile, driven over WebDriver, which is JSON over HTTP.
/// Throws std::runtime_error with the driver's own words when a command fails.
class Browser {
 public:
  explicit Browser(Scripts scripts = Scripts::kAllowed);
  ~Browser();
  Browser(const Browser&) = delete;
  Browser& operator=(const Browser&) = delete;

  /// A chromium that crashed by itself, as it does once in some thousand pages on a busy machine,
  /// is started anew, told again what it had been told, and asked once more.
  void open(const std::string& url);
  std::string url();
  void back();
  void forward();
  void reload();

  /// Types into the first element that a CSS selector finds; keys() sends to what has the focus.
  void type(const std::string& selector, const std::string& text);
  void keys(const std::string& text);
  void click(const std::string& selector);

  /// The value of a JavaScript expression. Works in pages whose own scripts are blocked, too.
  nlohmann::json value(const std::string& expression);

  /// Runs statements in this page, whatever its content security policy.
  void run(const std::string& statements);

  /// Runs statements in every page from now on, before anything of the page.
  void run_first(const std::string& statements);

  /// Waits until the expression is true; false when it is not within a minute, a guard only. Also
  /// what follows a click that leads to another page: the click may return before it is loaded.
  bool becomes_true(const std::string& expression);

  /// The element's text as it is shown; empty when there is none.
  std::string text(const std::string& selector);

  void set_screen(Screen screen);
  void set_colours(const std::string& scheme);  // "light" or "dark"

  /// What a media query asks for: ("forced-colors", "active").
  void set_media(const std::string& feature, const std::string& value);

  /// A phone on the road: a processor four times as slow, 150 ms there and back, 1.6 Mbit/s.
  void slow_down();

  /// As if nothing had been loaded before.
  void empty_cache();

  /// Lets pages read and write the clipboard without asking.
  void allow_clipboard();

  /// What assistive technology is told of the page: objects with `role`, `name`, `properties`.
  nlohmann::json accessibility_tree();

  /// As on paper from now on, until set_colours.
  void show_as_printed();

  /// The page as PDF in base64, on paper of this size.
  std::string print(double width_cm, double height_cm);

  /// Errors and violations of the content security policy since the last call.
  std::vector<std::string> complaints();

 private:
  nlohmann::json send(const std::string& method, const std::string& path,
                      const nlohmann::json& body);
  nlohmann::json post(const std::string& path, const nlohmann::json& body);
  void begin_session();
  void begin_again();
  bool is_true(const std::string& expression);
  nlohmann::json devtools(const std::string& command, const nlohmann::json& parameters);
  std::string element(const std::string& selector);

  struct Told {
    std::string command;
    nlohmann::json parameters;
  };

  const Scripts scripts_;
  TemporaryFolder profile_;
  std::optional<RunningProgram> driver_;
  int port_ = 0;
  std::string session_;     // "/session/<id>"
  std::vector<Told> told_;  // in this session, over the tools for developers
};

/// WebDriver's names of keys that are no characters.
inline constexpr const char* kTabKey = "\uE004";
inline constexpr const char* kEnterKey = "\uE007";
inline constexpr const char* kShiftKey = "\uE008";
inline constexpr const char* kEscapeKey = "\uE00C";
inline constexpr const char* kLeftKey = "\uE012";
inline constexpr const char* kRightKey = "\uE014";

}  // namespace dejavu
