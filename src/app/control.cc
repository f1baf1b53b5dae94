#include "app/control.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>

#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "platform/runtime/reactor.h"
#include "platform/telemetry/log.h"

namespace waymark::app {
namespace {

namespace fs = std::filesystem;
namespace asio = boost::asio;
using Protocol = asio::local::stream_protocol;
using Acceptor = asio::basic_socket_acceptor<Protocol, Executor>;
using Socket = asio::basic_stream_socket<Protocol, Executor>;

constexpr const char* kName = "control.sock";
constexpr std::size_t kLongestLine = 16 * 1024;
constexpr std::size_t kLongestAnswer = 1024 * 1024;
constexpr std::size_t kMostAtOnce = 8;

/// The name of a socket has at most 107 bytes; a data folder may lie deeper, so it is reached through its descriptor.
std::string short_path(const Descriptor& folder) {
  return "/proc/self/fd/" + std::to_string(folder.get()) + "/" + kName;
}

void log_failure(std::exception_ptr failure) {
  try {
    std::rethrow_exception(std::move(failure));
  } catch (const std::exception& error) {
    telemetry::log(telemetry::Level::warn, "control_failed", {{"reason", error.what()}});
  }
}

Task<ControlAnswer> answer_to(const ControlSocket::Handler& handler, std::string line) {
  ControlAnswer answer;
  try {
    ControlRequest request = json::decode<ControlRequest>(line);
    answer = co_await handler(std::move(request));
  } catch (const Error& error) {
    answer.message = error.what();
  }
  co_return answer;
}

}  // namespace

struct ControlSocket::State {
  State(fs::path where, Executor reactor, Handler handle)
      : folder(std::move(where)),
        descriptor(open_file(folder, O_PATH | O_DIRECTORY)),
        acceptor(reactor),
        handler(std::move(handle)),
        group(reactor, log_failure) {}

  Task<void> serve() {
    while (true) {
      Socket socket = co_await acceptor.async_accept(use_task);
      if (group.size() > kMostAtOnce)
        continue;  // dropped: the command says that there was no answer
      group.spawn(serve_one(std::move(socket)));
    }
  }

  Task<void> serve_one(Socket socket) {
    std::string line;
    const std::size_t size = co_await asio::async_read_until(
        socket, asio::dynamic_buffer(line, kLongestLine), '\n', use_task);
    line.resize(size);
    const ControlAnswer answer = co_await answer_to(handler, std::move(line));
    const std::string text = json::to_string(answer) + "\n";
    co_await asio::async_write(socket, asio::buffer(text), use_task);
  }

  fs::path folder;
  Descriptor descriptor;
  Acceptor acceptor;
  Handler handler;
  runtime::TaskGroup group;
};

ControlSocket::ControlSocket(fs::path folder, Executor reactor, Handler handler)
    : state_(std::make_unique<State>(std::move(folder), reactor, std::move(handler))) {
  const std::string path = short_path(state_->descriptor);
  ::unlink(path.c_str());  // what a killed server left: the store is ours, so it runs no more
  try {
    state_->acceptor.open();
    state_->acceptor.bind(Protocol::endpoint(path));
    if (::chmod(path.c_str(), 0600) != 0) fail_on(state_->folder / kName);
    state_->acceptor.listen(kMostAtOnce);
  } catch (const boost::system::system_error& error) {
    throw Error(ErrorCode::unavailable, "error.unavailable",
                (state_->folder / kName).string() + ": " + error.what());
  }
}

ControlSocket::~ControlSocket() = default;

void ControlSocket::start() {
  state_->group.spawn(state_->serve());
}

Task<void> ControlSocket::stop() {
  ::unlink(short_path(state_->descriptor).c_str());
  co_await state_->group.stop();
  state_->acceptor.close();
}

std::optional<ControlAnswer> ask_server(const fs::path& folder, const ControlRequest& request) {
  const Descriptor where(::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!where.open()) return std::nullopt;
  const Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!socket.open()) fail_on(folder / kName);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, short_path(where).c_str(), sizeof address.sun_path - 1);
  if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    if (errno == ENOENT || errno == ECONNREFUSED) return std::nullopt;
    fail_on(folder / kName);
  }
  write_all(socket, json::to_string(request) + "\n", folder / kName);
  std::string line;
  while (!line.ends_with('\n')) {
    const std::string piece = read_some(socket, 1, folder / kName);
    if (piece.empty() || line.size() > kLongestAnswer)
      throw Error(ErrorCode::unavailable, "error.unavailable",
                  "the server ended before it answered");
    line += piece;
  }
  return json::decode<ControlAnswer>(line);
}

}  // namespace waymark::app
