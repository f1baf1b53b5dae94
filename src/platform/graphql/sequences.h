// The two kinds of EventSequence.
#pragma once

#include <deque>
#include <exception>
#include <memory>
#include <optional>
#include <string>

#include "platform/graphql/engine.h"
#include "platform/graphql/gathering.h"

namespace waymark::graphql {

/// Of a source that only this client has.
class SourceSequence final : public EventSequence {
 public:
  SourceSequence(Prepared prepared, RequestContext& context, const EngineOptions& options,
                 std::unique_ptr<EventStream> stream);
  Task<std::optional<std::string>> next() override;

 private:
  Prepared prepared_;
  RequestContext& context_;
  const EngineOptions& options_;
  std::unique_ptr<EventStream> stream_;
};

/// A member of a feed. When more events wait than realtime::kMostWaiting, it leaves, and next()
/// throws "error.subscription_lost" after those that wait.
class FeedSequence final : public EventSequence, public FeedMember {
 public:
  explicit FeedSequence(const Executor& executor);
  ~FeedSequence() override { leave(); }
  Task<std::optional<std::string>> next() override;

 private:
  void on_event(const ResponsePtr& response) override;
  void on_end(const std::exception_ptr& failure) override;

  std::deque<ResponsePtr> waiting_;
  std::exception_ptr failure_;
  bool live_ = false;
  Timer bell_;
};

}  // namespace waymark::graphql
