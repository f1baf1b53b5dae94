#include "product/accounts/suspension_news.h"

#include <deque>

#include "base/error.h"
#include "platform/runtime/signal.h"
#include "platform/telemetry/log.h"

namespace waymark::accounts {
namespace {

constexpr std::string_view kTopic = "suspensions";
constexpr std::string_view kMessage = "suspension";
constexpr std::size_t kMostHeard = 1'000;

void log_failure(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& error) {
    telemetry::log(telemetry::Level::error, "suspension_news_failed",
                   {{"reason", std::string_view(error.what())}});
  }
}

}  // namespace

/// Whom it is about, in the order in which it was heard.
class SuspensionNews::Ear final : public realtime::Listener {
 public:
  explicit Ear(Executor executor) : signal_(std::make_shared<runtime::Signal>(executor)) {}

  void on_message(const realtime::MessagePtr& message) override {
    const auto user = UserId::parse(message->about);
    if (message->kind != kMessage || !user) return;
    if (heard_.size() >= kMostHeard) return on_loss();
    heard_.emplace_back(*user);
    signal_->notify();
  }
  void on_loss() override {
    heard_.clear();
    heard_.emplace_back(std::nullopt);
    signal_->notify();
  }
  void on_close() override {}

  /// nullopt: something was lost.
  Task<std::optional<UserId>> next() {
    while (heard_.empty()) co_await signal_->wait();
    const std::optional<UserId> user = heard_.front();
    heard_.pop_front();
    co_return user;
  }

 private:
  std::shared_ptr<runtime::Signal> signal_;
  std::deque<std::optional<UserId>> heard_;
};

SuspensionNews::SuspensionNews(Suspensions& suspensions, realtime::Hub& hub)
    : suspensions_(suspensions), hub_(hub) {}

SuspensionNews::~SuspensionNews() = default;

void SuspensionNews::tell(UserId user) const {
  auto message = std::make_shared<realtime::Message>();
  message->kind = std::string(kMessage);
  message->payload = "{}";
  message->about = user.to_string();
  hub_.publish(kTopic, std::move(message));
}

Task<void> SuspensionNews::start(Executor executor) {
  ear_ = std::make_unique<Ear>(executor);
  subscription_ = hub_.subscribe(std::string(kTopic), executor, *ear_);
  group_ = std::make_unique<runtime::TaskGroup>(executor, log_failure);
  group_->spawn(work());
  co_await subscription_->ready();
}

Task<void> SuspensionNews::stop() {
  if (!group_) co_return;
  subscription_.reset();
  co_await group_->stop();
  group_.reset();
}

Task<void> SuspensionNews::work() {
  while (true) {
    const std::optional<UserId> user = co_await ear_->next();
    try {
      if (user)
        co_await learn(*user);
      else
        co_await suspensions_.load();
    } catch (const Error& error) {
      telemetry::log(telemetry::Level::warn, "suspension_not_read",
                     {{"reason", std::string_view(error.what())}});
    }
  }
}

Task<void> SuspensionNews::learn(UserId user) {
  const auto suspension = co_await suspensions_.of(Owner::acting_for(user));
  if (suspension) suspensions_.note(*suspension);
}

}  // namespace waymark::accounts
