// Request bodies: whole, or handed over as they come.
#include "platform/http/connection.h"
#include "platform/http/problem.h"

namespace waymark::http {
namespace {

constexpr std::size_t kPiece = 64 * 1024;
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

}  // namespace

/// The body of a streamed route. Lives as long as its handler runs.
class Connection::Upload final : public BodyReader {
 public:
  Upload(Connection& connection, std::uint64_t limit) : connection_(connection), limit_(limit) {}

  Task<std::string> read() override {
    std::string piece;
    BodyProgress progress = BodyProgress::some;
    // What has arrived already is joined, so that small chunks do not cost a turn each.
    do {
      progress = co_await connection_.pull_body(piece, limit_);
    } while (progress == BodyProgress::some && piece.size() < kPiece &&
             !connection_.input_.empty());
    if (progress != BodyProgress::some && progress != BodyProgress::end)
      throw connection_.body_error(progress, limit_);
    co_return piece;
  }

 private:
  Connection& connection_;
  std::uint64_t limit_;
};

Task<Response> Connection::take_and_handle(const Route& route, RequestContext& context) {
  const std::uint64_t limit = route.options.body_limit;
  if (parser_->has_body()) {
    if (parser_->body_length().value_or(0) > limit)
      co_return refused(problem(body_error(BodyProgress::too_large, limit), context));
    start_body();
  }
  if (route.options.streamed) {
    Upload upload(*this, limit);
    request_.stream = &upload;
    Response response = co_await handle(route.wrapped, context, route.options.timeout);
    request_.stream = nullptr;
    co_return response;
  }
  if (parser_->has_body()) {
    request_.body.reserve(std::min<std::uint64_t>(parser_->body_length().value_or(0), kPiece));
    BodyProgress progress = BodyProgress::some;
    while (progress == BodyProgress::some) progress = co_await pull_body(request_.body, limit);
    if (progress == BodyProgress::too_slow) co_return refused(protocol_problem(408, context));
    if (progress == BodyProgress::malformed) co_return refused(protocol_problem(400, context));
    if (progress != BodyProgress::end)
      co_return refused(problem(body_error(progress, limit), context));
  }
  co_return co_await handle(route.wrapped, context, route.options.timeout);
}

void Connection::start_body() {
  body_start_ = std::chrono::steady_clock::now();
  if (parser_->expects_continue()) return;
  continue_sent_ = true;
}

Task<Connection::BodyProgress> Connection::pull_body(std::string& sink, std::uint64_t limit) {
  const std::size_t before = sink.size();
  while (!parser_->done()) {
    if (!input_.empty()) {
      parser_->take_body(sink, limit);
      input_.consume(parser_->feed(input_.view()));
      if (parser_->failed_status() == 413) co_return BodyProgress::too_large;
      if (parser_->failed_status() != 0 || input_.full()) co_return BodyProgress::malformed;
      if (sink.size() > before) co_return BodyProgress::some;
      if (parser_->done()) break;
    } else if (!continue_sent_) {
      continue_sent_ = true;
      std::string_view pieces[] = {kContinue};
      if (!co_await write(pieces)) co_return BodyProgress::lost;
    }
    if (waiting_ != Waiting::body) wait_for(Waiting::body, shard_.options.body_grace);
    if (!co_await fill())
      co_return timed_out_ || handler_cancelled_ ? BodyProgress::too_slow : BodyProgress::lost;
  }
  waiting_ = Waiting::nothing;
  co_return sink.size() > before ? BodyProgress::some : BodyProgress::end;
}

Error Connection::body_error(BodyProgress progress, std::uint64_t limit) const {
  if (progress == BodyProgress::too_slow)
    return Error(ErrorCode::deadline_exceeded, "error.http.request-timeout");
  if (progress == BodyProgress::lost)
    return Error(ErrorCode::unavailable, "error.unavailable", "the client has gone");
  if (progress == BodyProgress::malformed)
    return Error(ErrorCode::invalid_input, "error.http.bad-request");
  Error error(ErrorCode::too_large, "error.too_large");
  error.with("limit", std::to_string(limit));
  return error;
}

}  // namespace waymark::http
