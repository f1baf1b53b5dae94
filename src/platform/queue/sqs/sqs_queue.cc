#include "platform/queue/sqs/sqs_queue.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/error.h"
#include "platform/runtime/reactor.h"
#include "platform/telemetry/log.h"

namespace waymark::queue {
namespace {

using boost::json::array;
using boost::json::object;
using sqs::Message;
using sqs::Received;
using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

// SQS takes 1 MiB in a batch; some of it is for what wraps the messages.
constexpr std::size_t kMaxBatchBytes = (1 << 20) - (32 << 10);
constexpr unsigned kTries = 4;
constexpr Backoff kBetweenTries{milliseconds(50), milliseconds(2'000)};
constexpr seconds kShortestWait{1};
constexpr seconds kLongestWait{5};
// While dead letters are looked at, nobody else gets them.
constexpr milliseconds kLook{30'000};
constexpr const char* kLapsed = "its receiver did not answer within the visibility time-out";

aws::JsonService service_of(const SqsOptions& options) {
  aws::JsonService service;
  service.endpoint = options.endpoint.empty() ? "https://sqs." + options.region + ".amazonaws.com"
                                              : options.endpoint;
  service.region = options.region;
  service.signing_name = "sqs";
  service.target_prefix = "AmazonSQS";
  service.response_limit = 8 << 20;  // ten messages of the largest size, in base64
  return service;
}

std::int64_t whole_seconds(milliseconds time) {
  return std::chrono::ceil<seconds>(time).count();
}

std::string_view text_of(const object& document, std::string_view name) {
  const auto* value = document.if_contains(name);
  return value && value->is_string() ? std::string_view(value->get_string()) : std::string_view();
}

const array* array_of(const object& document, std::string_view name) {
  const auto* value = document.if_contains(name);
  return value ? value->if_array() : nullptr;
}

/// What went wrong with one entry of a batch that was answered with 200.
struct Failed {
  std::size_t entry = 0;
  bool ours = false;
  std::string code;
};

std::vector<Failed> failed_of(const object& answer) {
  std::vector<Failed> failed;
  const array* list = array_of(answer, "Failed");
  if (!list) return failed;
  for (const auto& one : *list) {
    const object* fields = one.if_object();
    if (!fields) continue;
    Failed failure;
    const std::string id(text_of(*fields, "Id"));
    failure.entry = static_cast<std::size_t>(std::strtoul(id.c_str(), nullptr, 10));
    const auto* fault = fields->if_contains("SenderFault");
    failure.ours = fault && fault->is_bool() && fault->get_bool();
    failure.code = text_of(*fields, "Code");
    failed.push_back(std::move(failure));
  }
  return failed;
}

/// How many of the entries fit in one batch.
std::size_t fitting(const std::vector<object>& entries) {
  std::size_t bytes = 0;
  std::size_t count = 0;
  while (count < entries.size() && count < kMaxBatch) {
    bytes += sqs::size_of(entries[count]);
    if (count > 0 && bytes > kMaxBatchBytes) break;
    ++count;
  }
  return count;
}

Job job_of(const Received& received) {
  const Message& message = received.message;
  Job job;
  job.id = message.id;
  job.body = message.body;
  job.priority = message.priority;
  job.receives = message.receives + received.deliveries;
  job.sent_at = message.sent_at;
  job.last_error = received.deliveries > 1 ? kLapsed : message.last_error;
  job.trace_id = message.trace_id;
  job.receipt = sqs::to_receipt(received);
  return job;
}

}  // namespace

SqsQueue::SqsQueue(const SqsOptions& options, const Catalog& catalog, http::Client& client,
                   aws::CredentialsProvider& credentials, const Clock& clock, IdSource& ids,
                   Random& random)
    : options_(options),
      catalog_(catalog),
      clock_(clock),
      ids_(ids),
      random_(random),
      client_(service_of(options), client, credentials, clock, random) {
  for (const QueueDefinition& one : catalog.all()) turns_.try_emplace(one.name);
}

std::string SqsQueue::name_of(const std::string& queue, std::string_view kind) const {
  return options_.prefix + queue + '-' + std::string(kind);
}

Task<object> SqsQueue::call(std::string operation, object document, seconds extra) {
  aws::JsonCall call(operation, boost::json::serialize(document));
  call.extra_time = extra;
  const aws::JsonAnswer answer = co_await client_.call(std::move(call));
  if (!answer.ok())
    throw Error(ErrorCode::unavailable, "error.unavailable",
                "SQS " + operation + ": " + answer.error + ": " + answer.message);
  if (answer.body.empty()) co_return object();
  boost::system::error_code problem;
  boost::json::value parsed = boost::json::parse(answer.body, problem);
  if (problem || !parsed.is_object())
    throw Error(ErrorCode::unavailable, "error.unavailable",
                "SQS " + operation + ": its answer is no JSON object");
  co_return std::move(parsed.get_object());
}

Task<std::string> SqsQueue::url_of(std::string name) {
  {
    const std::lock_guard lock(mutex_);
    if (const auto known = urls_.find(name); known != urls_.end()) co_return known->second;
  }
  object asked{{"QueueName", name}};
  const object answer = co_await call("GetQueueUrl", std::move(asked));
  std::string url(text_of(answer, "QueueUrl"));
  const std::lock_guard lock(mutex_);
  urls_.insert_or_assign(std::move(name), url);
  co_return url;
}

Task<void> SqsQueue::create() {
  for (const QueueDefinition& one : catalog_.all()) {
    const std::string dead = name_of(one.name, "dead");
    object kept{{"MessageRetentionPeriod", std::to_string(whole_seconds(kDeadLettersKept))}};
    co_await create_queue(dead, kept);
    const std::string target = co_await arn_of(dead);
    const object policy{{"deadLetterTargetArn", target},
                        {"maxReceiveCount", std::to_string(one.max_receives + 1)}};
    for (const Priority priority : {Priority::high, Priority::medium, Priority::low}) {
      object attributes = kept;
      attributes["RedrivePolicy"] = boost::json::serialize(policy);
      co_await create_queue(name_of(one.name, to_string(priority)), std::move(attributes));
    }
  }
}

Task<void> SqsQueue::create_queue(std::string name, object attributes) {
  object asked{{"QueueName", name}};
  const object answer = co_await call("CreateQueue", std::move(asked));
  std::string url(text_of(answer, "QueueUrl"));
  object changed{{"QueueUrl", url}, {"Attributes", std::move(attributes)}};
  co_await call("SetQueueAttributes", std::move(changed));
  const std::lock_guard lock(mutex_);
  urls_.insert_or_assign(std::move(name), std::move(url));
}

Task<std::string> SqsQueue::arn_of(std::string name) {
  std::string url = co_await url_of(std::move(name));
  object asked{{"QueueUrl", std::move(url)}, {"AttributeNames", array{"QueueArn"}}};
  const object answer = co_await call("GetQueueAttributes", std::move(asked));
  const auto* attributes = answer.if_contains("Attributes");
  co_return attributes && attributes->is_object()
      ? std::string(text_of(attributes->get_object(), "QueueArn"))
      : std::string();
}

// ---- sending -----------------------------------------------------------------------------------

Task<void> SqsQueue::send(std::string queue, std::vector<NewJob> jobs) {
  catalog_.at(queue);
  check_send(jobs);
  const Instant now = clock_.now();
  std::array<std::vector<object>, kPriorities> entries;
  for (NewJob& job : jobs) {
    Message message;
    message.id = ids_.make<JobId>();
    message.body = std::move(job.body);
    message.priority = job.priority;
    message.sent_at = now;
    message.trace_id = std::move(job.trace_id);
    entries[static_cast<std::size_t>(job.priority)].push_back(
        sqs::to_entry(message, now, job.delay));
  }
  for (const Priority priority : {Priority::high, Priority::medium, Priority::low})
    co_await send_entries(name_of(queue, to_string(priority)),
                          std::move(entries[static_cast<std::size_t>(priority)]));
}

/// Sends all, in as many batches as they take; those that SQS refuses for now again.
Task<void> SqsQueue::send_entries(std::string name, std::vector<object> entries) {
  unsigned refusals = 0;
  while (!entries.empty()) {
    std::string url = co_await url_of(name);
    const std::size_t count = fitting(entries);
    array batch;
    for (std::size_t i = 0; i < count; ++i) {
      object entry = entries[i];
      entry["Id"] = std::to_string(i);
      batch.push_back(std::move(entry));
    }
    object asked{{"QueueUrl", std::move(url)}, {"Entries", std::move(batch)}};
    const object answer = co_await call("SendMessageBatch", std::move(asked));
    std::vector<object> again;
    for (const Failed& failed : failed_of(answer)) {
      if (failed.ours || failed.entry >= count || refusals >= kTries)
        throw Error(failed.ours ? ErrorCode::internal : ErrorCode::unavailable,
                    failed.ours ? "error.internal" : "error.unavailable",
                    "SQS took a job not: " + failed.code);
      again.push_back(std::move(entries[failed.entry]));
    }
    const bool refused = !again.empty();
    entries.erase(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(count));
    std::ranges::move(again, std::back_inserter(entries));
    if (!refused) continue;
    const milliseconds pause = kBetweenTries.delay(refusals, random_);
    ++refusals;
    co_await runtime::sleep_for(pause);
  }
}

Task<void> SqsQueue::send_one(std::string name, const Message& message,
                              std::optional<milliseconds> delay) {
  std::vector<object> entries;
  entries.push_back(sqs::to_entry(message, clock_.now(), delay));
  co_await send_entries(std::move(name), std::move(entries));
}

// ---- receiving ---------------------------------------------------------------------------------

Task<std::vector<Job>> SqsQueue::receive(std::string queue, ReceiveOptions options) {
  const QueueDefinition& definition = catalog_.at(queue);
  check_receive(options);
  const auto deadline = steady_clock::now() + options.wait;
  seconds wait{0};
  Ask ask;
  ask.most = options.max_jobs;
  ask.visibility = options.visibility;
  while (true) {
    const PriorityTurns::Order order = turns_.at(queue).next();
    for (const Priority priority : order) {
      // Only the first is waited for, and only once a round without waiting has found nothing.
      ask.wait = priority == order.front() ? wait : seconds(0);
      std::vector<Job> jobs = co_await take(definition, priority, ask);
      if (!jobs.empty()) co_return jobs;
    }
    const auto left = std::chrono::ceil<seconds>(deadline - steady_clock::now());
    if (left <= seconds(0)) co_return std::vector<Job>();
    wait = std::min({left, kLongestWait, wait + kShortestWait});
  }
}

Task<std::vector<Job>> SqsQueue::take(const QueueDefinition& definition, Priority priority,
                                      Ask ask) {
  std::vector<Received> received =
      co_await receive_from(name_of(definition.name, to_string(priority)), ask);
  std::vector<Job> jobs;
  for (Received& one : received) {
    const bool ready = co_await deliverable(definition, one);
    if (ready) jobs.push_back(job_of(one));
  }
  co_return jobs;
}

/// What is early goes back for as long as is left, what was received too often to the dead.
Task<bool> SqsQueue::deliverable(const QueueDefinition& definition, Received& received) {
  Message& message = received.message;
  const std::string name = name_of(definition.name, to_string(message.priority));
  const Instant now = clock_.now();
  const bool early = message.due && *message.due > now;
  const bool worn_out = message.receives + received.deliveries > definition.max_receives;
  if (!early && !worn_out) co_return true;
  if (early) {
    co_await send_one(name, message, *message.due - now);
  } else {
    message.receives += received.deliveries - 1;  // this one is not told to anybody
    message.last_error = kLapsed;
    co_await send_one(name_of(definition.name, "dead"), message, std::nullopt);
  }
  co_await erase(name, std::vector<std::string>(1, received.handle));
  co_return false;
}

Task<std::vector<Received>> SqsQueue::receive_from(std::string name, Ask ask) {
  std::string url = co_await url_of(name);
  object asked{{"QueueUrl", std::move(url)},
               {"MaxNumberOfMessages", ask.most},
               {"VisibilityTimeout", whole_seconds(ask.visibility)},
               {"WaitTimeSeconds", ask.wait.count()},
               {"MessageSystemAttributeNames", array{"ApproximateReceiveCount"}},
               {"MessageAttributeNames", array{"All"}}};
  const object answer = co_await call("ReceiveMessage", std::move(asked), ask.wait);
  std::vector<Received> received;
  const array* messages = array_of(answer, "Messages");
  if (!messages) co_return received;
  for (const auto& one : *messages) {
    const object* entry = one.if_object();
    auto message = entry ? sqs::from_entry(*entry) : std::nullopt;
    if (message)
      received.push_back(std::move(*message));
    else  // somebody else's: SQS's own redrive policy takes it away in the end
      telemetry::log(telemetry::Level::error, "job_unreadable", {{"queue", name}});
  }
  co_return received;
}

// ---- what becomes of a delivery ----------------------------------------------------------------

Task<void> SqsQueue::ack(std::string queue, std::vector<Receipt> receipts) {
  catalog_.at(queue);
  check_receipts(receipts);
  std::array<std::vector<std::string>, kPriorities> handles;
  for (const Receipt& receipt : receipts) {
    sqs::Handle one = sqs::handle_of(receipt);
    handles[static_cast<std::size_t>(one.priority)].push_back(std::move(one.handle));
  }
  for (const Priority priority : {Priority::high, Priority::medium, Priority::low})
    co_await erase(name_of(queue, to_string(priority)),
                   std::move(handles[static_cast<std::size_t>(priority)]));
}

/// At most a batch. Handles that SQS no longer knows are passed over.
Task<void> SqsQueue::erase(std::string name, std::vector<std::string> handles) {
  std::ranges::sort(handles);
  handles.erase(std::ranges::unique(handles).begin(), handles.end());
  for (unsigned tries = 0; !handles.empty(); ++tries) {
    std::string url = co_await url_of(name);
    array batch;
    for (std::size_t i = 0; i < handles.size(); ++i)
      batch.push_back(object{{"Id", std::to_string(i)}, {"ReceiptHandle", handles[i]}});
    object asked{{"QueueUrl", std::move(url)}, {"Entries", std::move(batch)}};
    const object answer = co_await call("DeleteMessageBatch", std::move(asked));
    std::vector<std::string> again;
    for (const Failed& failed : failed_of(answer))
      if (!failed.ours && failed.entry < handles.size()) again.push_back(handles[failed.entry]);
    if (!again.empty() && tries + 1 == kTries)
      throw Error(ErrorCode::unavailable, "error.unavailable", "SQS deletes no messages now");
    handles = std::move(again);
    if (!handles.empty()) co_await runtime::sleep_for(kBetweenTries.delay(tries, random_));
  }
}

Task<void> SqsQueue::retry_after(std::string queue, Receipt receipt,
                                 std::optional<milliseconds> delay, std::string error) {
  const QueueDefinition& definition = catalog_.at(queue);
  if (delay) check_delay(*delay);
  Received received = sqs::received_of(receipt);
  Message& message = received.message;
  // A receipt whose job is no longer ours brings forth no second one.
  const bool ours = co_await extend(queue, receipt, kLook);
  if (!ours) co_return;
  message.last_error = short_error(std::move(error));
  const std::string name = name_of(queue, to_string(message.priority));
  std::string target = name;
  if (!delay || message.receives >= definition.max_receives) {
    target = name_of(queue, "dead");
    delay.reset();
  }
  co_await send_one(std::move(target), message, delay);
  co_await erase(name, std::vector<std::string>(1, received.handle));
}

Task<bool> SqsQueue::extend(std::string queue, Receipt receipt, milliseconds visibility) {
  catalog_.at(queue);
  check_visibility(visibility);
  const sqs::Handle handle = sqs::handle_of(receipt);
  std::string url = co_await url_of(name_of(queue, to_string(handle.priority)));
  object entry{{"Id", "0"},
               {"ReceiptHandle", handle.handle},
               {"VisibilityTimeout", whole_seconds(visibility)}};
  object asked{{"QueueUrl", std::move(url)}, {"Entries", array{std::move(entry)}}};
  const object answer = co_await call("ChangeMessageVisibilityBatch", std::move(asked));
  for (const Failed& failed : failed_of(answer))
    if (!failed.ours)
      throw Error(ErrorCode::unavailable, "error.unavailable", "SQS extends nothing now");
  co_return failed_of(answer).empty();
}

// ---- the dead ----------------------------------------------------------------------------------

Task<std::vector<DeadJob>> SqsQueue::dead_letters(std::string queue, std::size_t limit) {
  catalog_.at(queue);
  check_dead_limit(limit);
  const std::string name = name_of(queue, "dead");
  std::vector<Received> looked_at;
  Ask ask;
  ask.visibility = kLook;
  while (looked_at.size() < limit) {
    ask.most = std::min(kMaxBatch, limit - looked_at.size());
    std::vector<Received> some = co_await receive_from(name, ask);
    if (some.empty()) break;
    std::ranges::move(some, std::back_inserter(looked_at));
  }
  std::vector<DeadJob> letters;
  for (const Received& one : looked_at) {
    const Message& message = one.message;
    DeadJob letter;
    letter.id = message.id;
    letter.body = message.body;
    letter.priority = message.priority;
    letter.receives = message.receives;
    letter.sent_at = message.sent_at;
    letter.last_error = message.last_error.empty() ? kLapsed : message.last_error;
    letter.trace_id = message.trace_id;
    letters.push_back(std::move(letter));
  }
  co_await release(name, std::move(looked_at));
  co_return letters;
}

/// Makes messages visible again that were only looked at.
Task<void> SqsQueue::release(std::string name, std::vector<Received> messages) {
  for (std::size_t begin = 0; begin < messages.size(); begin += kMaxBatch) {
    std::string url = co_await url_of(name);
    array batch;
    for (std::size_t i = begin; i < std::min(begin + kMaxBatch, messages.size()); ++i)
      batch.push_back(object{{"Id", std::to_string(i)},
                             {"ReceiptHandle", messages[i].handle},
                             {"VisibilityTimeout", 0}});
    object asked{{"QueueUrl", std::move(url)}, {"Entries", std::move(batch)}};
    co_await call("ChangeMessageVisibilityBatch", std::move(asked));
  }
}

Task<std::size_t> SqsQueue::redrive(std::string queue, std::size_t limit) {
  catalog_.at(queue);
  const std::string dead = name_of(queue, "dead");
  std::size_t redriven = 0;
  Ask ask;
  ask.visibility = kLook;
  while (redriven < limit) {
    ask.most = std::min(kMaxBatch, limit - redriven);
    std::vector<Received> some = co_await receive_from(dead, ask);
    if (some.empty()) break;
    for (Received& one : some) {
      one.message.receives = 0;
      one.message.due.reset();
      co_await send_one(name_of(queue, to_string(one.message.priority)), one.message, std::nullopt);
      co_await erase(dead, std::vector<std::string>(1, one.handle));
      ++redriven;
    }
  }
  co_return redriven;
}

Task<Stats> SqsQueue::stats(std::string queue) {
  catalog_.at(queue);
  Stats stats;
  for (const std::string_view kind : {"high", "medium", "low", "dead"}) {
    std::string url = co_await url_of(name_of(queue, kind));
    object asked{{"QueueUrl", std::move(url)},
                 {"AttributeNames",
                  array{"ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible",
                        "ApproximateNumberOfMessagesDelayed"}}};
    const object answer = co_await call("GetQueueAttributes", std::move(asked));
    const auto* attributes = answer.if_contains("Attributes");
    const auto count = [&](const char* name) -> std::size_t {
      if (!attributes || !attributes->is_object()) return 0;
      return std::strtoull(std::string(text_of(attributes->get_object(), name)).c_str(), nullptr,
                           10);
    };
    const std::size_t visible = count("ApproximateNumberOfMessages");
    const std::size_t hidden = count("ApproximateNumberOfMessagesNotVisible");
    if (kind == "dead") {
      stats.dead = visible + hidden;
      continue;
    }
    const std::size_t place = kind == "high" ? 0 : kind == "medium" ? 1 : 2;
    stats.ready[place] = visible;
    stats.in_flight += hidden;
    stats.delayed += count("ApproximateNumberOfMessagesDelayed");
  }
  co_return stats;
}

}  // namespace waymark::queue
