// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string_view>

#include "core/base/settings.h"

namespace dejavu {

/// Whether a walk through the corpus would consider a file of this path (relative to the corpus,
/// '/' between parts): its extension, no hidden folder above it, not excluded. Looks at no disk.
bool belongs_to_corpus(const Settings& settings, std::string_view path);

/// Whether `exclude` of the settings names the path. A pattern with a slash is matched against the
/// whole path, one without against the file name; `*` crosses slashes, so "drafts/*" covers
/// everything below.
bool is_excluded(const Settings& settings, std::string_view path);

/// Whether what lexically_relative() gave for a path and a folder is not inside of the folder. A
/// name may begin with two dots and be inside.
bool leads_out(const std::filesystem::path& relative);

}  // namespace dejavu
