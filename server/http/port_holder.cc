// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/port_holder.h"

#include <charconv>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <vector>

namespace dejavu {
namespace {

namespace fs = std::filesystem;

/// "socket:[12345]", as /proc/<pid>/fd shows it, for every socket of `table` that listens on the
/// port.
std::set<std::string> listening_sockets(const char* table, int port) {
  constexpr std::size_t kLocalAddress = 1;  // columns of proc(5), /proc/net/tcp
  constexpr std::size_t kState = 3;
  constexpr std::size_t kInode = 9;
  constexpr std::string_view kListening = "0A";
  std::set<std::string> sockets;
  std::ifstream file(table);
  std::string line;
  while (std::getline(file, line)) {
    std::istringstream words(line);
    std::vector<std::string> columns;
    for (std::string word; words >> word;) columns.push_back(word);
    if (columns.size() <= kInode || columns[kState] != kListening) continue;
    const std::string& address = columns[kLocalAddress];
    const std::size_t colon = address.find(':') + 1;
    int number = 0;
    std::from_chars(address.data() + colon, address.data() + address.size(), number, 16);
    if (number == port) sockets.insert("socket:[" + columns[kInode] + "]");
  }
  return sockets;
}

bool holds_one_of(const fs::path& folder, const std::set<std::string>& sockets) {
  std::error_code refused;  // other users' folders are closed to us
  for (fs::directory_iterator at(folder / "fd", refused), end; !refused && at != end;
       at.increment(refused)) {
    std::error_code gone;
    if (sockets.contains(fs::read_symlink(at->path(), gone).string())) return true;
  }
  return false;
}

}  // namespace

std::optional<PortHolder> find_port_holder(int port) {
  std::set<std::string> sockets = listening_sockets("/proc/net/tcp", port);
  sockets.merge(listening_sockets("/proc/net/tcp6", port));
  if (sockets.empty()) return std::nullopt;
  std::error_code failed;
  for (fs::directory_iterator at("/proc", failed), end; !failed && at != end;
       at.increment(failed)) {
    const std::string name = at->path().filename().string();
    PortHolder holder;
    const auto result = std::from_chars(name.data(), name.data() + name.size(), holder.pid);
    if (result.ec != std::errc() || !holds_one_of(at->path(), sockets)) continue;
    std::ifstream comm(at->path() / "comm");
    std::getline(comm, holder.command);
    return holder;
  }
  return std::nullopt;
}

}  // namespace dejavu
