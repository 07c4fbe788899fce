// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/interrupt_signals.h"

#include <sys/signalfd.h>

#include <csignal>

namespace dejavu {
namespace {

int open_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
  return ::signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

}  // namespace

InterruptSignals::InterruptSignals() : signals_(open_signals()) {}

bool InterruptSignals::arrived() {
  if (arrived_) return true;
  signalfd_siginfo info = {};
  if (::read(signals_.number(), &info, sizeof info) == static_cast<ssize_t>(sizeof info)) {
    arrived_ = true;
  }
  return arrived_;
}

}  // namespace dejavu
