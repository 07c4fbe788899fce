// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "server/questions/questions.h"

namespace dejavu {

/// When an answer is printed, and how long it took to find.
struct AnswerTiming {
  Instant now{};
  std::chrono::duration<double, std::milli> took{};
};

/// The objects of docs/API.md.
nlohmann::json to_json(const Answer& answer, const AnswerTiming& timing);

/// One line of JSON; bytes that are no UTF-8 are replaced, never an exception.
std::string json_text(const nlohmann::json& json);

}  // namespace dejavu
