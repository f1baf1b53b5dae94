// Jobs as SQS messages.
//
//   MessageBody        the job's body, when it is text that SQS takes; else base64 of it, or "-"
//   MessageAttributes  encoding  "base64", or "empty"; absent when the body is as it is
//                      id        UUID                     priority  high | medium | low
//                      sentAt    milliseconds since 1970  receives  before this message
//                      dueAt     the same, of a job whose delay is longer than SQS can keep
//                      lastError, traceId                 absent when there is none
//
// SQS counts how often a message was received. A retry is a new message (SQS cannot change one), so
// a job's receives are those it came with and those of its message.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include <boost/json.hpp>

#include "platform/queue/queue.h"

namespace waymark::queue::sqs {

/// As long as SQS delays a message (SendMessage, DelaySeconds).
inline constexpr std::chrono::seconds kLongestDelay{900};

struct Message {
  JobId id;
  std::string body;
  Priority priority = Priority::medium;
  unsigned receives = 0;  // of earlier messages of the job
  Instant sent_at;
  std::optional<Instant> due;  // later than SQS itself delays it
  std::string last_error;
  std::string trace_id;
};

/// What a receive gives.
struct Received {
  Message message;
  unsigned deliveries = 1;  // of this message
  std::string handle;
};

/// An entry of SendMessageBatch but for its Id. `now` decides how long SQS delays it.
boost::json::object to_entry(const Message& message, Instant now,
                             std::optional<std::chrono::milliseconds> delay);
/// Bytes that count towards SQS's limit of a batch.
std::size_t size_of(const boost::json::object& entry);
/// nullopt when it was not made by to_entry().
std::optional<Received> from_entry(const boost::json::object& entry);

/// A delivery, whole, so that a retry needs nothing that only this process knows.
///   receipt := priority handle "\n" Message as a JSON object
Receipt to_receipt(const Received& received);
struct Handle {
  Priority priority = Priority::medium;
  std::string handle;
};
/// Both throw Error(internal) for text that is no receipt.
Handle handle_of(const Receipt& receipt);
Received received_of(const Receipt& receipt);

}  // namespace waymark::queue::sqs
