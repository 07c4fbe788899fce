// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

namespace dejavu {

/// The name of the tool that raised an alarm, where a line begins with it as a label:
/// "PagerDuty #4711: …", "[Alertmanager] …", "grafana: …". It says nothing about the problem, and
/// a tool may have incidents of its own. Empty in prose ("Datadog agents crash"). A view into
/// `line`.
std::string_view alert_label(std::string_view line);

}  // namespace dejavu
