// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/settings.h"
#include "core/index/reader.h"
#include "core/lint/relations.h"

namespace dejavu {

/// Incidents by id, from the index, as far as their files are still there; of a small corpus also
/// from files that the index does not have yet. The reader outlives what is returned; what is
/// returned serves one thread.
FindIncidents known_to(Reader& reader, const Settings& settings);

/// The same from the files of the corpus, which are all read when the first id is asked for. Empty
/// (nothing is known) where nobody named a corpus and the folder does not look like one: the
/// working directory may be anything.
FindIncidents known_to_corpus(const Settings& settings);

}  // namespace dejavu
