// For tests and benchmarks: a PostgreSQL server of one's own, in a folder that goes with it.
//
//   PostgresCluster cluster;                                   // about a second, fsync on
//   PostgresCluster quick({"fsync=off"});                      // any setting of postgresql.conf
//   PQconnectdb(cluster.connection().c_str());
//
// Needs Debian's package postgresql (or initdb and postgres in PATH), and no rights: PostgreSQL refuses to run as root,
// so that root becomes the user `postgres`, or `nobody`, for it.
#pragma once

#include <pwd.h>

#include <optional>

#include "platform/runtime/test_server.h"

namespace waymark::store {

/// One cluster with one superuser, "waymark", and the database "postgres", on loopback and on a Unix socket, without
/// passwords. Belongs to one thread: the server dies with the thread that started it.
class PostgresCluster {
 public:
  /// `settings`: name=value as in postgresql.conf; later ones win. Throws std::runtime_error that shows the server's
  /// log when it does not start.
  explicit PostgresCluster(std::vector<std::string> settings = {})
      : settings_(std::move(settings)), port_(runtime::free_port()), user_(unprivileged_user()) {
    if (user_ && ::chown(folder_.path().c_str(), user_->pw_uid, user_->pw_gid) != 0)
      throw std::runtime_error("the folder of the cluster cannot be given away");
    run(program("initdb") + " --pgdata=" + data().string() +
        " --username=waymark --auth=trust --encoding=UTF8 --locale=C --no-sync --no-instructions");
    start();
  }

  /// What libpq connects with: over TCP, as most servers are reached.
  std::string connection() const { return "host=127.0.0.1" + destination(); }
  /// The same over the Unix socket.
  std::string local_connection() const { return "host=" + folder_.path().string() + destination(); }
  /// Where its data are, and whatever tests put beside them. Goes with the cluster.
  const std::filesystem::path& folder() const { return folder_.path(); }
  std::uint16_t port() const { return port_; }
  pid_t pid() const { return server_->pid(); }

  /// Starts the server that was stopped or killed, and waits until it has recovered.
  void start() {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    // After a kill the old children may hold the shared memory for a moment, and the new server gives up.
    while (!try_start() || !answers()) {
      if (std::chrono::steady_clock::now() > deadline)
        throw std::runtime_error("PostgreSQL does not start: " + log());
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  }
  /// SIGTERM waits for the sessions to end, SIGINT ends them, SIGQUIT stops at once without a checkpoint, SIGKILL
  /// leaves all to recovery.
  void stop(int signal = SIGQUIT) { server_->stop(signal); }

  /// Gives a file to the user that the server runs as, readable for it alone.
  void hand_over(const std::filesystem::path& file) const {
    std::filesystem::permissions(file, std::filesystem::perms::owner_read);
    if (user_ && ::chown(file.c_str(), user_->pw_uid, user_->pw_gid) != 0)
      throw std::runtime_error("a file cannot be given to the server");
  }

  /// What the server has written to its log.
  std::string log() const {
    std::FILE* const file = std::fopen((folder_.path() / "log").c_str(), "r");
    if (file == nullptr) return "(no log)";
    std::string text(1 << 20, '\0');
    text.resize(std::fread(text.data(), 1, text.size(), file));
    std::fclose(file);
    return text;
  }

 private:
  std::filesystem::path data() const { return folder_.path() / "data"; }
  std::string destination() const {
    return " port=" + std::to_string(port_) + " user=waymark dbname=postgres sslmode=disable";
  }

  /// nullopt when this process has no special rights to drop.
  static std::optional<passwd> unprivileged_user() {
    if (::geteuid() != 0) return std::nullopt;
    for (const char* name : {"postgres", "nobody"})
      if (const passwd* found = ::getpwnam(name)) return *found;
    throw std::runtime_error("PostgreSQL does not run as root, and there is no other user");
  }

  /// Debian keeps the programs of each version in a folder of its own, outside PATH.
  static std::string program(const std::string& name) {
    std::error_code missing;
    std::filesystem::path newest;
    for (const auto& version : std::filesystem::directory_iterator("/usr/lib/postgresql", missing))
      newest = std::max(newest, version.path() / "bin" / name);
    return newest.empty() ? name : newest.string();
  }

  void run(const std::string& command) const {
    std::string become;
    if (user_)
      become = "setpriv --clear-groups --reuid=" + std::to_string(user_->pw_uid) +
               " --regid=" + std::to_string(user_->pw_gid) + " ";
    const std::string log = (folder_.path() / "log").string();
    const std::string line =
        "cd " + folder_.path().string() + " && " + become + command + " >>" + log + " 2>&1";
    if (std::system(line.c_str()) != 0)
      throw std::runtime_error(command + " failed: " + this->log());
  }

  /// False when the server ended at once.
  bool try_start() {
    if (server_ && server_->running()) return true;
    const std::string folder = folder_.path().string();
    std::vector<std::string> settings{
        "listen_addresses=127.0.0.1",
        "port=" + std::to_string(port_),
        "unix_socket_directories=" + folder,
        "recovery_init_sync_method=syncfs",
        "dynamic_shared_memory_type=mmap",  // nothing outside the folder
        "max_wal_size=4GB"};
    settings.insert(settings.end(), settings_.begin(), settings_.end());
    runtime::ServerCommand command;
    command.arguments = {program("postgres"), "-D", data().string()};
    for (const std::string& setting : settings) {
      command.arguments.emplace_back("-c");
      command.arguments.push_back(setting);
    }
    command.working_folder = folder;
    command.log = folder + "/log";
    command.user = user_ ? user_->pw_uid : 0;
    command.stop_signal = SIGQUIT;
    try {
      server_.emplace(command, port_);
      return true;
    } catch (const std::runtime_error&) {
      server_.reset();
      return false;
    }
  }

  /// Whether it takes sessions: it listens already while it recovers.
  bool answers() const {
    const std::string line = program("pg_isready") +
                             " --quiet --host=127.0.0.1 --port=" + std::to_string(port_) +
                             " --timeout=5";
    return std::system(line.c_str()) == 0;
  }

  std::vector<std::string> settings_;
  std::uint16_t port_;
  std::optional<passwd> user_;  // of root: who the server runs as
  runtime::TemporaryFolder folder_;
  std::optional<runtime::ServerProcess> server_;
};

}  // namespace waymark::store
