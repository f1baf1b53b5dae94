#include "platform/store/dynamo/batch_read.h"

#include <utility>

#include "base/json.h"
#include "platform/store/dynamo/attribute_value.h"
#include "platform/store/dynamo/document.h"

namespace waymark::store::dynamo {
namespace {

/// The member `outer`.`table` of the document, or null.
const boost::json::value* of_table(const Document& document, const char* outer,
                                   const std::string& table) {
  const auto* found = document.object().if_contains(outer);
  return found && found->is_object() ? found->get_object().if_contains(table) : nullptr;
}

}  // namespace

BatchRead::BatchRead(std::string table, const std::vector<Key>& keys) : table_(std::move(table)) {
  for (const Key& key : keys) append_key(remaining_.emplace_back(), key);
}

std::string BatchRead::body() const {
  std::string body = "{\"RequestItems\":{";
  json::append_string(body, table_);
  body += ":{\"ConsistentRead\":true,\"Keys\":[";
  for (std::size_t i = 0; i < remaining_.size(); ++i) {
    if (i > 0) body += ',';
    body += remaining_[i];
  }
  return body + "]}}}";
}

bool BatchRead::take(std::string_view text) {
  const Document document(text);
  const auto* items = of_table(document, "Responses", table_);
  if (items && items->is_array())
    for (const boost::json::value& one : items->get_array()) {
      if (!one.is_object()) throw not_understood("an item that is no object");
      Item item = read_item(one.get_object());
      Key key = item.key();
      items_.insert_or_assign(std::move(key), std::move(item));
    }
  const std::size_t before = remaining_.size();
  remaining_.clear();
  const auto* left = of_table(document, "UnprocessedKeys", table_);
  if (!left) return true;
  const auto* keys = left->is_object() ? left->get_object().if_contains("Keys") : nullptr;
  if (!keys || !keys->is_array()) throw not_understood("UnprocessedKeys without Keys");
  for (const boost::json::value& key : keys->get_array())
    remaining_.push_back(boost::json::serialize(key));
  return remaining_.size() < before;
}

const Item* BatchRead::find(const Key& key) const {
  const auto found = items_.find(key);
  return found == items_.end() ? nullptr : &found->second;
}

}  // namespace waymark::store::dynamo
