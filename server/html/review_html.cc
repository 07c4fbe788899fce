// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/html/review_html.h"

#include "server/html/templates.h"
#include "server/text/review_document.h"

namespace dejavu {
namespace {

TemplateValue text_value(const std::string& text) {
  TemplateValue value;
  value["text"] = text;
  return value;
}

TemplateValue item_value(const ReviewItem& item) {
  TemplateValue value = text_value(item.text);
  value["details"] = list_of(item.details, text_value);
  value["has_details"] = !item.details.empty();
  return value;
}

TemplateValue part_value(const ReviewPart& part) {
  TemplateValue value;
  value["heading"] = part.heading;
  value["note"] = part.note;
  value["items"] = list_of(part.items, item_value);
  value["has_items"] = !part.items.empty();
  return value;
}

}  // namespace

std::string review_html(const WeeklyReview& review) {
  const ReviewDocument document = review_document(review);
  TemplateValue page;
  page["title"] = document.title;
  page["facts"] = list_of(document.facts, text_value);
  page["parts"] = list_of(document.parts, part_value);
  return render_template("review", page);
}

}  // namespace dejavu
