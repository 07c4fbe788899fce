// SPDX-License-Identifier: GPL-2.0-or-later
// Private to the pages: answers that they share.
#pragma once

#include <string>

#include "server/html/answer_html.h"
#include "server/http/http.h"

namespace dejavu {

/// A page of ours. Its forms have to say where they were sent from, which a browser does only when
/// the page lets it: the policy names the own site and nobody else.
HttpResponse html_page(std::string html);

HttpResponse html_page(const ErrorPage& error);

/// The browser asks for another page with GET.
HttpResponse see_other(std::string address);

}  // namespace dejavu
