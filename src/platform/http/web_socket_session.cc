#include "platform/http/web_socket_session.h"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>

namespace waymark::http {
namespace {

constexpr std::size_t kFramesASend = 2;  // four pieces each
constexpr std::size_t kLow = 64 * 1024;
constexpr std::size_t kTlsPiece = 16 * 1024;
constexpr std::chrono::milliseconds kFlushPause(10);

}  // namespace

WebSocketSession::WebSocketSession(Transport& transport, runtime::Timeouts& timeouts,
                                   WebSocketLimits limits, std::string subprotocol,
                                   std::string early, std::span<char> scratch)
    : transport_(transport),
      limits_(limits),
      subprotocol_(std::move(subprotocol)),
      reader_(limits.message),
      rest_(std::move(early)),
      scratch_(scratch),
      beat_(timeouts, [this] { on_beat(); }) {
  if (transport_.secure()) tls_input_ = std::make_unique<std::array<char, 4096>>();
  beat_.arm(limits_.ping_interval);
}

// --- in ---------------------------------------------------------------------------------------------------------

Task<std::optional<std::string>> WebSocketSession::receive() {
  return read(false);
}

Task<std::optional<std::string>> WebSocketSession::read(bool until_closed) {
  // A wait by TLS cannot be ended without losing the stream: there it goes on until the peer has answered the close.
  const bool while_closing = until_closed || transport_.secure();
  while (state_ == State::open || (while_closing && state_ == State::closing)) {
    if (read_ == rest_.size()) {
      receiving_ = true;
      const bool more = co_await receive_bytes();
      receiving_ = false;
      if (!more) continue;  // lost, or woken by close()
    }
    std::string_view bytes = std::string_view(rest_).substr(read_);
    FrameEvent event = reader_.feed(bytes);
    read_ = rest_.size() - bytes.size();
    if (bytes.empty()) forget_rest();
    auto message = take(std::move(event));
    if (message && !until_closed && open()) co_return message;
  }
  co_return std::nullopt;
}

void WebSocketSession::forget_rest() {
  rest_ = std::string();
  read_ = 0;
}

/// False when the connection is lost, or the wait was ended for close()'s sake.
Task<bool> WebSocketSession::receive_bytes() {
  std::size_t count = 0;
  boost::system::error_code error;
  std::span<char> into = scratch_;
  if (tls_input_) {
    into = *tls_input_;
    std::tie(error, count) = co_await transport_.read_some(into);
  } else {
    std::tie(error) = co_await transport_.socket().async_wait(TcpSocket::wait_read,
                                                              boost::asio::as_tuple(use_task));
    if (!error) {
      const ssize_t received =
          ::recv(transport_.socket().native_handle(), into.data(), into.size(), MSG_DONTWAIT);
      if (received < 0 && (errno == EAGAIN || errno == EINTR)) co_return true;
      if (received <= 0)
        error = boost::asio::error::eof;
      else
        count = static_cast<std::size_t>(received);
    }
  }
  if (error == boost::asio::error::operation_aborted && state_ == State::closing) co_return false;
  if (error) {
    lose();
    co_return false;
  }
  heard_ = true;
  rest_.assign(into.data(), count);
  read_ = 0;
  co_return true;
}

std::optional<std::string> WebSocketSession::take(FrameEvent event) {
  switch (event.kind) {
    case FrameEvent::Kind::need_more:
    case FrameEvent::Kind::pong:
      break;
    case FrameEvent::Kind::message:
      return std::move(event.payload);
    case FrameEvent::Kind::ping:
      if (open()) send_control(Opcode::pong, std::move(event.payload));
      break;
    case FrameEvent::Kind::close:
      if (open())
        send_control(Opcode::close,
                     event.code == close_code::kNoCode ? "" : close_payload(event.code, ""));
      state_ = State::closed;
      peer_closed_ = true;
      break;
    case FrameEvent::Kind::failure:
      close(event.code, "");
      state_ = State::closed;  // what comes behind cannot be read
      break;
  }
  return std::nullopt;
}

// --- out --------------------------------------------------------------------------------------------------------

void WebSocketSession::send(std::shared_ptr<const std::string> text) {
  send_around("", std::move(text), "");
}

void WebSocketSession::send_around(std::string_view before,
                                   std::shared_ptr<const std::string> middle,
                                   std::string_view after) {
  if (!open()) return;
  Outgoing frame;
  const std::size_t length = before.size() + middle->size() + after.size();
  frame.head = frame_head(Opcode::text, length);
  if (queue_.empty() && !transport_.secure()) {
    const std::string_view pieces[] = {frame.head.view(), before, *middle, after};
    const auto [error, sent] = transport_.try_write(pieces);
    if (error) return lose();
    if (sent == frame.head.size + length) return;
    frame.sent = sent;
  }
  frame.before = before;
  frame.middle = std::move(middle);
  frame.after = after;
  keep_or_close(std::move(frame));
}

void WebSocketSession::keep_or_close(Outgoing frame) {
  if (queued_ + frame.size() <= limits_.queue) return enqueue(std::move(frame));
  // What was begun must be completed; the rest is what the client will catch up on.
  while (queue_.size() > 1) {
    queued_ -= queue_.back().size();
    queue_.pop_back();
  }
  if (frame.sent > 0) enqueue(std::move(frame));
  close(close_code::kTryAgainLater, "too slow");
}

void WebSocketSession::close(std::uint16_t code, std::string_view reason) {
  if (!open()) return;
  state_ = State::closing;
  if (low_) low_->cancel();
  send_control(Opcode::close, close_payload(code, reason));
  beat_.arm(limits_.close_timeout);
  if (receiving_ && !transport_.secure()) transport_.cancel();
}

void WebSocketSession::send_control(Opcode opcode, std::string payload) {
  if (queued_ > limits_.queue) return lose();  // it asks for answers and does not read them
  Outgoing frame;
  frame.head = frame_head(opcode, payload.size());
  frame.before = std::move(payload);
  enqueue(std::move(frame));
}

void WebSocketSession::enqueue(Outgoing frame) {
  queued_ += frame.size() - frame.sent;
  queue_.push_back(std::move(frame));
  flush();
}

void WebSocketSession::flush() {
  while (!queue_.empty() && !writing_ && transport_.socket().is_open()) {
    if (transport_.secure()) return write_by_tls();
    const auto [error, sent] = transport_.try_write(unsent(kFramesASend));
    if (error) return lose();
    if (sent == 0) return wait_until_writable();
    take_sent(sent);
  }
}

void WebSocketSession::wait_until_writable() {
  writing_ = true;
  transport_.socket().async_wait(TcpSocket::wait_write, [this](boost::system::error_code) {
    writing_ = false;
    flush();
  });
}

void WebSocketSession::write_by_tls() {
  // Of the first frame alone, so that send() knows which frames have not been begun.
  tls_output_.clear();
  for (const std::string_view piece : unsent(1))
    tls_output_ += piece.substr(0, kTlsPiece - tls_output_.size());
  writing_ = true;
  transport_.tls()->async_write_some(boost::asio::buffer(tls_output_),
                                     [this](boost::system::error_code error, std::size_t sent) {
                                       writing_ = false;
                                       if (error) return lose();
                                       take_sent(sent);
                                       flush();
                                     });
}

WebSocketSession::Pieces WebSocketSession::unsent(std::size_t at_most) const {
  Pieces pieces;
  for (const Outgoing& frame : queue_) {
    if (at_most-- == 0) break;
    frame.add_rest(pieces);
  }
  return pieces;
}

void WebSocketSession::Outgoing::add_rest(std::vector<std::string_view>& pieces) const {
  std::size_t skip = sent;
  for (const std::string_view part :
       {head.view(), std::string_view(before), shared(), std::string_view(after)}) {
    if (part.size() > skip) pieces.push_back(part.substr(skip));
    skip -= std::min(skip, part.size());
  }
}

Task<void> WebSocketSession::drained() {
  while (open() && queued_ > kLow) {
    if (!low_)
      low_ = std::make_unique<SteadyTimer>(transport_.socket().get_executor(),
                                           SteadyTimer::time_point::max());
    co_await low_->async_wait(boost::asio::as_tuple(use_task));
  }
}

void WebSocketSession::take_sent(std::size_t count) {
  queued_ -= std::min(count, queued_);
  while (count > 0 && !queue_.empty()) {  // empty: lost meanwhile
    Outgoing& first = queue_.front();
    const std::size_t part = std::min(count, first.size() - first.sent);
    first.sent += part;
    count -= part;
    if (first.sent == first.size()) queue_.pop_front();
  }
  if (low_ && queued_ <= kLow) low_->cancel();
}

// --- life -------------------------------------------------------------------------------------------------------

void WebSocketSession::on_beat() {
  if (state_ != State::open) return lose();
  if (receiving_ && !heard_) return lose();
  heard_ = false;
  beat_.arm(limits_.ping_interval);
  send_control(Opcode::ping, "");
}

void WebSocketSession::lose() {
  state_ = State::closed;
  queue_.clear();
  queued_ = 0;
  if (low_) low_->cancel();
  transport_.close();
}

Task<void> WebSocketSession::finish() {
  // Even when everything is being cancelled: the operations under way refer to this object.
  co_await boost::asio::this_coro::throw_if_cancelled(false);
  close(close_code::kNormal, "");
  beat_.arm(limits_.close_timeout);
  if (state_ == State::closing) co_await read(true);
  // The timer may be cancelled; the time-out above bounds this.
  while (writing_ && !queue_.empty()) {
    SteadyTimer pause(transport_.socket().get_executor());
    pause.expires_after(kFlushPause);
    co_await pause.async_wait(boost::asio::as_tuple(use_task));
  }
  if (transport_.socket().is_open() && !peer_closed_) co_await listen_to_the_end();
  transport_.close();
  while (writing_) co_await boost::asio::post(use_task);
  beat_.disarm();
}

/// Closing while bytes lie unread would reset the connection, and the peer would never see our close frame.
Task<void> WebSocketSession::listen_to_the_end() {
  co_await transport_.shutdown();
  std::array<char, 512> ignored;
  boost::system::error_code error;
  while (!error) std::tie(error, std::ignore) = co_await transport_.read_some(ignored);
}

}  // namespace waymark::http
