// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/http/connection.h"
#include "server/http/head.h"

namespace dejavu {

/// What every conversation of a server shares, read-only.
struct Door {
  const HttpOptions& options;
  const HttpRoutes& routes;
  const AllowedHosts& hosts;
};

/// Serves one client, request after request, until one of the two has enough.
void converse(Connection& connection, const Door& door);

/// Tells a client at once that the server is too busy; never waits for it.
void turn_away(Connection& connection, const HttpLimits& limits);

}  // namespace dejavu
