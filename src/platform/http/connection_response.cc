// Responses on their way out.
#include <array>
#include <charconv>

#include "platform/http/connection.h"
#include "platform/http/problem.h"

namespace waymark::http {
namespace {

// Bodies up to this are copied behind their head and go out in one piece.
constexpr std::size_t kJoined = 16 * 1024;

std::string_view text_of(const Response& response) {
  if (const auto* owned = std::get_if<std::string>(&response.body)) return *owned;
  if (const auto* view = std::get_if<std::string_view>(&response.body)) return *view;
  if (const auto* shared = std::get_if<std::shared_ptr<const std::string>>(&response.body))
    return *shared ? std::string_view(**shared) : std::string_view();
  return {};
}

bool has_no_body(unsigned status) {
  return status < 200 || status == 204 || status == 304;
}

/// Takes what was sent off the front; the pieces that are left.
std::span<std::string_view> drop_sent(std::span<std::string_view> pieces, std::size_t sent) {
  while (!pieces.empty() && sent >= pieces.front().size()) {
    sent -= pieces.front().size();
    pieces = pieces.subspan(1);
  }
  if (!pieces.empty()) pieces.front().remove_prefix(sent);
  return pieces;
}

}  // namespace

/// The body of a streamed response. Lives as long as its writer runs.
class Connection::Download final : public BodyWriter {
 public:
  Download(Connection& connection, bool chunked) : connection_(connection), chunked_(chunked) {}

  Task<void> write(std::string piece) override {
    if (piece.empty()) co_return;  // an empty chunk would be the last
    std::array<char, 20> size;
    char* end = std::to_chars(size.data(), size.data() + 16, piece.size(), 16).ptr;
    *end++ = '\r';
    *end++ = '\n';
    const auto head_length = static_cast<std::size_t>(end - size.data());
    std::array<std::string_view, 3> pieces;
    pieces[1] = piece;
    if (chunked_) {
      pieces[0] = std::string_view(size.data(), head_length);
      pieces[2] = "\r\n";
    }
    lost_ = lost_ || !co_await connection_.write(pieces);
    if (lost_) throw Error(ErrorCode::unavailable, "error.unavailable", "the client has gone");
  }

  bool client_gone() const override { return lost_ || connection_.transport_.peer_gone(); }

 private:
  Connection& connection_;
  bool chunked_;
  bool lost_ = false;
};

Framing Connection::framing_of(BodyKind kind, std::uint64_t length) const {
  Framing framing;
  framing.body = kind;
  framing.length = length;
  framing.keep_alive = keep_alive_;
  framing.http_1_0 = parser_->http_1_0();
  framing.trace = &trace_;
  return framing;
}

Task<bool> Connection::send(Response& response) {
  if (const auto* body = std::get_if<StreamedBody>(&response.body)) {
    const StreamedBody writer = *body;
    co_return co_await send_stream(response, writer);
  }
  const std::string_view body = text_of(response);
  out_.clear();
  append_head(
      out_, response,
      framing_of(has_no_body(response.status) ? BodyKind::none : BodyKind::sized, body.size()),
      shard_.date.now());
  std::array<std::string_view, 2> pieces;
  if (request_.method != Method::head && !has_no_body(response.status)) {
    if (body.size() <= kJoined)
      out_ += body;
    else
      pieces[1] = body;
  }
  pieces[0] = out_;
  const auto [error, sent] = transport_.try_write(pieces);
  if (error) co_return false;
  const auto left = drop_sent(pieces, sent);
  if (left.empty()) co_return true;
  co_return co_await write(left);
}

Task<bool> Connection::write(std::span<std::string_view> pieces) {
  pieces = drop_sent(pieces, 0);
  while (!pieces.empty()) {
    auto [error, sent] = transport_.try_write(pieces);
    if (!error && sent == 0) {
      wait_for(Waiting::write, shard_.options.write_timeout);
      std::tie(error, sent) = co_await transport_.write_some(pieces);
    }
    if (error) co_return false;
    pieces = drop_sent(pieces, sent);
  }
  waiting_ = Waiting::nothing;
  co_return true;
}

Task<bool> Connection::send_stream(const Response& response, const StreamedBody& body) {
  const bool chunked = !parser_->http_1_0();
  if (!chunked) keep_alive_ = false;
  out_.clear();
  append_head(out_, response, framing_of(chunked ? BodyKind::chunked : BodyKind::until_close, 0),
              shard_.date.now());
  std::string_view head[] = {out_};
  if (!co_await write(head)) co_return false;
  if (request_.method == Method::head) co_return true;

  streaming_events_ =
      response.headers.find("content-type").value_or("").starts_with("text/event-stream");
  if (shard_.draining && streaming_events_) co_return false;
  watch_for_hang_up();
  std::exception_ptr failure;
  Download download(*this, chunked);
  try {
    co_await body(download);
  } catch (...) {
    failure = std::current_exception();
  }
  streaming_events_ = false;
  watcher_.reset();
  transport_.cancel();
  if (failure && download.client_gone()) co_return false;
  if (failure) {
    // Too late for a status: the missing last chunk tells the client. An unknown cause is logged by
    // to_error.
    RequestContext context;
    context.trace = trace_;
    to_error(failure, context);
    co_return false;
  }
  std::string_view last[] = {chunked ? "0\r\n\r\n" : ""};
  co_return co_await write(last);
}

void Connection::watch_for_hang_up() {
  watcher_ = std::make_shared<Connection*>(this);
  transport_.socket().async_wait(
      TcpSocket::wait_read,
      [watched = std::weak_ptr<Connection*>(watcher_)](boost::system::error_code error) {
        const auto connection = watched.lock();
        if (error || !connection || !(*connection)->transport_.peer_gone()) return;
        (*connection)->cancellation_.emit(boost::asio::cancellation_type::terminal);
      });
}

}  // namespace waymark::http
