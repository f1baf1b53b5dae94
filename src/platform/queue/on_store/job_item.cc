#include "platform/queue/on_store/job_item.h"

#include <charconv>

#include "base/encoding.h"
#include "base/error.h"
#include "base/text.h"

namespace waymark::queue::on_store {
namespace {

constexpr std::size_t kInstantSize = 24;
constexpr std::size_t kIdSize = 36;

Error no_job(const store::Item& item) {
  const store::Key key = item.key();
  return Error(ErrorCode::internal, "error.internal", "no job: " + key.pk + " " + key.sk);
}

JobId id_of(const store::Item& item) {
  const std::string sk = item.key().sk;
  const auto id = sk.size() == kInstantSize + 1 + kIdSize
                      ? JobId::parse(std::string_view(sk).substr(kInstantSize + 1))
                      : std::nullopt;
  if (!id) throw no_job(item);
  return *id;
}

/// A text of a store may hold no NUL (PostgreSQL) and nothing but UTF-8 (DynamoDB).
store::Value body_value(const std::string& body) {
  if (is_utf8(body) && body.find('\0') == std::string::npos) return store::Value(body);
  return store::Value(store::Bytes(body.begin(), body.end()));
}

store::Item item_of(const store::Key& key, const StoredJob& job) {
  store::Item item(key);
  item.set("body", body_value(job.body));
  item.set("receives", job.receives);
  item.set("sentAt", job.sent_at.time_since_epoch().count());
  if (!job.last_error.empty()) item.set("lastError", job.last_error);
  if (!job.trace_id.empty()) item.set("traceId", job.trace_id);
  return item;
}

std::string text_of(const store::Item& item, std::string_view name) {
  return std::string(item.text(name).value_or(""));
}

template <typename Number>
bool read(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

LaneId lane_of(const JobId& id, Priority priority) {
  const std::string_view bytes(reinterpret_cast<const char*>(id.uuid.bytes.data()),
                               id.uuid.bytes.size());
  return {priority, murmur3_32(bytes) % kShards};
}

std::string lane_partition(std::string_view queue, LaneId lane) {
  std::string key = "QUEUE#";
  key += queue;
  key += '#';
  key += to_string(lane.priority);
  key += '#';
  key += std::to_string(lane.shard);
  return key;
}

std::string dead_partition(std::string_view queue) {
  return "QUEUE#" + std::string(queue) + "#DEAD";
}

std::string sort_key(Instant at, const JobId& id) {
  std::string key;
  key.reserve(kInstantSize + 1 + kIdSize);
  append_rfc3339(key, at);
  key += '#';
  id.uuid.append_to(key);
  return key;
}

std::string last_due(Instant now) {
  return to_rfc3339(now) + '$';  // the character after '#'
}

std::string first_at(Instant at) {
  return to_rfc3339(at);
}

std::string just_after(std::string_view sort_key) {
  return std::string(sort_key) + '!';
}

store::Item ready_item(std::string_view queue, const StoredJob& job, Instant due) {
  const store::Key key(lane_partition(queue, lane_of(job.id, job.priority)), sort_key(due, job.id));
  return item_of(key, job);
}

store::Item dead_item(std::string_view queue, const StoredJob& job, Instant died) {
  store::Item item = item_of(store::Key(dead_partition(queue), sort_key(died, job.id)), job);
  item.set("priority", to_string(job.priority));
  item.set_ttl(died + kDeadLettersKept);
  return item;
}

StoredJob job_of(const store::Item& item, Priority priority) {
  const auto body = item.find("body");
  const auto receives = item.integer("receives");
  if (!body || !receives || *receives < 0) throw no_job(item);
  StoredJob job;
  job.id = id_of(item);
  job.body = body->text() ? *body->text() : body->bytes().value_or("");
  job.priority = priority;
  job.receives = static_cast<unsigned>(*receives);
  job.sent_at = Instant(std::chrono::milliseconds(item.integer("sentAt").value_or(0)));
  job.last_error = text_of(item, "lastError");
  job.trace_id = text_of(item, "traceId");
  return job;
}

StoredJob dead_job_of(const store::Item& item) {
  const auto written = item.text("priority");
  for (const Priority priority : {Priority::high, Priority::medium, Priority::low})
    if (written == to_string(priority)) return job_of(item, priority);
  throw no_job(item);
}

std::optional<Instant> visible_at(const store::Item& item) {
  const auto at = item.integer("visibleAt");
  if (!at) return std::nullopt;
  return Instant(std::chrono::milliseconds(*at));
}

Receipt Delivery::receipt() const {
  std::string token = std::to_string(lane.place());
  token += '.';
  token += std::to_string(receives);
  token += '.';
  token += sk;
  return Receipt(std::move(token));
}

Delivery Delivery::of(const Receipt& receipt) {
  const std::string_view token = receipt.token;
  const std::size_t first = token.find('.');
  const std::size_t second = first == std::string_view::npos ? first : token.find('.', first + 1);
  Delivery delivery;
  std::size_t place = 0;
  if (second == std::string_view::npos || !read(token.substr(0, first), place) ||
      !read(token.substr(first + 1, second - first - 1), delivery.receives) || place >= kLanes ||
      second + 1 == token.size())
    throw Error(ErrorCode::internal, "error.internal", "no receipt: " + receipt.token);
  delivery.lane = LaneId::at(place);
  delivery.sk = token.substr(second + 1);
  return delivery;
}

}  // namespace waymark::queue::on_store
