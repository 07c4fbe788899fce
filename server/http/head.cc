// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/head.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "core/base/text.h"

namespace dejavu {
namespace {

bool is_token(std::string_view text) {
  constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
  const auto allowed = [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           kMarks.find(c) != std::string_view::npos;
  };
  return !text.empty() && std::ranges::all_of(text, allowed);
}

bool has_control_characters(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == '\x7f';
  });
}

HttpResponse malformed(std::string_view detail) {
  return problem(400, "Malformed request", detail, "Send one request as RFC 9112 writes it.");
}

HttpResponse target_too_long(const HttpLimits& limits) {
  return problem(414, "Address too long",
                 "The address is longer than " + std::to_string(limits.target_bytes) + " bytes.",
                 "Send a long text as JSON by POST.");
}

/// Reads line by line; the first thing that is wrong becomes the refusal.
class HeadParser {
 public:
  HeadParser(std::string_view bytes, const HttpLimits& limits) : rest_(bytes), limits_(limits) {}

  std::variant<RequestHead, HttpResponse> parse() {
    read_request_line(next_line());
    for (std::string_view line = next_line(); !line.empty(); line = next_line()) {
      read_header(line);
    }
    interpret();
    if (refusal_) return std::move(*refusal_);
    return std::move(head_);
  }

 private:
  void refuse(HttpResponse response) {
    if (!refusal_) refusal_ = std::move(response);
  }

  std::string_view next_line() {
    const std::size_t end = rest_.find('\n');
    if (refusal_ || end == std::string_view::npos) return {};
    std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    if (!line.ends_with('\r')) {
      refuse(malformed("A line of the head does not end with CR LF."));
      return {};
    }
    line.remove_suffix(1);
    return line;
  }

  void read_request_line(std::string_view line) {
    if (refusal_) return;
    const std::size_t first = std::min(line.find(' '), line.size());
    const std::size_t last = std::min(line.rfind(' '), line.size());
    if (first >= last || !is_token(line.substr(0, first))) {
      return refuse(malformed("The first line is not 'METHOD /address HTTP/1.1'."));
    }
    head_.method = line.substr(0, first);
    head_.target = line.substr(first + 1, last - first - 1);
    const std::string_view version = line.substr(last + 1);
    if (version != "HTTP/1.1" && version != "HTTP/1.0") {
      return refuse(problem(505, "HTTP version not supported", "", "Use HTTP/1.1."));
    }
    is_1_0_ = version == "HTTP/1.0";
    if (head_.target.size() > limits_.target_bytes) return refuse(target_too_long(limits_));
    if (!head_.target.starts_with('/') || has_control_characters(head_.target) ||
        head_.target.find_first_of(" \t") != std::string::npos) {
      refuse(malformed("The address of the request has to begin with '/' and hold no blank."));
    }
  }

  void read_header(std::string_view line) {
    const std::size_t colon = std::min(line.find(':'), line.size());
    const std::string_view value = line.substr(std::min(colon + 1, line.size()));
    if (colon == line.size() || !is_token(line.substr(0, colon)) || has_control_characters(value)) {
      return refuse(malformed("A header line is not 'Name: value'."));
    }
    if (head_.headers.size() == limits_.header_lines) {
      return refuse(problem(
          431, "Too many headers",
          "The request has more than " + std::to_string(limits_.header_lines) + " header lines.",
          "Send fewer headers."));
    }
    head_.headers.emplace_back(to_lower_ascii(line.substr(0, colon)), trim(value));
  }

  /// The value of a header that may come once; refuses when it comes twice.
  std::optional<std::string> single(std::string_view name) {
    std::optional<std::string> found;
    for (const auto& [key, value] : head_.headers) {
      if (key != name) continue;
      if (found) refuse(malformed("The header '" + key + "' comes twice."));
      found = value;
    }
    return found;
  }

  void interpret() {
    if (refusal_) return;
    if (!single("host") && !is_1_0_) refuse(malformed("The Host header is missing."));
    interpret_connection();
    interpret_framing();
    const std::string expect = to_lower_ascii(single("expect").value_or(""));
    if (!expect.empty() && expect != "100-continue") {
      refuse(problem(417, "Expectation failed", "", "Leave the Expect header out."));
    }
    head_.expects_continue = !expect.empty() && head_.has_body();
    const std::string coding = to_lower_ascii(single("content-encoding").value_or("identity"));
    if (coding != "identity") {
      refuse(problem(415, "Compressed request", "A request's body is not decompressed here.",
                     "Send the body without Content-Encoding."));
    }
  }

  void interpret_connection() {
    head_.keep_alive = !is_1_0_;  // what HTTP/1.0 calls keep-alive is not worth its rules
    for (const auto& [key, value] : head_.headers) {
      if (key == "connection" && to_lower_ascii(value).find("close") != std::string::npos) {
        head_.keep_alive = false;
      }
    }
  }

  void interpret_framing() {
    const std::optional<std::string> coding = single("transfer-encoding");
    const std::optional<std::string> length = single("content-length");
    if (coding && (length || is_1_0_)) {
      return refuse(malformed("The length of the body is given in two ways."));
    }
    if (coding && to_lower_ascii(*coding) != "chunked") {
      return refuse(problem(501, "Transfer coding not supported", "", "Use 'chunked' alone."));
    }
    head_.chunked = coding.has_value();
    if (length) interpret_length(*length);
    if (head_.method == "HEAD" && head_.has_body()) {
      refuse(malformed("A HEAD request has no body."));
    }
  }

  void interpret_length(const std::string& text) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.empty() || !std::ranges::all_of(text, is_digit)) {
      return refuse(malformed("Content-Length is not a number."));
    }
    const auto result =
        std::from_chars(text.data(), text.data() + text.size(), head_.content_length);
    if (result.ec != std::errc() || head_.content_length > limits_.body_bytes) {
      refuse(body_too_large(limits_));
    }
  }

  std::string_view rest_;
  const HttpLimits& limits_;
  RequestHead head_;
  bool is_1_0_ = false;
  std::optional<HttpResponse> refusal_;
};

/// "[::1]:8080" → "::1", "Example.org:80" → "example.org".
std::string host_name(std::string_view host) {
  if (host.starts_with('[')) {
    host.remove_prefix(1);
    return to_lower_ascii(host.substr(0, host.find(']')));
  }
  const std::size_t colon = host.find(':');
  const bool is_bare_ipv6 = colon != std::string_view::npos && colon != host.rfind(':');
  return to_lower_ascii(is_bare_ipv6 ? host : host.substr(0, colon));
}

}  // namespace

std::variant<RequestHead, HttpResponse> parse_head(std::string_view bytes,
                                                   const HttpLimits& limits) {
  return HeadParser(bytes, limits).parse();
}

HttpResponse refuse_long_head(std::string_view beginning, const HttpLimits& limits) {
  if (beginning.substr(0, beginning.find('\n')).size() > limits.target_bytes) {
    return target_too_long(limits);
  }
  return problem(431, "Headers too large",
                 "The headers are longer than " + std::to_string(limits.head_bytes) + " bytes.",
                 "Send fewer or shorter headers; clear this site's cookies.");
}

HttpResponse body_too_large(const HttpLimits& limits) {
  return problem(413, "Body too large",
                 "The body is longer than " + std::to_string(limits.body_bytes) + " bytes.",
                 "Send the part that matters: the error lines and the alert.");
}

AllowedHosts::AllowedHosts(const HttpOptions& options) : names_{"127.0.0.1", "localhost", "::1"} {
  names_.push_back(host_name(options.host));
  for (const std::string& host : options.allowed_hosts) names_.push_back(host_name(host));
}

bool AllowedHosts::allow(std::string_view host, std::string_view local_address) const {
  const std::string name = host_name(host);
  return name == local_address || std::ranges::find(names_, name) != names_.end();
}

}  // namespace dejavu
