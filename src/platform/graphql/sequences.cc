#include "platform/graphql/sequences.h"

#include <boost/asio/as_tuple.hpp>

#include "base/error.h"
#include "platform/graphql/response.h"

namespace waymark::graphql {

SourceSequence::SourceSequence(Prepared prepared, RequestContext& context,
                               const EngineOptions& options, std::unique_ptr<EventStream> stream)
    : prepared_(std::move(prepared)),
      context_(context),
      options_(options),
      stream_(std::move(stream)) {}

Task<std::optional<std::string>> SourceSequence::next() {
  const bool more = co_await stream_->advance();
  if (!more) co_return std::nullopt;
  std::string response = co_await respond_to_event(prepared_, context_, options_, *stream_);
  co_return response;
}

FeedSequence::FeedSequence(const Executor& executor)
    : bell_(executor, std::chrono::steady_clock::time_point::max()) {}

Task<std::optional<std::string>> FeedSequence::next() {
  while (waiting_.empty() && follows()) {
    if (!live_)
      live_ = co_await catch_up();
    else
      co_await bell_.async_wait(boost::asio::as_tuple(use_task));
  }
  if (waiting_.empty()) {
    if (failure_) std::rethrow_exception(failure_);
    co_return std::nullopt;
  }
  const ResponsePtr first = std::move(waiting_.front());
  waiting_.pop_front();
  co_return *first;
}

void FeedSequence::on_event(const ResponsePtr& response) {
  if (waiting_.size() < realtime::kMostWaiting) {
    waiting_.push_back(response);
  } else {
    const Error error(ErrorCode::unavailable, "error.subscription_lost", "the client is too slow");
    failure_ = std::make_exception_ptr(error);
    leave();
  }
  bell_.cancel();
}

void FeedSequence::on_end(const std::exception_ptr& failure) {
  failure_ = failure;
  bell_.cancel();
}

}  // namespace waymark::graphql
