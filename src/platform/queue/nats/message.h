// Jobs as NATS messages.
//
//   payload   the job's body, as it is
//   headers   Job-Id         UUID                     Job-Priority  high | medium | low
//             Job-Sent-At    milliseconds since 1970  Job-Receives  before this message
//             Job-Due-At     the same, of a delayed job
//             Job-Last-Error, Job-Trace-Id            absent when there is none
//             Nats-Msg-Id    what JetStream knows a message by that is published again
//
// JetStream counts how often a message was delivered. A retry is a new message, so a job's receives
// are those it came with and those of its message.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/queue/queue.h"

namespace waymark::queue::nats {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Message {
  JobId id;
  std::string body;
  Priority priority = Priority::medium;
  unsigned receives = 0;  // of earlier messages of the job
  Instant sent_at;
  std::optional<Instant> due;
  std::string last_error;
  std::string trace_id;
};

/// `occasion` tells this message of the job from its others: "sent", "retry.2".
Headers to_headers(const Message& message, std::string_view occasion);
/// nullopt when it was not made by to_headers().
std::optional<Message> from_headers(const Headers& headers, std::string body);

/// What the subject says that a delivery is answered on:
/// $JS.ACK.[domain.account.]stream.consumer.delivered.sequence.…
struct DeliveryInfo {
  unsigned delivered = 1;
  std::uint64_t sequence = 0;  // in the stream
};
std::optional<DeliveryInfo> parse_reply(std::string_view reply);

/// A delivery:  receipt := sequence " " receives " " reply subject
struct Delivery {
  std::uint64_t sequence = 0;
  unsigned receives = 0;
  std::string reply;
  Receipt receipt() const;
  /// Throws Error(internal) for text that is no receipt.
  static Delivery of(const Receipt& receipt);
};

}  // namespace waymark::queue::nats
