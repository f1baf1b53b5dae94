#include "platform/queue/sqs/message.h"

#include <algorithm>
#include <charconv>

#include "base/encoding.h"
#include "base/error.h"
#include "base/text.h"

namespace waymark::queue::sqs {
namespace {

using boost::json::object;

Error no_receipt() {
  return Error(ErrorCode::internal, "error.internal", "no receipt of this engine");
}

/// The characters of XML 1.0 §2.2, which are those SQS takes.
bool is_sqs_text(std::string_view text) {
  if (!is_utf8(text)) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') return false;
    // U+FFFE and U+FFFF are EF BF BE and EF BF BF.
    if (byte == 0xEF && text.compare(i, 2, "\xEF\xBF") == 0 &&
        static_cast<unsigned char>(text[i + 2]) >= 0xBE)
      return false;
  }
  return true;
}

/// An error's text for people: what SQS does not take becomes a question mark.
std::string as_sqs_text(std::string text) {
  if (is_sqs_text(text)) return text;
  for (char& c : text)
    if (c < 0x20) c = '?';  // all bytes beyond ASCII too
  return text;
}

object attribute(std::string_view value) {
  return {{"DataType", "String"}, {"StringValue", value}};
}
object attribute(std::int64_t value) {
  return {{"DataType", "Number"}, {"StringValue", std::to_string(value)}};
}

std::optional<std::string_view> text_of(const object& attributes, std::string_view name) {
  const auto* entry = attributes.if_contains(name);
  const auto* fields = entry ? entry->if_object() : nullptr;
  const auto* value = fields ? fields->if_contains("StringValue") : nullptr;
  if (!value || !value->is_string()) return std::nullopt;
  return std::string_view(value->get_string());
}

std::optional<std::int64_t> number_of(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<std::int64_t> number_of(const object& attributes, std::string_view name) {
  const auto text = text_of(attributes, name);
  return text ? number_of(*text) : std::nullopt;
}

Instant instant(std::int64_t milliseconds) {
  return Instant(std::chrono::milliseconds(milliseconds));
}

std::optional<Priority> priority_named(std::string_view name) {
  for (const Priority priority : {Priority::high, Priority::medium, Priority::low})
    if (name == to_string(priority)) return priority;
  return std::nullopt;
}

std::optional<std::string> decoded(std::string_view body, std::string_view encoding) {
  if (encoding == "base64") return base64_decode(body);
  if (encoding == "empty") return std::string();
  return std::string(body);
}

std::string_view text_field(const object& entry, std::string_view name) {
  const auto* value = entry.if_contains(name);
  return value && value->is_string() ? std::string_view(value->get_string()) : std::string_view();
}

const object* object_field(const object& entry, std::string_view name) {
  const auto* value = entry.if_contains(name);
  return value ? value->if_object() : nullptr;
}

}  // namespace

object to_entry(const Message& message, Instant now,
                std::optional<std::chrono::milliseconds> delay) {
  object attributes;
  object entry;
  if (message.body.empty()) {
    entry["MessageBody"] = "-";
    attributes["encoding"] = attribute("empty");
  } else if (is_sqs_text(message.body)) {
    entry["MessageBody"] = message.body;
  } else {
    entry["MessageBody"] = base64_encode(message.body);
    attributes["encoding"] = attribute("base64");
  }
  attributes["id"] = attribute(message.id.to_string());
  attributes["priority"] = attribute(to_string(message.priority));
  attributes["sentAt"] = attribute(std::int64_t{message.sent_at.time_since_epoch().count()});
  attributes["receives"] = attribute(std::int64_t{message.receives});
  if (!message.last_error.empty())
    attributes["lastError"] = attribute(as_sqs_text(message.last_error));
  if (!message.trace_id.empty()) attributes["traceId"] = attribute(message.trace_id);
  auto seconds =
      std::chrono::ceil<std::chrono::seconds>(delay.value_or(std::chrono::milliseconds(0)));
  if (seconds > kLongestDelay) {
    const Instant due = now + *delay;
    attributes["dueAt"] = attribute(std::int64_t{due.time_since_epoch().count()});
    seconds = kLongestDelay;
  }
  entry["DelaySeconds"] = seconds.count();
  entry["MessageAttributes"] = std::move(attributes);
  return entry;
}

std::size_t size_of(const object& entry) {
  // Names, types and values are counted; that of the JSON around them is little more.
  return text_field(entry, "MessageBody").size() +
         boost::json::serialize(*object_field(entry, "MessageAttributes")).size();
}

std::optional<Received> from_entry(const object& entry) {
  const object* attributes = object_field(entry, "MessageAttributes");
  if (!attributes) return std::nullopt;
  const auto id = JobId::parse(text_of(*attributes, "id").value_or(""));
  const auto priority = priority_named(text_of(*attributes, "priority").value_or(""));
  const auto sent_at = number_of(*attributes, "sentAt");
  const auto receives = number_of(*attributes, "receives");
  auto body = decoded(text_field(entry, "Body"), text_of(*attributes, "encoding").value_or(""));
  if (!id || !priority || !sent_at || !receives || !body) return std::nullopt;
  Received received;
  received.message.id = *id;
  received.message.body = std::move(*body);
  received.message.priority = *priority;
  received.message.sent_at = instant(*sent_at);
  received.message.receives = static_cast<unsigned>(*receives);
  if (const auto due = number_of(*attributes, "dueAt")) received.message.due = instant(*due);
  received.message.last_error = text_of(*attributes, "lastError").value_or("");
  received.message.trace_id = text_of(*attributes, "traceId").value_or("");
  received.handle = text_field(entry, "ReceiptHandle");
  if (const object* counted = object_field(entry, "Attributes"))
    received.deliveries = static_cast<unsigned>(
        number_of(text_field(*counted, "ApproximateReceiveCount")).value_or(1));
  return received;
}

Receipt to_receipt(const Received& received) {
  const Message& message = received.message;
  object whole{{"Body", base64_encode(message.body)},
               {"MessageAttributes",
                {{"id", attribute(message.id.to_string())},
                 {"priority", attribute(to_string(message.priority))},
                 {"encoding", attribute("base64")},
                 {"sentAt", attribute(std::int64_t{message.sent_at.time_since_epoch().count()})},
                 {"receives", attribute(std::int64_t{message.receives + received.deliveries})},
                 {"traceId", attribute(message.trace_id)}}}};
  std::string token(1, static_cast<char>('0' + static_cast<int>(message.priority)));
  token += received.handle;
  token += '\n';
  token += boost::json::serialize(whole);
  return Receipt(std::move(token));
}

Handle handle_of(const Receipt& receipt) {
  const std::string& token = receipt.token;
  const std::size_t end = token.find('\n');
  if (end == std::string::npos || end < 2 || token[0] < '0' || token[0] > '2') throw no_receipt();
  Handle handle;
  handle.priority = static_cast<Priority>(token[0] - '0');
  handle.handle = token.substr(1, end - 1);
  return handle;
}

/// Its message's receives are those so far, this delivery included.
Received received_of(const Receipt& receipt) {
  Handle handle = handle_of(receipt);
  boost::system::error_code problem;
  const boost::json::value whole =
      boost::json::parse(receipt.token.substr(receipt.token.find('\n') + 1), problem);
  if (problem || !whole.is_object()) throw no_receipt();
  auto received = from_entry(whole.get_object());
  if (!received) throw no_receipt();
  received->handle = std::move(handle.handle);
  return std::move(*received);
}

}  // namespace waymark::queue::sqs
