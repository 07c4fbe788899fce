// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/crash/disk_model.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <string_view>

#include "core/base/files.h"
#include "tests/crash/shim_journal.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxJournalBytes = std::size_t{256} << 20;

std::string_view take(std::string_view& rest, std::size_t size) {
  const std::string_view taken = rest.substr(0, size);
  rest.remove_prefix(std::min(size, rest.size()));
  return taken;
}

void write_at(std::string& bytes, std::uint64_t offset, std::string_view written) {
  bytes.resize(std::max<std::size_t>(bytes.size(), offset + written.size()));
  bytes.replace(offset, written.size(), written);
}

}  // namespace

std::vector<JournalEntry> read_journal(const fs::path& file) {
  const std::string bytes = read_file(file, kMaxJournalBytes);
  std::string_view rest = bytes;
  std::vector<JournalEntry> entries;
  while (rest.size() >= sizeof(JournalHead)) {
    JournalHead head;
    std::memcpy(&head, take(rest, sizeof head).data(), sizeof head);
    JournalEntry entry;
    entry.call = head.call;
    entry.path = take(rest, head.path_size);
    entry.other = take(rest, head.other_size);
    entry.offset = head.offset;
    entry.bytes = take(rest, head.size);
    entries.push_back(std::move(entry));
  }
  return entries;
}

DiskModel::DiskModel(const fs::path& folder) : root_path_(folder), root_(load(folder)) {}

DiskModel::NodePtr DiskModel::load(const fs::path& path) {
  auto node = std::make_shared<Node>();
  node->is_folder = fs::is_directory(path);
  if (node->is_folder) {
    for (const auto& entry : fs::directory_iterator(path)) {
      node->names[entry.path().filename().string()] = load(entry.path());
    }
  } else {
    node->bytes = read_file(path, kMaxJournalBytes);
  }
  node->synced_names = node->names;
  node->synced_bytes = node->bytes;
  return node;
}

DiskModel::NodePtr DiskModel::find(const fs::path& path) const {
  NodePtr node = root_;
  for (const fs::path& part : path.lexically_relative(root_path_)) {
    if (part == ".") continue;
    const auto found = node->names.find(part.string());
    if (found == node->names.end()) return nullptr;
    node = found->second;
  }
  return node;
}

void DiskModel::put(const fs::path& path, NodePtr node) {
  const NodePtr folder = find(path.parent_path());
  if (folder) folder->names[path.filename().string()] = std::move(node);
}

void DiskModel::apply(const JournalEntry& entry) {
  const NodePtr node = find(entry.path);
  if (entry.call == 'c' || entry.call == 'm') {
    if (node) return;
    auto made = std::make_shared<Node>();
    made->is_folder = entry.call == 'm';
    put(entry.path, made);
  }
  if (!node) return;  // a file that has lost its name: nobody will find it
  if (entry.call == 't') node->bytes.resize(entry.offset);
  if (entry.call == 'w') write_at(node->bytes, entry.offset, entry.bytes);
  if (entry.call == 's') {
    node->synced_bytes = node->bytes;
    node->synced_names = node->names;
  }
  if (entry.call != 'r' && entry.call != 'u') return;
  const fs::path path = entry.path;
  if (const NodePtr folder = find(path.parent_path())) folder->names.erase(path.filename());
  if (entry.call == 'r') put(entry.other, node);
}

void DiskModel::write_survivors(Survives survives, const std::string& name) const {
  fs::remove_all(root_path_ / name);
  const Names& names = survives == Survives::kNames ? root_->names : root_->synced_names;
  const auto found = names.find(name);
  if (found != names.end()) write_folder(*found->second, survives, root_path_ / name);
}

void DiskModel::write_folder(const Node& folder, Survives survives, const fs::path& target) {
  fs::create_directory(target);
  const bool names_survive = survives == Survives::kNames;
  for (const auto& [name, node] : names_survive ? folder.names : folder.synced_names) {
    if (node->is_folder) {
      write_folder(*node, survives, target / name);
      continue;
    }
    std::string bytes = node->synced_bytes;
    if (names_survive) bytes.resize(node->bytes.size());
    std::ofstream(target / name, std::ios::binary) << bytes;
  }
}

}  // namespace dejavu
