// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "core/postmortem/postmortem.h"

namespace dejavu {

/// Files above this are refused by the scan: a postmortem is prose, not a dump (64 MiB).
inline constexpr std::size_t kMaxFileBytes = std::size_t{64} << 20;

/// Above this a file is read as plain text: cmark is quadratic on some inputs.
inline constexpr std::size_t kMaxMarkdownBytes = std::size_t{1} << 20;

/// Total: any bytes give a Postmortem, never an exception (except std::bad_alloc), in at most two
/// seconds; every doubt is a diagnostic. `path` is relative to the corpus root and only read as
/// text: it may give title, date and id. Pure and safe to call from many threads.
///
/// The one place where the bytes of a file become text, so the one at which their secrets are
/// masked (core/secrets/mask.h): each is a diagnostic `secret-masked`, and nothing of a Postmortem
/// tells it. `allowed_secrets` are the fingerprints of Settings; a draft from elsewhere has none.
Postmortem parse_postmortem(std::string_view path, std::string_view bytes,
                            std::span<const std::string> allowed_secrets = {});

}  // namespace dejavu
