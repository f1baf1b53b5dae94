// A WebSocket on its connection.
//
// An idle one holds no buffer: it waits until the socket is readable and then receives into memory that all sockets of
// the reactor share. Frames go out by a direct non-blocking send; only what the kernel does not take is queued.
#pragma once

#include <list>
#include <memory>
#include <string>
#include <vector>

#include <boost/asio/steady_timer.hpp>

#include "platform/http/transport.h"
#include "platform/http/web_socket.h"
#include "platform/http/web_socket_frames.h"
#include "platform/runtime/timeouts.h"

namespace waymark::http {

using SteadyTimer = boost::asio::basic_waitable_timer<
    std::chrono::steady_clock, boost::asio::wait_traits<std::chrono::steady_clock>, Executor>;

struct WebSocketLimits {
  std::size_t message = 1 << 20;                    // bytes of a text that is received
  std::size_t queue = 1 << 20;                      // bytes unsent; past it 1013
  std::chrono::milliseconds ping_interval{25'000};  // and how long a silent peer may take to answer
  std::chrono::milliseconds close_timeout{5'000};   // for the peer's half of the closing handshake
};

class WebSocketSession final : public WebSocket {
 public:
  /// `early` are bytes that came right behind the handshake. `scratch` is shared by the reactor's sockets.
  WebSocketSession(Transport& transport, runtime::Timeouts& timeouts, WebSocketLimits limits,
                   std::string subprotocol, std::string early, std::span<char> scratch);

  std::string_view subprotocol() const override { return subprotocol_; }
  Task<std::optional<std::string>> receive() override;
  void send(std::shared_ptr<const std::string> text) override;
  void send_around(std::string_view before, std::shared_ptr<const std::string> middle,
                   std::string_view after) override;
  Task<void> drained() override;
  void close(std::uint16_t code, std::string_view reason) override;
  bool open() const override { return state_ == State::open; }

  /// Completes the closing handshake and waits until nothing is under way any more. To be awaited, come what may,
  /// before this is destroyed.
  Task<void> finish();

 private:
  enum class State : std::uint8_t {
    open,
    closing,  // our close frame is on its way, the peer's has not come
    closed,   // both have been sent, or the connection is lost
  };
  struct Outgoing {
    FrameHead head;
    std::string before;  // of a message that shares its middle; all of a control frame
    std::shared_ptr<const std::string> middle;
    std::string after;
    std::size_t sent = 0;
    std::string_view shared() const { return middle ? std::string_view(*middle) : ""; }
    std::size_t size() const { return head.size + before.size() + shared().size() + after.size(); }
    /// Adds what has not been sent.
    void add_rest(std::vector<std::string_view>& pieces) const;
  };
  using Pieces = std::vector<std::string_view>;

  /// The next message; nullopt when there will be none. `until_closed` skips messages and goes on while closing.
  Task<std::optional<std::string>> read(bool until_closed);
  Task<bool> receive_bytes();
  void forget_rest();
  /// A message, when the event is one.
  std::optional<std::string> take(FrameEvent event);
  void send_control(Opcode opcode, std::string payload);
  void keep_or_close(Outgoing frame);
  void enqueue(Outgoing frame);
  void flush();
  void wait_until_writable();
  void write_by_tls();
  void take_sent(std::size_t count);
  Pieces unsent(std::size_t at_most) const;
  void on_beat();
  Task<void> listen_to_the_end();
  void lose();

  Transport& transport_;
  WebSocketLimits limits_;
  std::string subprotocol_;
  FrameReader reader_;
  std::string rest_;      // received
  std::size_t read_ = 0;  // of it
  std::span<char> scratch_;
  std::unique_ptr<std::array<char, 4096>> tls_input_;
  std::string tls_output_;
  std::list<Outgoing> queue_;
  std::size_t queued_ = 0;
  std::unique_ptr<SteadyTimer> low_;  // rung when little is queued; made when somebody waits
  runtime::Timeout beat_;
  State state_ = State::open;
  bool peer_closed_ = false;  // its close frame was the last it sent
  bool writing_ = false;
  bool receiving_ = false;
  bool heard_ = true;  // something, since the last ping
};

}  // namespace waymark::http
