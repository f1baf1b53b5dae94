#include "platform/store/postgres/notifier.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

#include "base/backoff.h"
#include "base/text.h"
#include "platform/telemetry/log.h"

namespace waymark::store::postgres {
namespace {

/// So many partitions wait to be told; past it "" says that some have something new.
constexpr std::size_t kMaxWaiting = 256;
constexpr std::size_t kMaxPayload = 4'000;  // PostgreSQL takes just under 8,000 bytes
constexpr int kLookMilliseconds = 5'000;
constexpr Backoff kReconnecting{std::chrono::milliseconds(50), std::chrono::milliseconds(5'000)};

bool can_be_told(std::string_view partition) {
  return partition.size() <= kMaxPayload && partition.find('\0') == std::string_view::npos &&
         is_utf8(partition);
}

bool succeeded(PGresult* result) {
  const Rows owned(result);
  const auto status = PQresultStatus(result);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

}  // namespace

Notifier::Notifier(const Connector& connector, Random& random, std::string channel)
    : connector_(connector), random_(random), channel_(std::move(channel)) {}

Notifier::~Notifier() {
  stop();
}

void Notifier::listen(std::function<void(std::string_view)> changed) {
  const std::lock_guard lock(mutex_);
  changed_ = std::move(changed);
  start();
}

void Notifier::tell(std::string_view partition) {
  const std::lock_guard lock(mutex_);
  if (stopping_ || waiting_.contains(partition)) return;
  if (waiting_.size() < kMaxWaiting && can_be_told(partition))
    waiting_.emplace(partition);
  else
    waiting_.emplace();
  start();
  wake();
}

void Notifier::start() {
  if (stopping_ || thread_.joinable()) return;
  wake_ = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  thread_ = std::thread([this] { run(); });
}

void Notifier::wake() {
  const std::uint64_t one = 1;
  // It can only fail when the counter is full, which wakes as well.
  [[maybe_unused]] const auto written = ::write(wake_, &one, sizeof one);
}

void Notifier::stop() {
  {
    const std::lock_guard lock(mutex_);
    if (std::exchange(stopping_, true) || !thread_.joinable()) return;
    wake();
    // Whatever the thread waits for on the session ends with it.
    if (socket_ >= 0) ::shutdown(socket_, SHUT_RDWR);
  }
  thread_.join();
  ::close(wake_);
}

bool Notifier::stopping() {
  const std::lock_guard lock(mutex_);
  return stopping_;
}

void Notifier::hear(std::string_view partition) {
  if (changed_) changed_(partition);
}

void Notifier::run() {
  for (unsigned failures = 0; !stopping();) {
    Opened opened = connector_.open_here();
    if (const auto* failure = std::get_if<NoSession>(&opened)) {
      if (failures == 0)
        telemetry::log(telemetry::Level::warn, "postgres_not_listening",
                       {{"cause", failure->cause}});
      wait_before_trying_again(failures++);
      continue;
    }
    const Session session = std::get<Session>(std::move(opened));
    PQexitPipelineMode(session.get());
    PQsetnonblocking(session.get(), 0);
    {
      const std::lock_guard lock(mutex_);
      socket_ = PQsocket(session.get());
    }
    serve(session.get());
    {
      const std::lock_guard lock(mutex_);
      socket_ = -1;
    }
    wait_before_trying_again(failures++);
  }
}

void Notifier::wait_before_trying_again(unsigned failures) {
  const auto delay = kReconnecting.delay(failures, random_);
  const auto until = std::chrono::steady_clock::now() + delay;
  while (!stopping() && std::chrono::steady_clock::now() < until) {
    pollfd woken{wake_, POLLIN, 0};
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    if (::poll(&woken, 1, std::max(1, static_cast<int>(left.count()))) == 0) return;
    std::uint64_t count = 0;
    [[maybe_unused]] const auto read = ::read(wake_, &count, sizeof count);
  }
}

/// Until the session is lost or the notifier stopped.
void Notifier::serve(PGconn* session) {
  if (!succeeded(PQexec(session, ("LISTEN " + channel_).c_str()))) return;
  hear("");
  while (!stopping() && send_waiting(session)) {
    std::array<pollfd, 2> sources{pollfd{PQsocket(session), POLLIN, 0}, pollfd{wake_, POLLIN, 0}};
    ::poll(sources.data(), sources.size(), kLookMilliseconds);
    std::uint64_t count = 0;
    [[maybe_unused]] const auto read = ::read(wake_, &count, sizeof count);
    if (PQconsumeInput(session) != 1) return;
    while (PGnotify* const told = PQnotifies(session)) {
      hear(told->extra);
      PQfreemem(told);
    }
  }
}

bool Notifier::send_waiting(PGconn* session) {
  std::set<std::string, std::less<>> partitions;
  {
    const std::lock_guard lock(mutex_);
    partitions.swap(waiting_);
  }
  if (partitions.empty()) return true;
  Array payloads(Type::text);
  for (const std::string& partition : partitions) payloads.add(partition);
  Parameters parameters;
  parameters.bytes(channel_).array(std::move(payloads));
  const std::array<const char*, 2> values{parameters.at(0).data(), parameters.at(1).data()};
  const std::array<int, 2> lengths{static_cast<int>(parameters.at(0).size()),
                                   static_cast<int>(parameters.at(1).size())};
  const std::array<int, 2> formats{1, 1};
  const bool sent = succeeded(PQexecParams(
      session, "SELECT pg_notify($1::text, payload) FROM unnest($2::text[]) AS payload", 2, nullptr,
      values.data(), lengths.data(), formats.data(), 1));
  if (!sent) {
    const std::lock_guard lock(mutex_);
    waiting_.merge(partitions);
  }
  return sent;
}

}  // namespace waymark::store::postgres
