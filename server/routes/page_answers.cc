// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/routes/page_answers.h"

namespace dejavu {

HttpResponse html_page(std::string html) {
  return {.content_type = "text/html; charset=utf-8",
          .body = std::move(html),
          .headers = {{"Cache-Control", "private, no-cache"}, {"Referrer-Policy", "same-origin"}}};
}

HttpResponse html_page(const ErrorPage& error) {
  HttpResponse response = html_page(render_error_page(error));
  response.status = error.status;
  return response;
}

HttpResponse see_other(std::string address) {
  return {.status = 303, .headers = {{"Location", std::move(address)}}};
}

}  // namespace dejavu
