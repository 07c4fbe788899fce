// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <sstream>
#include <stdexcept>

#include "core/postmortem/meta_value.h"

namespace dejavu {
namespace {

/// Leaves the parser; never leaves this file.
struct Refusal {
  int line;
  int column;
  const char* code;
  std::string message;
};

/// Builds values from the parser's events. Events and not YAML::Load: an alias is refused when it
/// is met, before anything could expand it, and depth and number are bounded while reading.
class TreeBuilder : public YAML::EventHandler {
 public:
  explicit TreeBuilder(int first_line) : line_offset_(first_line) {}

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { add(value_at(mark)); }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw Refusal{line_offset_ + mark.line, 1 + mark.column, "yaml-alias",
                  "YAML aliases are refused; the front matter was read line by line."};
  }

  void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                const std::string& text) override {
    MetaValue value = value_at(mark);
    value.kind = MetaValue::Kind::kScalar;
    value.scalar = text;
    add(std::move(value));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    open(mark, MetaValue::Kind::kList);
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {
    open(mark, MetaValue::Kind::kMap);
  }
  void OnMapEnd() override { close(); }

  MetaValue take() { return std::move(root_); }

 private:
  /// A list or map that is not closed yet. In a map, keys and values arrive in turn.
  struct Open {
    MetaValue value;
    bool has_key = false;
  };

  MetaValue value_at(const YAML::Mark& mark) {
    if (++values_ > kMaxFrontMatterValues) {
      throw Refusal{line_offset_ + mark.line, 1 + mark.column, "front-matter-too-large",
                    fmt::format("The front matter has more than {} values; it was read line by "
                                "line.",
                                kMaxFrontMatterValues)};
    }
    MetaValue value;
    value.line = line_offset_ + mark.line;
    value.column = 1 + mark.column;
    return value;
  }

  void open(const YAML::Mark& mark, MetaValue::Kind kind) {
    if (stack_.size() >= kMaxFrontMatterDepth) {
      throw Refusal{line_offset_ + mark.line, 1 + mark.column, "front-matter-too-deep",
                    fmt::format("The front matter is nested deeper than {} levels; it was read "
                                "line by line.",
                                kMaxFrontMatterDepth)};
    }
    Open opened;
    opened.value = value_at(mark);
    opened.value.kind = kind;
    stack_.push_back(std::move(opened));
  }

  void close() {
    MetaValue value = std::move(stack_.back().value);
    stack_.pop_back();
    add(std::move(value));
  }

  void add(MetaValue value) {
    if (stack_.empty()) {
      root_ = std::move(value);
      return;
    }
    Open& parent = stack_.back();
    if (parent.value.kind == MetaValue::Kind::kList) {
      parent.value.items.push_back(std::move(value));
    } else if (!parent.has_key) {
      // A list or map as key has no name; its text is lost, its value is not.
      parent.value.keys.push_back(value.kind == MetaValue::Kind::kScalar ? value.scalar : "?");
      parent.has_key = true;
    } else {
      parent.value.items.push_back(std::move(value));
      parent.has_key = false;
    }
  }

  int line_offset_;
  std::size_t values_ = 0;
  std::vector<Open> stack_;
  MetaValue root_;
};

MetaDocument refuse(std::string_view block, int first_line, Refusal refusal) {
  MetaDocument document;
  document.root = read_lines(block, first_line);
  document.diagnostics.push_back({refusal.line, refusal.column, DiagnosticLevel::kWarning,
                                  refusal.code, std::move(refusal.message)});
  return document;
}

}  // namespace

MetaDocument read_yaml(std::string_view block, int first_line) {
  std::istringstream stream{std::string(block)};
  TreeBuilder builder(first_line);
  try {
    YAML::Parser parser(stream);
    parser.HandleNextDocument(builder);
  } catch (Refusal& refusal) {
    return refuse(block, first_line, std::move(refusal));
  } catch (const YAML::Exception& error) {
    const int line = error.mark.is_null() ? first_line : first_line + error.mark.line;
    const int column = error.mark.is_null() ? 1 : error.mark.column + 1;
    return refuse(
        block, first_line,
        {line, column, "front-matter-invalid",
         fmt::format("The YAML is not valid ({}); it was read line by line.", error.msg)});
  }
  MetaDocument document;
  document.root = builder.take();
  if (document.root.kind == MetaValue::Kind::kMap || document.root.kind == MetaValue::Kind::kNull) {
    return document;
  }
  return refuse(block, first_line,
                {first_line, 1, "front-matter-invalid",
                 "The front matter is no list of keys and values; it was read line by line."});
}

}  // namespace dejavu
