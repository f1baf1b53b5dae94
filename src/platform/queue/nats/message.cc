#include "platform/queue/nats/message.h"

#include <algorithm>
#include <charconv>

#include "base/error.h"

namespace waymark::queue::nats {
namespace {

template <typename Number>
std::optional<Number> number_of(std::string_view text) {
  Number number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return number;
}

std::string_view header(const Headers& headers, std::string_view name) {
  const auto found = std::ranges::find(headers, name, &Headers::value_type::first);
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

/// A header is one line.
std::string one_line(std::string text) {
  for (char& c : text)
    if (c == '\r' || c == '\n' || c == '\0') c = ' ';
  return text;
}

std::string milliseconds_of(Instant instant) {
  return std::to_string(instant.time_since_epoch().count());
}

Instant instant(std::int64_t milliseconds) {
  return Instant(std::chrono::milliseconds(milliseconds));
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

Headers to_headers(const Message& message, std::string_view occasion) {
  const std::string id = message.id.to_string();
  Headers headers;
  headers.emplace_back("Nats-Msg-Id", id + '.' + std::string(occasion));
  headers.emplace_back("Job-Id", id);
  headers.emplace_back("Job-Priority", to_string(message.priority));
  headers.emplace_back("Job-Sent-At", milliseconds_of(message.sent_at));
  headers.emplace_back("Job-Receives", std::to_string(message.receives));
  if (message.due) headers.emplace_back("Job-Due-At", milliseconds_of(*message.due));
  if (!message.last_error.empty())
    headers.emplace_back("Job-Last-Error", one_line(message.last_error));
  if (!message.trace_id.empty()) headers.emplace_back("Job-Trace-Id", message.trace_id);
  return headers;
}

std::optional<Message> from_headers(const Headers& headers, std::string body) {
  const auto id = JobId::parse(header(headers, "Job-Id"));
  const auto sent_at = number_of<std::int64_t>(header(headers, "Job-Sent-At"));
  const auto receives = number_of<unsigned>(header(headers, "Job-Receives"));
  const std::string_view priority = header(headers, "Job-Priority");
  if (!id || !sent_at || !receives) return std::nullopt;
  Message message;
  message.id = *id;
  message.body = std::move(body);
  message.sent_at = instant(*sent_at);
  message.receives = *receives;
  if (const auto due = number_of<std::int64_t>(header(headers, "Job-Due-At")))
    message.due = instant(*due);
  message.last_error = header(headers, "Job-Last-Error");
  message.trace_id = header(headers, "Job-Trace-Id");
  for (const Priority one : {Priority::high, Priority::medium, Priority::low}) {
    message.priority = one;
    if (priority == to_string(one)) return message;
  }
  return std::nullopt;
}

std::optional<DeliveryInfo> parse_reply(std::string_view reply) {
  const auto parts = split(reply, '.');
  if (parts.size() < 9 || parts[0] != "$JS" || parts[1] != "ACK") return std::nullopt;
  const std::size_t stream = parts.size() == 9 ? 2 : 4;  // after the domain and the account
  const auto delivered = number_of<unsigned>(parts[stream + 2]);
  const auto sequence = number_of<std::uint64_t>(parts[stream + 3]);
  if (!delivered || !sequence) return std::nullopt;
  return DeliveryInfo{*delivered, *sequence};
}

Receipt Delivery::receipt() const {
  return Receipt(std::to_string(sequence) + ' ' + std::to_string(receives) + ' ' + reply);
}

Delivery Delivery::of(const Receipt& receipt) {
  const auto parts = split(receipt.token, ' ');
  const auto sequence = number_of<std::uint64_t>(parts[0]);
  const auto receives = parts.size() == 3 ? number_of<unsigned>(parts[1]) : std::nullopt;
  if (!sequence || !receives || !parse_reply(parts[2]))
    throw Error(ErrorCode::internal, "error.internal", "no receipt of this engine");
  Delivery delivery;
  delivery.sequence = *sequence;
  delivery.receives = *receives;
  delivery.reply = parts[2];
  return delivery;
}

}  // namespace waymark::queue::nats
