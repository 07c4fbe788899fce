// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/cli/incidents.h"

namespace dejavu {
namespace {

constexpr const char* kCertificate = R"(---
id: PM-2023-011
title: Checkout down after the gateway certificate expired
severity: sev1
started_at: 2023-05-14T02:00:00Z
detected_at: 2023-05-14T02:20:00Z
resolved_at: 2023-05-14T03:10:00Z
services: [checkout, gateway]
tags: [certificate, tls]
---

# Checkout down after the gateway certificate expired

## Summary
Every payment was refused because the gateway's TLS certificate had expired at night.

## Resolution
1. A new certificate was issued and the gateway reloaded.

## First check
The expiry date that the gateway presents.
)";

constexpr const char* kDisk = R"(---
id: PM-2024-003
title: Orders lost while the write-ahead log filled the disk
severity: sev2
started_at: 2024-03-01T09:10:00Z
services: [orders, postgresql]
---

# Orders lost while the write-ahead log filled the disk

## Summary
A forgotten replication slot kept the write-ahead log of PostgreSQL until the disk was full.

## Resolution
The replication slot was dropped and the database restarted.
)";

constexpr const char* kDns = R"(---
id: PM-2024-019
title: Half of the requests to search timed out after a DNS change
severity: sev3
started_at: 2024-08-20T14:00:00Z
services: [search]
---

# Half of the requests to search timed out after a DNS change

## Summary
A resolver answered with an address that had been given to another machine.

## Resolution
The record was put back and the resolver's cache flushed.
)";

}  // namespace

Incidents::Incidents() {
  write("2023-05-14-certificate.md", kCertificate);
  write("2024-03-01-disk.md", kDisk);
  write("2024-08-20-dns.md", kDns);
}

std::string Incidents::write(const std::string& name, const std::string& content) const {
  return folder_.write("corpus/" + name, content).string();
}

Outcome Incidents::build() const {
  return run_indexer({"build", "--corpus", corpus(), "--index", index()});
}

Outcome Incidents::update() const {
  return run_indexer({"update", "--corpus", corpus(), "--index", index()});
}

Outcome Incidents::ask(const std::string& verb, const std::vector<std::string>& words) const {
  return run_program(start(verb, words));
}

ProgramStart Incidents::start(const std::string& verb,
                              const std::vector<std::string>& words) const {
  ProgramStart start{.words = {DEJAVU_PROGRAM, verb, "--corpus", corpus(), "--index", index()}};
  start.words.insert(start.words.end(), words.begin(), words.end());
  return start;
}

Outcome run_dejavu(const std::vector<std::string>& words) {
  ProgramStart start{.words = {DEJAVU_PROGRAM}};
  start.words.insert(start.words.end(), words.begin(), words.end());
  return run_program(start);
}

Outcome run_indexer(const std::vector<std::string>& words) {
  ProgramStart start{.words = {DEJAVU_INDEX_PROGRAM}};
  start.words.insert(start.words.end(), words.begin(), words.end());
  return run_program(start);
}

}  // namespace dejavu
