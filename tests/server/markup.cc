// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/server/markup.h"

#include <algorithm>
#include <array>
#include <set>

namespace dejavu {
namespace {

constexpr std::array<std::string_view, 6> kVoid = {"meta", "link", "input", "br", "hr", "img"};

std::string decoded(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kEntities = {{
      {"&lt;", "<"},
      {"&gt;", ">"},
      {"&quot;", "\""},
      {"&#39;", "'"},
      {"&apos;", "'"},
      {"&amp;", "&"},
  }};
  std::string out;
  while (!text.empty()) {
    const auto entity = std::find_if(kEntities.begin(), kEntities.end(),
                                     [&](const auto& e) { return text.starts_with(e.first); });
    out += entity == kEntities.end() ? text.substr(0, 1) : entity->second;
    text.remove_prefix(entity == kEntities.end() ? 1 : entity->first.size());
  }
  return out;
}

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t'; }

class MarkupReader {
 public:
  explicit MarkupReader(std::string_view html) : rest_(html) {}

  Markup read() {
    while (!rest_.empty()) {
      const std::size_t open = std::min(rest_.find('<'), rest_.size());
      markup_.text += decoded(rest_.substr(0, open));
      rest_.remove_prefix(open);
      if (!rest_.empty()) read_tag();
    }
    for (const std::string& name : open_) fault("not closed: " + name);
    check_references();
    return std::move(markup_);
  }

 private:
  void fault(const std::string& what) { markup_.faults.push_back(what); }

  void read_tag() {
    if (rest_.starts_with("<!doctype html>")) return skip_past(">");
    if (rest_.starts_with("<!--")) return skip_past("-->");
    rest_.remove_prefix(1);
    const bool closing = rest_.starts_with("/");
    if (closing) rest_.remove_prefix(1);
    const std::string name = read_name();
    if (name.empty()) return fault("a bare <");
    if (closing) return close(name);
    Tag tag{name, {}};
    while (read_attribute(tag)) {
    }
    skip_past(">");
    check(tag);
    if (std::find(kVoid.begin(), kVoid.end(), name) == kVoid.end()) open_.push_back(name);
    markup_.tags.push_back(std::move(tag));
  }

  void close(const std::string& name) {
    skip_past(">");
    if (open_.empty() || open_.back() != name) return fault("closed out of order: " + name);
    open_.pop_back();
  }

  void skip_past(std::string_view end) {
    const std::size_t at = rest_.find(end);
    if (at == std::string_view::npos) fault("no end: " + std::string(end));
    rest_.remove_prefix(at == std::string_view::npos ? rest_.size() : at + end.size());
  }

  std::string read_name() {
    std::size_t length = 0;
    while (length < rest_.size() && (std::isalnum(rest_[length]) != 0 || rest_[length] == '-')) {
      ++length;
    }
    const std::string name(rest_.substr(0, length));
    rest_.remove_prefix(length);
    return name;
  }

  bool read_attribute(Tag& tag) {
    while (!rest_.empty() && is_blank(rest_.front())) rest_.remove_prefix(1);
    if (rest_.empty() || rest_.front() == '>' || rest_.starts_with("/>")) return false;
    const std::string name = read_name();
    if (name.empty()) {
      fault("no attribute in <" + tag.name);
      return false;
    }
    if (!rest_.starts_with("=")) {
      tag.attributes[name] = "";
      return true;
    }
    rest_.remove_prefix(1);
    if (!rest_.starts_with("\"")) {
      fault("unquoted: " + name);
      return false;
    }
    const std::size_t end = rest_.find('"', 1);
    if (end == std::string_view::npos) return false;
    if (tag.attributes.count(name) > 0) fault("twice in one tag: " + name);
    tag.attributes[name] = decoded(rest_.substr(1, end - 1));
    rest_.remove_prefix(end + 1);
    return true;
  }

  void check(const Tag& tag) {
    for (const auto& [name, value] : tag.attributes) {
      if (name.starts_with("on") || name == "style") fault("attribute " + name);
      if (name == "id" && !ids_.insert(value).second) fault("id twice: " + value);
      const bool address = name == "href" || name == "src" || name == "action";
      const bool safe = value.starts_with("/") || value.starts_with("#") ||
                        value.starts_with("https://") || value.starts_with("http://");
      if (address && !safe) fault("address: " + value);
    }
    const bool loaded = tag.attributes.count("src") > 0;
    if (tag.name == "script" && !loaded) fault("inline script");
    if (tag.name == "style" || tag.name == "iframe") fault("<" + tag.name);
  }

  void check_references() {
    for (const Tag& tag : markup_.tags) {
      for (const auto& [name, value] : tag.attributes) {
        const bool refers = name == "for" || name == "aria-labelledby";
        if (refers && ids_.count(value) == 0) fault(name + " names nothing: " + value);
      }
    }
  }

  std::string_view rest_;
  Markup markup_;
  std::vector<std::string> open_;
  std::set<std::string> ids_;
};

}  // namespace

std::vector<const Tag*> Markup::all(std::string_view name) const {
  std::vector<const Tag*> found;
  for (const Tag& tag : tags) {
    if (tag.name == name) found.push_back(&tag);
  }
  return found;
}

const Tag* Markup::by_id(std::string_view id) const {
  for (const Tag& tag : tags) {
    const auto attribute = tag.attributes.find("id");
    if (attribute != tag.attributes.end() && attribute->second == id) return &tag;
  }
  return nullptr;
}

const Tag* Markup::link_to(std::string_view address) const {
  for (const Tag* tag : all("a")) {
    const auto href = tag->attributes.find("href");
    if (href != tag->attributes.end() && href->second == address) return tag;
  }
  return nullptr;
}

Markup read_markup(std::string_view html) { return MarkupReader(html).read(); }

}  // namespace dejavu
