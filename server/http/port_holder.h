// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>

namespace dejavu {

struct PortHolder {
  int pid = 0;
  std::string command;
};

/// Who listens on a TCP port of this machine. nullopt when /proc does not tell: another user's
/// program, or a program outside this container.
std::optional<PortHolder> find_port_holder(int port);

}  // namespace dejavu
