#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# install_packages.sh WHO…  installs what packages.txt lists for WHO (run, test, full) and is
# missing. Silent and quick when nothing is; where it cannot install, it says what to install.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  echo "This is no Debian: packages.txt tells which libraries have to be there." >&2
  exit 0
fi

listed() {
  local who
  for who in "$@"; do
    awk -v who="$who" '$1 == who { print $2 }' "$root/packages.txt"
  done
}

mapfile -t wanted <<<"$(listed "$@")"
# dpkg-query fails when it has never heard of one of the names; what it prints still counts.
installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null || true)
missing=()
for package in "${wanted[@]}"; do
  if ! grep -qx "installed $package" <<<"$installed"; then missing+=("$package"); fi
done
if [ ${#missing[@]} -eq 0 ]; then exit 0; fi

refuse() {
  {
    echo "$1 Install these packages, then start again:"
    echo "  apt-get install --no-install-recommends ${missing[*]}"
  } >&2
  exit 1
}

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || refuse "Packages are missing, and there is neither root nor sudo."
  # Without a terminal sudo cannot ask for a password.
  if [ ! -t 0 ]; then
    sudo -n true 2>/dev/null || refuse "Packages are missing, and sudo asks for a password."
  fi
  as_root=(sudo)
fi

echo "Installing ${#missing[@]} Debian packages (only this once): ${missing[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# Two minutes: another apt-get (unattended upgrades after boot) may hold the lock.
apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120)
# A list that is out of date is no reason to give up; a failing installation is.
"${apt[@]}" update >"$log" 2>&1 </dev/null || cat "$log" >&2
if ! "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >"$log" 2>&1 </dev/null; then
  cat "$log" >&2
  refuse "apt-get could not install them."
fi
