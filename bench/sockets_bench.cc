// What subscribed WebSockets cost, and how fast one message reaches them all, beside a bare epoll loop
// that writes the same bytes to as many sockets.
//
//   sockets_bench [--sockets 2000] [--servers 1] [--messages 20] [--idle 30] [--json FILE]
//
// Servers (one reactor each; several share a Redis of the bench's own) and their clients are processes
// of their own: a process holds as many sockets as it may have descriptors. Servers run on the first
// core and clients on the second, where there are two. Memory is the growth of the server's resident
// set, what the kernel keeps for sockets apart.
#include <arpa/inet.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_future.hpp>

#include "base/random.h"
#include "platform/graphql/schema_loader.h"
#include "platform/graphql/transport.h"
#include "platform/http/client_frame_test.h"
#include "platform/http/server.h"
#include "platform/realtime/local/local_hub.h"
#include "platform/realtime/redis/redis_hub.h"
#include "platform/redis/server_test.h"

namespace {

using namespace waymark;
using Clock = std::chrono::steady_clock;

constexpr std::string_view kSdl = R"(
  type Query { nothing: Int }
  type Mutation { say(text: String!): Int! }
  type Line { number: Int! text: String! }
  type Subscription { onLine(room: ID!): Line! }
)";
const std::string kText(160, 'x');
constexpr int kRounds = 64;  // events an epoll_wait

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

[[noreturn]] void fail(const std::string& what) {
  std::cerr << "sockets_bench: " << what << ": " << std::strerror(errno) << "\n";
  std::exit(1);
}

void run_on_core(int core) {
  if (::sysconf(_SC_NPROCESSORS_ONLN) < 2) return;
  cpu_set_t cores;
  CPU_ZERO(&cores);
  CPU_SET(core, &cores);
  ::sched_setaffinity(0, sizeof cores, &cores);
}

// --- processes ----------------------------------------------------------------------------------

/// Lines to and from a child.
struct Child {
  pid_t pid = -1;
  int in = -1;   // to it
  int out = -1;  // from it

  void tell(const std::string& line) const {
    const std::string bytes = line + "\n";
    if (::write(in, bytes.data(), bytes.size()) < 0) fail("a child is gone");
  }
  std::string ask(const std::string& line) const {
    tell(line);
    return read_line(out);
  }
  static std::string read_line(int from) {
    std::string line;
    for (char c = 0; ::read(from, &c, 1) == 1;) {
      if (c == '\n') return line;
      line += c;
    }
    return "end";
  }
};

template <typename Run>
Child start(int core, Run run) {
  int to[2];
  int from[2];
  if (::pipe(to) != 0 || ::pipe(from) != 0) fail("pipe");
  const pid_t pid = ::fork();
  if (pid < 0) fail("fork");
  if (pid == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::close(to[1]);
    ::close(from[0]);
    run_on_core(core);
    run(to[0], from[1]);
    std::_Exit(0);
  }
  ::close(to[0]);
  ::close(from[1]);
  Child child;
  child.pid = pid;
  child.in = to[1];
  child.out = from[0];
  return child;
}

void end(const Child& child) {
  ::close(child.in);
  ::kill(child.pid, SIGKILL);
  ::waitpid(child.pid, nullptr, 0);
}

void say(int to, const std::string& line) {
  const std::string bytes = line + "\n";
  if (::write(to, bytes.data(), bytes.size()) < 0) fail("the parent is gone");
}

/// Resident bytes of a process.
std::size_t resident(pid_t pid) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/statm");
  std::size_t size = 0;
  std::size_t pages = 0;
  status >> size >> pages;
  return pages * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

/// Seconds of a core that a process has used.
double cpu(pid_t pid) {
  std::ifstream stat("/proc/" + std::to_string(pid) + "/stat");
  std::string text((std::istreambuf_iterator<char>(stat)), std::istreambuf_iterator<char>());
  std::istringstream fields(text.substr(text.rfind(')') + 2));
  std::string skipped;
  for (int i = 0; i < 11; ++i) fields >> skipped;
  double user = 0;
  double system = 0;
  fields >> user >> system;
  return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

// --- the server ---------------------------------------------------------------------------------

struct Line {
  std::int64_t number = 0;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(Line, (), (number, text))

/// "say" publishes a line, whose number it answers.
void serve(const std::string& redis_url, int in, int out) {
  SystemClock clock;
  SystemRandom random;
  telemetry::Metrics metrics;
  realtime::LocalHub local(metrics);
  std::optional<realtime::RedisHub> shared;
  runtime::Reactors reactors(1);
  reactors.start();
  if (!redis_url.empty()) {
    const redis::Address address = redis::parse_address(Secret(redis_url), "redis");
    shared.emplace(address, "bench", random, metrics);
    boost::asio::co_spawn(reactors[0].executor(), shared->start(), boost::asio::use_future).get();
    while (!shared->connected()) ::usleep(1'000);
  }
  realtime::Hub& hub = shared ? static_cast<realtime::Hub&>(*shared) : local;

  auto schema = graphql::load_schema(std::string(kSdl));
  graphql::Bindings bindings;
  bindings.query("nothing", [](graphql::Call&) { return std::optional<int>(); });
  bindings.mutation("say", [](graphql::Call&) { return 0; });
  bindings.object<Line>("Line");
  bindings.subscription("onLine", [&hub](graphql::Call& call) {
    graphql::Live<Line> live(hub, realtime::room_topic(call.argument<std::string>("room")), "line");
    live.shared("members");
    return live;
  });
  graphql::Engine engine(std::get<std::shared_ptr<const graphql::Schema>>(schema),
                         std::move(bindings));
  const auto authenticate = [&clock](boost::json::object, RequestContext& context) -> Task<void> {
    return [](const SystemClock& now, RequestContext& asked) -> Task<void> {
      Principal principal;
      principal.user.uuid.bytes[0] = 1;
      principal.token_expires = now.now() + std::chrono::minutes(15);
      asked.principal = principal;
      co_return;
    }(clock, context);
  };
  graphql::Transport transport(engine, clock, authenticate);
  http::Router router;
  transport.mount(router);
  http::ServerOptions options;
  options.port = 0;
  options.max_connections = 1'000'000;
  http::Server server(options, router, reactors);
  server.start();
  say(out, std::to_string(server.port()));
  for (std::int64_t number = 1; Child::read_line(in) == "say"; ++number) {
    Line line;
    line.number = number;
    line.text = kText;
    auto message = std::make_shared<realtime::Message>();
    message->kind = "line";
    message->payload = json::to_string(line);
    hub.publish("room:1", message);
    say(out, std::to_string(number));
  }
}

/// The least that can be done: accepts, and on "say" writes the frame to every socket in turn; what
/// a socket does not take at once is written when it can.
void serve_bare(const std::string& frame, int in, int out) {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (::bind(listener, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      ::listen(listener, 4'096) != 0)
    fail("listen");
  ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
  const int poll = ::epoll_create1(0);
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = listener;
  ::epoll_ctl(poll, EPOLL_CTL_ADD, listener, &event);
  event.data.fd = in;
  ::epoll_ctl(poll, EPOLL_CTL_ADD, in, &event);
  say(out, std::to_string(ntohs(address.sin_port)));
  std::vector<int> sockets;
  std::vector<std::size_t> unsent(1 << 20);  // by descriptor
  while (true) {
    epoll_event events[kRounds];
    const int count = ::epoll_wait(poll, events, kRounds, -1);
    for (int i = 0; i < count; ++i) {
      const int fd = events[i].data.fd;
      if (fd == listener || fd == in) {  // whoever has connected hears it
        for (int socket = 0;
             (socket = ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK)) >= 0;) {
          sockets.push_back(socket);
          event.events = EPOLLIN | EPOLLOUT | EPOLLET;
          event.data.fd = socket;
          ::epoll_ctl(poll, EPOLL_CTL_ADD, socket, &event);
        }
      }
      if (fd == in) {
        if (Child::read_line(in) != "say") return;
        for (const int socket : sockets) {
          const ssize_t sent = ::send(socket, frame.data(), frame.size(), MSG_NOSIGNAL);
          if (sent < static_cast<ssize_t>(frame.size()))
            unsent[static_cast<std::size_t>(socket)] +=
                frame.size() - static_cast<std::size_t>(std::max<ssize_t>(sent, 0));
        }
        say(out, "said");
      } else if (std::size_t& rest = unsent[static_cast<std::size_t>(fd)]; rest > 0) {
        const ssize_t sent = ::send(fd, frame.data() + frame.size() - rest, rest, MSG_NOSIGNAL);
        if (sent > 0) rest -= static_cast<std::size_t>(sent);
      }
    }
  }
}

// --- the clients --------------------------------------------------------------------------------

struct Socket {
  int fd = -1;
  int step = 0;  // 0: connecting, 1: upgrading, 2: for the ack, 3: for a pong, 4: subscribed
  std::size_t received = 0;
  std::string head;  // until it is subscribed
};

class Clients {
 public:
  Clients(std::uint16_t port, std::size_t count, bool bare)
      : port_(port), bare_(bare), sockets_(count), poll_(::epoll_create1(0)) {}

  /// All of them, at most 256 under way at once.
  void open() {
    while (ready_ < sockets_.size()) {
      while (opened_ < sockets_.size() && opened_ - ready_ < 256) connect(sockets_[opened_++]);
      turn();
    }
  }
  /// For so long: pings are answered.
  void idle(std::chrono::seconds time) {
    for (const auto end = Clock::now() + time; Clock::now() < end;) turn(0, 100);
  }
  /// Until each has received so many more bytes.
  void receive(std::size_t bytes) {
    std::size_t left = sockets_.size();
    for (Socket& socket : sockets_)
      if (socket.received >= bytes) --left;
    while (left > 0) left -= turn(bytes);
    for (Socket& socket : sockets_) socket.received -= bytes;
  }

 private:
  void connect(Socket& socket) {
    socket.fd = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (socket.fd < 0) fail("socket");
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port_);
    ::connect(socket.fd, reinterpret_cast<sockaddr*>(&address), sizeof address);
    epoll_event event{};
    event.events = EPOLLIN | EPOLLOUT | EPOLLET;
    event.data.ptr = &socket;
    ::epoll_ctl(poll_, EPOLL_CTL_ADD, socket.fd, &event);
  }

  /// Of those that received something, how many have now received `bytes`.
  std::size_t turn(std::size_t bytes = 0, int patience = 20'000) {
    epoll_event events[kRounds];
    const int count = ::epoll_wait(poll_, events, kRounds, patience);
    if (count <= 0 && patience > 1'000) fail("nothing comes");
    std::size_t complete = 0;
    for (int i = 0; i < count; ++i) {
      Socket& socket = *static_cast<Socket*>(events[i].data.ptr);
      if (socket.step == 0 && (events[i].events & EPOLLOUT) != 0) begin(socket);
      if ((events[i].events & EPOLLIN) == 0) continue;
      const std::size_t before = socket.received;
      read(socket);
      if (bytes > 0 && before < bytes && socket.received >= bytes) ++complete;
    }
    return complete;
  }

  void begin(Socket& socket) {
    socket.step = bare_ ? 4 : 1;
    if (bare_) {
      ++ready_;
      return;
    }
    send(socket,
         "GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
         "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
         "Sec-WebSocket-Protocol: graphql-transport-ws\r\nUser-Agent: sockets_bench\r\n\r\n");
  }

  void read(Socket& socket) {
    char bytes[4'096];
    for (ssize_t got = 0; (got = ::recv(socket.fd, bytes, sizeof bytes, 0)) != -1;) {
      if (got == 0) fail("a socket was closed");
      if (got == 2 && bytes[0] == static_cast<char>(0x89)) {
        send(socket, http::client_frame(http::Opcode::pong, ""));
        continue;
      }
      if (socket.step == 4) {
        socket.received += static_cast<std::size_t>(got);
        continue;
      }
      socket.head.append(bytes, static_cast<std::size_t>(got));
    }
    if (socket.step == 1 && socket.head.find("\r\n\r\n") != std::string::npos) {
      socket.step = 2;
      send(socket, http::client_frame(http::Opcode::text, R"({"type":"connection_init"})"));
    }
    if (socket.step == 2 && socket.head.find("connection_ack") != std::string::npos) {
      socket.step = 3;
      send(socket, http::client_frame(
                       http::Opcode::text,
                       R"({"id":"0193f2a0-7d5c-7a10-9c3e-5b1f0c2d4e6f","type":"subscribe",)"
                       R"("payload":{"query":"subscription($room: ID!) { onLine(room: $room) )"
                       R"({ number text } }","variables":{"room":"1"}}})"));
      send(socket, http::client_frame(http::Opcode::text, R"({"type":"ping"})"));
    }
    if (socket.step == 3 && socket.head.find("pong") != std::string::npos) {
      socket.step = 4;
      socket.head = std::string();
      ++ready_;
    }
  }

  static void send(const Socket& socket, const std::string& bytes) {
    if (::send(socket.fd, bytes.data(), bytes.size(), MSG_NOSIGNAL) !=
        static_cast<ssize_t>(bytes.size()))
      fail("send");
  }

  std::uint16_t port_;
  bool bare_;
  std::vector<Socket> sockets_;
  std::size_t opened_ = 0;
  std::size_t ready_ = 0;
  int poll_;
};

/// Opens them all, then takes "<bytes to receive>" and "idle <seconds>" again and again; answers when it is done.
void connect(std::uint16_t port, std::size_t count, bool bare, int in, int out) {
  Clients clients(port, count, bare);
  clients.open();
  say(out, "open");
  for (std::string line = Child::read_line(in); line != "end"; line = Child::read_line(in)) {
    if (line.starts_with("idle "))
      clients.idle(std::chrono::seconds(std::stoul(line.substr(5))));
    else
      clients.receive(std::stoul(line));
    say(out, "done");
  }
}

// --- the measurement ----------------------------------------------------------------------------

struct Options {
  std::size_t sockets = 2'000;
  std::size_t servers = 1;
  int messages = 20;
  int idle = 30;
  std::string json;
};

/// The frame of a line, as it stands on the wire.
std::string frame_of(std::int64_t number) {
  const std::string payload =
      R"({"id":"0193f2a0-7d5c-7a10-9c3e-5b1f0c2d4e6f","type":"next","payload":{"data":{"onLine":)"
      R"({"number":)" +
      std::to_string(number) + R"(,"text":")" + kText + R"("}}}})";
  std::string frame(http::frame_head(http::Opcode::text, payload.size()).view());
  return frame + payload;
}

/// Deliveries a second, over all messages.
double deliver(const std::vector<Child>& servers, const std::vector<Child>& clients,
               const Options& options) {
  double seconds = 0;
  for (int i = 1; i <= options.messages; ++i) {
    for (const Child& client : clients) client.tell(std::to_string(frame_of(i).size()));
    const auto begin = Clock::now();
    servers.front().ask("say");
    for (const Child& client : clients) Child::read_line(client.out);
    seconds += seconds_since(begin);
  }
  return static_cast<double>(options.sockets) * options.messages / seconds;
}

void measure(const Options& options) {
  const std::size_t each = options.sockets / options.servers;
  std::optional<redis::TestServer> redis;
  if (options.servers > 1) redis.emplace();
  const std::string url = redis ? redis->url() : "";
  std::vector<Child> servers;
  std::vector<std::uint16_t> ports;
  for (std::size_t i = 0; i < options.servers; ++i) {
    servers.push_back(start(0, [&](int in, int out) { serve(url, in, out); }));
    ports.push_back(static_cast<std::uint16_t>(std::stoul(Child::read_line(servers[i].out))));
  }
  // What the first connections make once and for all is no cost of a socket.
  for (const std::uint16_t port : ports) {
    const Child first = start(1, [&](int in, int out) { connect(port, 512, false, in, out); });
    Child::read_line(first.out);
    end(first);
  }
  ::sleep(1);
  std::vector<std::size_t> before;
  for (const Child& server : servers) before.push_back(resident(server.pid));
  const auto begin = Clock::now();
  std::vector<Child> clients;
  for (const std::uint16_t port : ports)
    clients.push_back(start(1, [&](int in, int out) { connect(port, each, false, in, out); }));
  for (const Child& client : clients) Child::read_line(client.out);
  const double connects = static_cast<double>(options.sockets) / seconds_since(begin);
  ::sleep(1);
  double bytes = 0;
  for (std::size_t i = 0; i < servers.size(); ++i)
    bytes = std::max(bytes, static_cast<double>(resident(servers[i].pid) - before[i]) /
                                static_cast<double>(each));
  std::vector<double> busy;
  for (const Child& server : servers) busy.push_back(cpu(server.pid));
  for (const Child& client : clients) client.tell("idle " + std::to_string(options.idle));
  for (const Child& client : clients) Child::read_line(client.out);
  double idle = 0;
  for (std::size_t i = 0; i < servers.size(); ++i)
    idle = std::max(idle, (cpu(servers[i].pid) - busy[i]) / options.idle);
  const double ours = deliver(servers, clients, options);
  for (const Child& client : clients) end(client);
  for (const Child& server : servers) end(server);

  double bare = 0;
  if (options.servers == 1) {
    const std::string frame = frame_of(1);
    std::vector<Child> peer = {start(0, [&](int in, int out) { serve_bare(frame, in, out); })};
    const auto port = static_cast<std::uint16_t>(std::stoul(Child::read_line(peer[0].out)));
    std::vector<Child> readers = {
        start(1, [&](int in, int out) { connect(port, each, true, in, out); })};
    Child::read_line(readers[0].out);
    Options same = options;
    same.messages = std::min(options.messages, 9);  // numbers of one digit: frames of one size
    bare = deliver(peer, readers, same);
    end(readers[0]);
    end(peer[0]);
  }

  std::printf("%zu subscribed sockets, %zu server(s) of one reactor\n", options.sockets,
              options.servers);
  std::printf("  memory            %8.0f bytes a socket (aim 3072)\n", bytes);
  std::printf("  connects          %8.0f a second, subscribed (aim 5000)\n", connects);
  std::printf("  idle              %8.2f %% of a core, the busiest server (aim 2)\n", 100 * idle);
  std::printf("  deliveries        %8.0f a second\n", ours);
  if (bare > 0)
    std::printf("  bare epoll loop   %8.0f a second; ours %.2f of it (aim 0.8)\n", bare,
                ours / bare);
  if (options.json.empty()) return;
  std::ofstream file(options.json);
  file << "{\"sockets\":" << options.sockets << ",\"servers\":" << options.servers
       << ",\"bytesASocket\":" << bytes << ",\"connectsASecond\":" << connects
       << ",\"idleShareOfACore\":" << idle << ",\"deliveriesASecond\":" << ours
       << ",\"bareDeliveriesASecond\":" << bare << "}\n";
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view name = argv[i];
    if (name == "--sockets") options.sockets = std::stoul(argv[i + 1]);
    if (name == "--servers") options.servers = std::stoul(argv[i + 1]);
    if (name == "--messages") options.messages = std::stoi(argv[i + 1]);
    if (name == "--idle") options.idle = std::stoi(argv[i + 1]);
    if (name == "--json") options.json = argv[i + 1];
  }
  rlimit descriptors{};
  ::getrlimit(RLIMIT_NOFILE, &descriptors);
  descriptors.rlim_cur = descriptors.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &descriptors);
  ::signal(SIGPIPE, SIG_IGN);
  measure(options);
}
