// What is done for jobs that wait: the delayed are moved when they are due, the dead kept, shown and brought back.
#include <algorithm>
#include <utility>

#include "base/encoding.h"
#include "base/error.h"
#include "platform/queue/nats/answers.h"
#include "platform/queue/nats/nats_queue.h"
#include "platform/telemetry/log.h"

namespace waymark::queue {
namespace {

using boost::json::object;
using nats::Headers;
using nats::in_nanoseconds;
using nats::Incoming;
using nats::kLater;
using nats::Message;
using nats::number_of;
using nats::object_of;
using nats::parse_headers;
using nats::text_of;
using std::chrono::milliseconds;

constexpr std::size_t kMovedAtOnce = 100;
constexpr milliseconds kMoverWait{5'000};
constexpr milliseconds kMoverPause{1'000};

}  // namespace

// ---- delays ------------------------------------------------------------------------------------

/// Moves jobs that are due to their priorities, until its group is stopped. Every process does; each
/// job is given to one.
Task<void> NatsQueue::move_delayed(std::string queue) {
  while (true) {
    bool trouble = false;
    try {
      // JetStream answers a pull when it is full: one job ends the wait, the others are asked for.
      std::vector<Incoming> delayed = co_await pull(queue, kLater, 1, kMoverWait);
      if (!delayed.empty()) {
        std::vector<Incoming> more = co_await pull(queue, kLater, kMovedAtOnce, milliseconds(0));
        std::ranges::move(more, std::back_inserter(delayed));
      }
      for (Incoming& one : delayed) co_await move_or_wait(queue, std::move(one));
    } catch (const Error& error) {
      telemetry::log(telemetry::Level::warn, "nats_delays_failed",
                     {{"queue", queue}, {"cause", std::string_view(error.what())}});
      trouble = true;
    }
    if (trouble) co_await runtime::sleep_for(kMoverPause);
  }
}

Task<void> NatsQueue::move_or_wait(const std::string& queue, Incoming incoming) {
  auto message = nats::from_headers(incoming.headers, std::move(incoming.body));
  const auto info = nats::parse_reply(incoming.reply);
  if (!message || !info) {
    telemetry::log(telemetry::Level::error, "job_unreadable", {{"queue", queue}});
    connection_.publish(incoming.reply, "", {}, "+TERM");
    co_return;
  }
  const Instant now = clock_.now();
  const Instant due = message->due.value_or(now);
  if (due > now) {
    object wait{{"delay", in_nanoseconds(due - now)}};
    connection_.publish(incoming.reply, "", {}, "-NAK " + boost::json::serialize(wait));
    co_return;
  }
  std::string occasion = "due." + std::to_string(info->sequence);
  std::string subject = subject_of(queue, to_string(message->priority));
  co_await publish(std::move(subject), std::move(*message), std::move(occasion));
  co_await connection_.request(incoming.reply, Headers(), "+ACK", options_.timeout);
  ring(queue);
}

// ---- the dead ----------------------------------------------------------------------------------

Task<void> NatsQueue::bury(std::string queue, Message message) {
  std::string occasion = "dead." + std::to_string(clock_.now().time_since_epoch().count());
  co_await publish(dead_subject_of(queue), std::move(message), std::move(occasion));
}

/// A message of a stream; nullopt when there is none.
Task<std::optional<Incoming>> NatsQueue::stored(std::string stream, object which) {
  const object answer = co_await api("STREAM.MSG.GET." + stream, std::move(which));
  const object* message = object_of(answer, "message");
  if (!message) co_return std::nullopt;
  Incoming incoming;
  incoming.headers = parse_headers(base64_decode(text_of(*message, "hdrs")).value_or(""));
  incoming.body = base64_decode(text_of(*message, "data")).value_or("");
  incoming.reply = std::to_string(number_of(*message, "seq"));
  co_return incoming;
}

Task<std::vector<NatsQueue::Buried>> NatsQueue::buried(std::string queue, std::size_t limit) {
  std::vector<Buried> letters;
  std::uint64_t from = 1;
  while (letters.size() < limit) {
    object which{{"seq", from}, {"next_by_subj", dead_subject_of(queue)}};
    auto found = co_await stored(dead_stream_of(queue), std::move(which));
    if (!found) break;
    const std::uint64_t sequence = std::stoull(found->reply);
    from = sequence + 1;
    auto message = nats::from_headers(found->headers, std::move(found->body));
    if (!message) continue;
    letters.push_back(Buried{std::move(*message), sequence});
  }
  co_return letters;
}

Task<std::vector<DeadJob>> NatsQueue::dead_letters(std::string queue, std::size_t limit) {
  catalog_.at(queue);
  check_dead_limit(limit);
  std::vector<Buried> found = co_await buried(queue, limit);
  std::vector<DeadJob> letters;
  for (Buried& one : found) {
    DeadJob letter;
    letter.id = one.message.id;
    letter.body = std::move(one.message.body);
    letter.priority = one.message.priority;
    letter.receives = one.message.receives;
    letter.sent_at = one.message.sent_at;
    letter.last_error = std::move(one.message.last_error);
    letter.trace_id = std::move(one.message.trace_id);
    letters.push_back(std::move(letter));
  }
  co_return letters;
}

Task<std::size_t> NatsQueue::redrive(std::string queue, std::size_t limit) {
  catalog_.at(queue);
  std::size_t redriven = 0;
  while (redriven < limit) {
    std::vector<Buried> some = co_await buried(queue, std::min(limit - redriven, kMovedAtOnce));
    if (some.empty()) break;
    for (Buried& one : some) {
      one.message.receives = 0;
      std::string subject = subject_of(queue, to_string(one.message.priority));
      std::string occasion = "redriven." + std::to_string(one.sequence);
      co_await publish(std::move(subject), std::move(one.message), std::move(occasion));
      object which{{"seq", one.sequence}};
      co_await api("STREAM.MSG.DELETE." + dead_stream_of(queue), std::move(which));
      ++redriven;
    }
  }
  if (redriven > 0) ring(queue);
  co_return redriven;
}

Task<Stats> NatsQueue::stats(std::string queue) {
  catalog_.at(queue);
  Stats stats;
  for (const char* kind : {"high", "medium", "low", kLater}) {
    const object consumer =
        co_await api("CONSUMER.INFO." + stream_of(queue) + '.' + kind, object());
    const std::size_t waiting = number_of(consumer, "num_pending");
    const std::size_t given = number_of(consumer, "num_ack_pending");
    if (std::string_view(kind) == kLater) {
      stats.delayed = waiting + given;
      continue;
    }
    const std::size_t place = kind[0] == 'h' ? 0 : kind[0] == 'm' ? 1 : 2;
    stats.ready[place] = waiting;
    stats.in_flight += given;
  }
  const object dead = co_await api("STREAM.INFO." + dead_stream_of(queue), object());
  if (const object* state = object_of(dead, "state")) stats.dead = number_of(*state, "messages");
  co_return stats;
}

}  // namespace waymark::queue
