#include "platform/queue/nats/nats_queue.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "base/encoding.h"
#include "base/error.h"
#include "platform/queue/nats/answers.h"
#include "platform/telemetry/log.h"

namespace waymark::queue {
namespace {

using boost::json::array;
using boost::json::object;
using nats::Delivery;
using nats::error_code;
using nats::Headers;
using nats::in_nanoseconds;
using nats::Incoming;
using nats::kLater;
using nats::Message;
using nats::parsed;
using nats::unavailable;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr const char* kLapsed = "its receiver did not answer within the visibility time-out";
constexpr unsigned kTries = 3;
constexpr unsigned kNotFound = 404;

void log_failure(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& error) {
    telemetry::log(telemetry::Level::error, "nats_queue_ended",
                   {{"cause", std::string_view(error.what())}});
  }
}

}  // namespace

/// Somebody who waits for jobs of a queue, on the list while it lives.
class NatsQueue::Listener {
 public:
  Listener(NatsQueue& queue, const std::string& name, Executor executor)
      : queue_(queue), name_(name), signal_(std::make_shared<runtime::Signal>(executor)) {
    const std::lock_guard lock(queue_.mutex_);
    auto& list = queue_.listeners_[name_];
    place_ = list.insert(list.end(), signal_);
  }
  ~Listener() {
    const std::lock_guard lock(queue_.mutex_);
    queue_.listeners_[name_].erase(place_);
  }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  runtime::Signal& signal() { return *signal_; }

 private:
  NatsQueue& queue_;
  const std::string name_;
  std::shared_ptr<runtime::Signal> signal_;
  std::list<std::shared_ptr<runtime::Signal>>::iterator place_;
};

NatsQueue::NatsQueue(const NatsOptions& options, const Catalog& catalog, const Clock& clock,
                     IdSource& ids, runtime::BackgroundPool& pool, Executor home)
    : options_(options),
      catalog_(catalog),
      clock_(clock),
      ids_(ids),
      pool_(pool),
      home_(home),
      connection_(options.server),
      holding_(connection_, options.ack_wait, home) {
  for (const QueueDefinition& one : catalog.all()) turns_.try_emplace(one.name);
}

NatsQueue::~NatsQueue() {
  assert(!group_);
}

std::string NatsQueue::stream_of(std::string_view queue) const {
  return options_.prefix + '-' + std::string(queue);
}
std::string NatsQueue::dead_stream_of(std::string_view queue) const {
  return stream_of(queue) + "-dead";
}
std::string NatsQueue::subject_of(std::string_view queue, std::string_view kind) const {
  return options_.prefix + '.' + std::string(queue) + '.' + std::string(kind);
}
std::string NatsQueue::dead_subject_of(std::string_view queue) const {
  return options_.prefix + "-dead." + std::string(queue);
}

// ---- the beginning and the end -----------------------------------------------------------------

Task<void> NatsQueue::start() {
  assert(!group_);
  try {
    co_await prepare();
  } catch (...) {
    connection_.close();
    throw;
  }
  group_.emplace(home_, log_failure);
  group_->spawn(holding_.keep());
  for (const QueueDefinition& one : catalog_.all()) group_->spawn(move_delayed(one.name));
}

Task<void> NatsQueue::prepare() {
  std::function<void(std::string_view)> heard = [this](std::string_view queue) { wake(queue); };
  std::string bells = options_.prefix + "-bell.*";
  co_await connection_.connect(pool_, std::move(bells), std::move(heard));
  for (const QueueDefinition& one : catalog_.all()) {
    array subjects{subject_of(one.name, "*")};
    co_await make_stream(stream_of(one.name), std::move(subjects), false);
    array dead{dead_subject_of(one.name)};
    co_await make_stream(dead_stream_of(one.name), std::move(dead), true);
    for (const char* kind : {"high", "medium", "low", kLater})
      co_await make_consumer(one.name, kind);
  }
}

Task<void> NatsQueue::stop() {
  if (!group_) co_return;
  co_await group_->stop();
  group_.reset();
  connection_.close();
}

Task<void> NatsQueue::make_stream(std::string name, array subjects, bool dead) {
  object config{{"name", name},
                {"subjects", std::move(subjects)},
                {"retention", dead ? "limits" : "workqueue"},
                {"storage", "file"},
                {"num_replicas", options_.replicas},
                {"max_age", dead ? in_nanoseconds(kDeadLettersKept) : 0},
                {"duplicate_window", in_nanoseconds(milliseconds(120'000))}};
  co_await api("STREAM.CREATE." + name, std::move(config));
}

Task<void> NatsQueue::make_consumer(std::string queue, std::string kind) {
  const std::string stream = stream_of(queue);
  object config{{"durable_name", kind},     {"filter_subject", subject_of(queue, kind)},
                {"deliver_policy", "all"},  {"replay_policy", "instant"},
                {"ack_policy", "explicit"}, {"ack_wait", in_nanoseconds(options_.ack_wait)},
                {"max_deliver", -1},        {"max_ack_pending", -1}};
  object asked{{"stream_name", stream}, {"config", std::move(config)}};
  co_await api("CONSUMER.DURABLE.CREATE." + stream + '.' + kind, std::move(asked));
}

/// JetStream's own interface: one JSON object for another.
Task<object> NatsQueue::api(std::string operation, object document) {
  std::string body = document.empty() ? std::string() : boost::json::serialize(document);
  const Incoming answer = co_await connection_.request("$JS.API." + operation, Headers(),
                                                       std::move(body), options_.timeout);
  object result = parsed(answer.body);
  std::string description;
  const unsigned code = error_code(result, description);
  if (code != 0 && code != kNotFound) throw unavailable(operation + ": " + description);
  co_return result;
}

// ---- sending -----------------------------------------------------------------------------------

Task<void> NatsQueue::send(std::string queue, std::vector<NewJob> jobs) {
  catalog_.at(queue);
  check_send(jobs);
  const Instant now = clock_.now();
  bool at_once = false;
  for (NewJob& job : jobs) {
    Message message;
    message.id = ids_.make<JobId>();
    message.body = std::move(job.body);
    message.priority = job.priority;
    message.sent_at = now;
    message.trace_id = std::move(job.trace_id);
    std::string subject = subject_of(queue, to_string(job.priority));
    if (job.delay > milliseconds(0)) {
      message.due = now + job.delay;
      subject = subject_of(queue, kLater);
    } else {
      at_once = true;
    }
    co_await publish(std::move(subject), std::move(message), "sent");
  }
  if (at_once) ring(queue);
}

Task<void> NatsQueue::publish(std::string subject, Message message, std::string occasion) {
  const Headers headers = nats::to_headers(message, occasion);
  for (unsigned tries = 1;; ++tries) {
    std::exception_ptr failure;
    try {
      co_await publish_once(subject, headers, message.body);
      co_return;
    } catch (const Error&) {
      failure = std::current_exception();
    }
    // JetStream knows the message by its id: at worst it says that it has it.
    if (tries == kTries) std::rethrow_exception(failure);
  }
}

Task<void> NatsQueue::publish_once(std::string subject, Headers headers, std::string body) {
  const Incoming answer =
      co_await connection_.request(subject, std::move(headers), std::move(body), options_.timeout);
  const object result = parsed(answer.body);
  std::string description;
  if (error_code(result, description) != 0) throw unavailable(subject + ": " + description);
}

/// Tells every process that waits; that it may be lost is what the poll is for.
void NatsQueue::ring(std::string_view queue) {
  wake(queue);
  connection_.publish(options_.prefix + "-bell." + std::string(queue), "", {}, "");
}

void NatsQueue::wake(std::string_view queue) {
  const std::lock_guard lock(mutex_);
  const auto found = listeners_.find(queue);
  if (found == listeners_.end()) return;
  for (const auto& listener : found->second) listener->notify();
}

// ---- receiving ---------------------------------------------------------------------------------

Task<std::vector<Job>> NatsQueue::receive(std::string queue, ReceiveOptions options) {
  const QueueDefinition& definition = catalog_.at(queue);
  check_receive(options);
  const auto deadline = steady_clock::now() + options.wait;
  const Executor executor = co_await boost::asio::this_coro::executor;
  Listener listener(*this, queue, executor);
  while (true) {
    for (const Priority priority : turns_.at(queue).next()) {
      std::vector<Job> jobs = co_await take(definition, priority, options);
      if (!jobs.empty()) co_return jobs;
    }
    const auto now = steady_clock::now();
    if (now >= deadline) co_return std::vector<Job>();
    const auto next_look = std::min(deadline, now + options_.poll);
    co_await listener.signal().wait_until(next_look);
  }
}

Task<std::vector<Incoming>> NatsQueue::pull(std::string queue, std::string kind, std::size_t most,
                                            milliseconds wait) {
  object asked{{"batch", most}};
  if (wait > milliseconds(0))
    asked["expires"] = in_nanoseconds(wait);
  else
    asked["no_wait"] = true;
  std::string subject = "$JS.API.CONSUMER.MSG.NEXT." + stream_of(queue) + '.' + kind;
  std::vector<Incoming> messages = co_await connection_.pull(
      std::move(subject), boost::json::serialize(asked), most, wait + options_.timeout);
  if (messages.empty()) throw unavailable("JetStream does not answer");
  if (messages.back().status == 503) throw unavailable("there is no consumer " + kind);
  std::erase_if(messages, [](const Incoming& one) { return one.status != 0; });
  co_return messages;
}

Task<std::vector<Job>> NatsQueue::take(const QueueDefinition& definition, Priority priority,
                                       const ReceiveOptions& options) {
  std::vector<Incoming> pulled = co_await pull(definition.name, std::string(to_string(priority)),
                                               options.max_jobs, milliseconds(0));
  std::vector<Job> jobs;
  for (Incoming& incoming : pulled) {
    const auto info = nats::parse_reply(incoming.reply);
    auto message = nats::from_headers(incoming.headers, std::move(incoming.body));
    if (!info || !message) {  // nobody could make anything of it
      telemetry::log(telemetry::Level::error, "job_unreadable", {{"queue", definition.name}});
      connection_.publish(incoming.reply, "", {}, "+TERM");
      continue;
    }
    if (info->delivered > 1) message->last_error = kLapsed;
    if (message->receives + info->delivered > definition.max_receives) {
      message->receives += info->delivered - 1;  // this one is not told to anybody
      co_await bury(definition.name, std::move(*message));
      co_await acknowledge(incoming.reply);
      continue;
    }
    Delivery delivery;
    delivery.sequence = info->sequence;
    delivery.receives = message->receives + info->delivered;
    delivery.reply = incoming.reply;
    holding_.hold(incoming.reply, options.visibility);
    Job job;
    job.id = message->id;
    job.body = std::move(message->body);
    job.priority = message->priority;
    job.receives = delivery.receives;
    job.sent_at = message->sent_at;
    job.last_error = std::move(message->last_error);
    job.trace_id = std::move(message->trace_id);
    job.receipt = delivery.receipt();
    jobs.push_back(std::move(job));
  }
  co_return jobs;
}

// ---- what becomes of a delivery ----------------------------------------------------------------

Task<void> NatsQueue::ack(std::string queue, std::vector<Receipt> receipts) {
  catalog_.at(queue);
  check_receipts(receipts);
  std::vector<Delivery> deliveries;
  for (const Receipt& receipt : receipts) deliveries.push_back(Delivery::of(receipt));
  for (const Delivery& one : deliveries) co_await acknowledge(one.reply);
}

/// Waits until JetStream has it: asked with a reply subject, an acknowledgement is answered.
Task<void> NatsQueue::acknowledge(std::string reply) {
  holding_.release(reply);
  co_await connection_.request(reply, Headers(), "+ACK", options_.timeout);
}

Task<void> NatsQueue::retry_after(std::string queue, Receipt receipt,
                                  std::optional<milliseconds> delay, std::string error) {
  const QueueDefinition& definition = catalog_.at(queue);
  if (delay) check_delay(*delay);
  const Delivery delivery = Delivery::of(receipt);
  if (!holding_.held(delivery.reply)) co_return;
  object which{{"seq", delivery.sequence}};
  auto kept = co_await stored(stream_of(queue), std::move(which));
  auto message = kept ? nats::from_headers(kept->headers, std::move(kept->body)) : std::nullopt;
  if (!message) co_return;
  message->receives = delivery.receives;
  message->last_error = short_error(std::move(error));
  message->due.reset();
  if (!delay || delivery.receives >= definition.max_receives) {
    co_await bury(queue, std::move(*message));
    co_await acknowledge(delivery.reply);
    co_return;
  }
  std::string occasion = "retry." + std::to_string(delivery.sequence);
  std::string subject = subject_of(queue, to_string(message->priority));
  if (*delay > milliseconds(0)) {
    message->due = clock_.now() + *delay;
    subject = subject_of(queue, kLater);
  }
  co_await publish(std::move(subject), std::move(*message), std::move(occasion));
  co_await acknowledge(delivery.reply);
  ring(queue);
}

Task<bool> NatsQueue::extend(std::string queue, Receipt receipt, milliseconds visibility) {
  catalog_.at(queue);
  check_visibility(visibility);
  const Delivery delivery = Delivery::of(receipt);
  co_return holding_.extend(delivery.reply, visibility);
}

}  // namespace waymark::queue
