#include "platform/queue/nats/connection.h"

#include <nats/nats.h>

#include <atomic>
#include <cstdlib>
#include <map>
#include <mutex>
#include <utility>

#include "base/error.h"
#include "platform/runtime/signal.h"
#include "platform/telemetry/log.h"

namespace waymark::queue::nats {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr int kReconnectBuffer = 8 << 20;  // bytes of messages kept while there is no connection
constexpr milliseconds kConnectTimeout{5'000};
constexpr std::size_t kMaxRequests = 10'000;

Error unavailable(const std::string& cause) {
  return Error(ErrorCode::unavailable, "error.unavailable", "NATS: " + cause);
}

void require(natsStatus status, const char* what) {
  if (status == NATS_OK) return;
  throw unavailable(std::string(what) + ": " + natsStatus_GetText(status));
}

struct Freed {
  void operator()(natsMsg* message) const { natsMsg_Destroy(message); }
  void operator()(natsOptions* options) const { natsOptions_Destroy(options); }
};
using OwnedMessage = std::unique_ptr<natsMsg, Freed>;
using OwnedOptions = std::unique_ptr<natsOptions, Freed>;

std::string text(const char* value) {
  return value ? std::string(value) : std::string();
}

Headers headers_of(natsMsg* message) {
  Headers headers;
  const char** keys = nullptr;
  int count = 0;
  if (natsMsgHeader_Keys(message, &keys, &count) != NATS_OK) return headers;
  for (int i = 0; i < count; ++i) {
    const char* value = nullptr;
    if (natsMsgHeader_Get(message, keys[i], &value) == NATS_OK)
      headers.emplace_back(keys[i], text(value));
  }
  std::free(static_cast<void*>(keys));
  return headers;
}

unsigned status_of(const Headers& headers) {
  for (const auto& [name, value] : headers)
    if (name == "Status") return static_cast<unsigned>(std::strtoul(value.c_str(), nullptr, 10));
  return 0;
}

Incoming incoming_of(natsMsg* message) {
  Incoming incoming;
  incoming.reply = text(natsMsg_GetReply(message));
  incoming.headers = headers_of(message);
  incoming.status = status_of(incoming.headers);
  if (const int length = natsMsg_GetDataLength(message); length > 0)
    incoming.body.assign(natsMsg_GetData(message), static_cast<std::size_t>(length));
  return incoming;
}

std::string after_last_dot(const char* subject) {
  const std::string whole = text(subject);
  return whole.substr(whole.rfind('.') + 1);
}

}  // namespace

struct Connection::State {
  /// Somebody who waits for answers.
  struct Asker {
    Asker(Executor executor, std::size_t most_messages)
        : most(most_messages), signal(std::make_shared<runtime::Signal>(executor)) {}
    const std::size_t most;
    const std::shared_ptr<runtime::Signal> signal;
    std::vector<Incoming> messages;  // under the mutex
    bool gone = false;               // the same
  };
  /// What a subscription of one pull knows. JetStream delivers under the subject that a message was
  /// published on, so the subject does not tell who asked: each pull has a subscription of its own.
  struct Pull {
    std::shared_ptr<State> state;
    std::shared_ptr<Asker> asker;
  };

  NatsServer server;
  natsConnection* connection = nullptr;
  natsSubscription* answers = nullptr;
  natsSubscription* bells = nullptr;
  std::string inbox;       // the subject of answers, up to and with the last dot
  std::string pull_inbox;  // the same of deliveries
  std::function<void(std::string_view)> ring;

  std::mutex mutex;
  std::map<std::string, std::shared_ptr<Asker>> askers;  // by the last part of their inbox
  std::uint64_t asked = 0;

  void open(const std::string& bell_subjects);
  void close();
  void publish(const std::string& subject, const std::string& reply, const Headers& headers,
               std::string_view body) const;
  void add(Asker& asker, Incoming incoming);
  void give_back(const Incoming& incoming) const;

  static void on_answer(natsConnection*, natsSubscription*, natsMsg* message, void* closure) {
    const OwnedMessage owned(message);
    State& state = *static_cast<State*>(closure);
    std::shared_ptr<Asker> asker;
    {
      const std::lock_guard lock(state.mutex);
      const auto found = state.askers.find(after_last_dot(natsMsg_GetSubject(message)));
      if (found != state.askers.end()) asker = found->second;
    }
    if (asker) state.add(*asker, incoming_of(message));
  }
  static void on_delivery(natsConnection*, natsSubscription*, natsMsg* message, void* closure) {
    const OwnedMessage owned(message);
    const Pull& pull = *static_cast<Pull*>(closure);
    pull.state->add(*pull.asker, incoming_of(message));
  }
  static void on_end(void* closure) { delete static_cast<Pull*>(closure); }
  static void on_bell(natsConnection*, natsSubscription*, natsMsg* message, void* closure) {
    const OwnedMessage owned(message);
    static_cast<State*>(closure)->ring(after_last_dot(natsMsg_GetSubject(message)));
  }
};

void Connection::State::open(const std::string& bell_subjects) {
  natsOptions* made = nullptr;
  require(natsOptions_Create(&made), "options");
  const OwnedOptions options(made);
  require(natsOptions_SetURL(made, server.url.c_str()), "the server's address");
  require(natsOptions_SetName(made, "waymark"), "name");
  require(natsOptions_SetTimeout(made, kConnectTimeout.count()), "time-out");
  // A subscription of each pull would have a thread of its own otherwise.
  require(natsOptions_UseGlobalMessageDelivery(made, true), "delivery");
  require(natsOptions_SetMaxReconnect(made, -1), "reconnecting");
  require(natsOptions_SetReconnectBufSize(made, kReconnectBuffer), "reconnecting");
  if (!server.user.empty())
    require(natsOptions_SetUserInfo(made, server.user.c_str(),
                                    std::string(server.password.expose()).c_str()),
            "user");
  if (!server.token.expose().empty())
    require(natsOptions_SetToken(made, std::string(server.token.expose()).c_str()), "token");
  if (!server.credentials_file.empty())
    require(natsOptions_SetUserCredentialsFromFiles(made, server.credentials_file.c_str(), nullptr),
            "credentials");
  if (!server.ca_file.empty())
    require(natsOptions_LoadCATrustedCertificates(made, server.ca_file.c_str()), "authorities");
  require(natsConnection_Connect(&connection, made), "connecting");

  natsInbox* unique = nullptr;
  require(natsInbox_Create(&unique), "inbox");
  inbox = text(unique) + '.';
  pull_inbox = text(unique) + "-pull.";
  natsInbox_Destroy(unique);
  require(natsConnection_Subscribe(&answers, connection, (inbox + '*').c_str(), &on_answer, this),
          "subscribing");
  require(natsConnection_Subscribe(&bells, connection, bell_subjects.c_str(), &on_bell, this),
          "subscribing");
  require(natsConnection_Flush(connection), "subscribing");
}

void Connection::State::close() {
  // Closing waits for the callbacks that run; none begins after.
  if (connection) natsConnection_Close(connection);
  natsSubscription_Destroy(answers);
  natsSubscription_Destroy(bells);
  natsConnection_Destroy(connection);
  connection = nullptr;
  answers = bells = nullptr;
}

void Connection::State::publish(const std::string& subject, const std::string& reply,
                                const Headers& headers, std::string_view body) const {
  if (!connection) throw unavailable("not connected");
  natsMsg* made = nullptr;
  require(natsMsg_Create(&made, subject.c_str(), reply.empty() ? nullptr : reply.c_str(),
                         body.data(), static_cast<int>(body.size())),
          "a message");
  const OwnedMessage message(made);
  for (const auto& [name, value] : headers)
    require(natsMsgHeader_Set(made, name.c_str(), value.c_str()), "a header");
  require(natsConnection_PublishMsg(connection, made), "publishing");
}

void Connection::State::add(Asker& asker, Incoming incoming) {
  {
    const std::lock_guard lock(mutex);
    if (!asker.gone) {
      const bool last = incoming.status != 0;
      asker.messages.push_back(std::move(incoming));
      if (last || asker.messages.size() >= asker.most) asker.signal->notify();
      return;
    }
  }
  give_back(incoming);
}

/// Nobody waits any more: a job goes back to its queue at once.
void Connection::State::give_back(const Incoming& incoming) const {
  if (!incoming.reply.starts_with("$JS.ACK.")) return;
  natsConnection_PublishString(connection, incoming.reply.c_str(), "-NAK");
}

Connection::Connection(NatsServer server) : state_(std::make_shared<State>()) {
  state_->server = std::move(server);
}

Connection::~Connection() {
  close();
}

Task<void> Connection::connect(runtime::BackgroundPool& pool, std::string bells,
                               std::function<void(std::string_view)> ring) {
  state_->ring = std::move(ring);
  const auto open = [state = state_, bells] {
    try {
      state->open(bells);
    } catch (...) {
      state->close();
      throw;
    }
  };
  co_await pool.run(open);
}

void Connection::close() {
  state_->close();
}

void Connection::publish(const std::string& subject, const std::string& reply,
                         const Headers& headers, std::string_view body) {
  state_->publish(subject, reply, headers, body);
}

namespace {

/// An asker who is gone in the end, however the asking ends; what was not taken is given back.
template <typename State>
class Asking {
 public:
  Asking(std::shared_ptr<State> state, Executor executor, std::size_t most)
      : state_(std::move(state)), asker_(std::make_shared<typename State::Asker>(executor, most)) {
    const std::lock_guard lock(state_->mutex);
    if (state_->askers.size() >= kMaxRequests) throw unavailable("too many requests");
    name_ = std::to_string(++state_->asked);
    state_->askers.emplace(name_, asker_);
  }
  ~Asking() {
    if (subscription_) {
      natsSubscription_Unsubscribe(subscription_);
      natsSubscription_Destroy(subscription_);
    }
    std::vector<Incoming> unheard;
    {
      const std::lock_guard lock(state_->mutex);
      state_->askers.erase(name_);
      asker_->gone = true;
      unheard.swap(asker_->messages);
    }
    for (const Incoming& one : unheard) state_->give_back(one);
  }
  Asking(const Asking&) = delete;
  Asking& operator=(const Asking&) = delete;

  std::string inbox() const { return state_->inbox + name_; }
  runtime::Signal& signal() { return *asker_->signal; }
  /// Listens under a subscription of its own; the inbox to give.
  std::string subscribe() {
    if (!state_->connection) throw unavailable("not connected");
    std::string subject = state_->pull_inbox + name_;
    auto pull = std::make_unique<typename State::Pull>();
    pull->state = state_;
    pull->asker = asker_;
    require(natsConnection_Subscribe(&subscription_, state_->connection, subject.c_str(),
                                     &State::on_delivery, pull.get()),
            "subscribing");
    natsSubscription_SetPendingLimits(subscription_, -1, -1);
    natsSubscription_SetOnCompleteCB(subscription_, &State::on_end, pull.release());
    return subject;
  }
  std::vector<Incoming> take() {
    const std::lock_guard lock(state_->mutex);
    return std::exchange(asker_->messages, {});
  }

 private:
  std::shared_ptr<State> state_;
  std::shared_ptr<typename State::Asker> asker_;
  natsSubscription* subscription_ = nullptr;
  std::string name_;
};

}  // namespace

Task<Incoming> Connection::request(std::string subject, Headers headers, std::string body,
                                   milliseconds timeout) {
  const auto deadline = steady_clock::now() + timeout;
  const Executor executor = co_await boost::asio::this_coro::executor;
  Asking<State> asking(state_, executor, 1);
  state_->publish(subject, asking.inbox(), headers, body);
  co_await asking.signal().wait_until(deadline);
  std::vector<Incoming> answers = asking.take();
  if (answers.empty())
    throw Error(ErrorCode::deadline_exceeded, "error.deadline_exceeded",
                "NATS: no answer on " + subject);
  if (answers.front().status == 503) throw unavailable("nobody listens on " + subject);
  co_return std::move(answers.front());
}

Task<std::vector<Incoming>> Connection::pull(std::string subject, std::string body,
                                             std::size_t most, milliseconds timeout) {
  const auto deadline = steady_clock::now() + timeout;
  const Executor executor = co_await boost::asio::this_coro::executor;
  Asking<State> asking(state_, executor, most);
  const std::string inbox = asking.subscribe();
  state_->publish(subject, inbox, {}, body);
  co_await asking.signal().wait_until(deadline);
  co_return asking.take();
}

}  // namespace waymark::queue::nats
