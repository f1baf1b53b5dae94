// For tests: another program's server on loopback, started on a free port and ended by its process id.
#pragma once

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace waymark::runtime {

/// Owns a socket of this process.
class LoopbackSocket {
 public:
  LoopbackSocket() : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    if (fd_ < 0) throw std::runtime_error("no socket");
  }
  ~LoopbackSocket() { ::close(fd_); }
  LoopbackSocket(const LoopbackSocket&) = delete;
  LoopbackSocket& operator=(const LoopbackSocket&) = delete;

  bool bind_to_any() {
    sockaddr_in address = at(0);
    return ::bind(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  bool connect_to(std::uint16_t port) {
    sockaddr_in address = at(port);
    return ::connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  std::uint16_t port() const {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    ::getsockname(fd_, reinterpret_cast<sockaddr*>(&address), &size);
    return ntohs(address.sin_port);
  }

 private:
  static sockaddr_in at(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
  }
  int fd_;
};

/// A port of loopback that nobody listened on a moment ago.
inline std::uint16_t free_port() {
  LoopbackSocket socket;
  if (!socket.bind_to_any()) throw std::runtime_error("no free port on loopback");
  return socket.port();
}

/// A folder of its own under the system's temporary one, removed with everything in it.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "waymark-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// The command that runs a program of tests/servers (`npm ci` there comes first; WAYMARK_SOURCE_DIR says where the source
/// tree is), with the Node.js that npm brings along: some of the programs need a newer one than the machine has.
inline std::vector<std::string> npm_command(const std::string& program) {
  const char* source = std::getenv("WAYMARK_SOURCE_DIR");
  const auto modules =
      std::filesystem::absolute(source ? source : ".") / "tests/servers/node_modules";
  if (!std::filesystem::exists(modules / program))
    throw std::runtime_error("no " + (modules / program).string() +
                             ": run npm ci in tests/servers (and set WAYMARK_SOURCE_DIR)");
  return {(modules / ".bin/node").string(), (modules / program).string()};
}

struct ServerCommand {
  std::vector<std::string> arguments;    // the first is the program, looked up in PATH
  std::vector<std::string> environment;  // NAME=value, beside this process's own
  std::filesystem::path working_folder;  // empty: this process's own
  std::filesystem::path log;             // empty: what it prints is thrown away
  unsigned user = 0;                     // the uid (and gid) to become; 0: stay who we are
  int stop_signal = SIGTERM;             // asks it to end; SIGKILL follows after ten seconds
};

/// Lives as long as the server does. The server also dies with the thread that started it, should the test be killed.
class ServerProcess {
 public:
  /// Waits until something answers on `port` of loopback. Throws std::runtime_error when the program ends before, or
  /// after `patience`.
  ServerProcess(const ServerCommand& command, std::uint16_t port,
                std::chrono::seconds patience = std::chrono::seconds(60))
      : stop_signal_(command.stop_signal), pid_(start(command)) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (!LoopbackSocket().connect_to(port)) {
      if (!running())
        throw std::runtime_error(command.arguments.front() + " ended before it listened");
      if (std::chrono::steady_clock::now() > deadline) {
        stop(SIGKILL);
        throw std::runtime_error(command.arguments.front() + " does not listen");
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  }
  ~ServerProcess() { stop(stop_signal_); }
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  pid_t pid() const { return pid_; }
  bool running() {
    if (pid_ > 0 && ::waitpid(pid_, nullptr, WNOHANG) == pid_) pid_ = -1;
    return pid_ > 0;
  }
  /// Sends the signal and waits for the end. Does nothing when it has ended.
  void stop(int signal) {
    if (!running()) return;
    ::kill(pid_, signal);
    for (int i = 0; i < 500 && running(); ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    if (!running()) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    pid_ = -1;
  }

 private:
  static std::vector<char*> pointers(const std::vector<std::string>& texts) {
    std::vector<char*> list;
    list.reserve(texts.size() + 1);
    for (const std::string& text : texts) list.push_back(const_cast<char*>(text.c_str()));
    list.push_back(nullptr);
    return list;
  }

  static pid_t start(const ServerCommand& command) {
    // Everything that allocates is done before the fork: the child may only make system calls.
    std::vector<std::string> environment = command.environment;
    for (char** entry = environ; *entry != nullptr; ++entry) environment.emplace_back(*entry);
    const auto arguments = pointers(command.arguments);
    const auto variables = pointers(environment);
    const std::string log = command.log.empty() ? "/dev/null" : command.log.string();
    const pid_t parent = ::getpid();
    const pid_t child = ::fork();
    if (child < 0) throw std::runtime_error("no process could be started");
    if (child > 0) return child;
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
    ::dup2(out, STDOUT_FILENO);
    ::dup2(out, STDERR_FILENO);
    if (command.user != 0 && (::setgid(command.user) != 0 || ::setuid(command.user) != 0))
      ::_exit(126);
    // Becoming another user clears the wish to die with the parent.
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(125);
    if (!command.working_folder.empty() && ::chdir(command.working_folder.c_str()) != 0)
      ::_exit(124);
    ::execvpe(arguments.front(), arguments.data(), variables.data());
    ::_exit(127);
  }

  int stop_signal_;
  pid_t pid_;
};

}  // namespace waymark::runtime
