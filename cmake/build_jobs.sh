#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Prints how many compilers may run at once: one a core, but no more than memory allows.
set -euo pipefail

# The hungriest files (cpp-httplib, nlohmann/json) take about this much each with -O2.
mib_per_compiler=1000

cores=$(nproc)
mib=$(awk '/^MemAvailable:/ { print int($2 / 1024) }' /proc/meminfo)
# A container may have less than its machine.
limit=$(cat /sys/fs/cgroup/memory.max 2>/dev/null || echo max)
if [ "$limit" != max ] && [ $((limit / 1048576)) -lt "$mib" ]; then mib=$((limit / 1048576)); fi

jobs=$((mib / mib_per_compiler))
if [ "$jobs" -gt "$cores" ]; then jobs=$cores; fi
if [ "$jobs" -lt 1 ]; then jobs=1; fi
echo "$jobs"
