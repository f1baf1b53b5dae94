// A program of ours that works in a process of its own, says what it has done, and is killed.
#pragma once

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace waymark::crash {

/// "<writer> <step>": a line of what it prints.
struct Told {
  int writer = 0;
  std::int64_t step = 0;
};

class WorkerProcess {
 public:
  /// Starts the program that the environment variable names.
  WorkerProcess(const char* variable, std::vector<std::string> arguments) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    const char* program = std::getenv(variable);
    if (program == nullptr) throw std::runtime_error(std::string(variable) + " names no program");
    arguments.insert(arguments.begin(), program);
    std::vector<char*> pointers;
    for (std::string& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    process_ = fork();
    if (process_ == 0) {
      dup2(ends[1], STDOUT_FILENO);
      execv(program, pointers.data());
      _exit(127);
    }
    ::close(ends[1]);
    told_ = fdopen(ends[0], "r");
  }
  ~WorkerProcess() {
    kill();
    std::fclose(told_);
  }
  WorkerProcess(const WorkerProcess&) = delete;
  WorkerProcess& operator=(const WorkerProcess&) = delete;

  /// Waits for its next line; nullopt when it has ended and everything was read.
  std::optional<Told> next() {
    Told told;
    long step = 0;
    if (std::fscanf(told_, "%d %ld", &told.writer, &step) != 2) return std::nullopt;
    told.step = step;
    return told;
  }

  /// True when it was the kill that ended it.
  bool kill() {
    if (process_ <= 0) return true;
    ::kill(process_, SIGKILL);
    const int status = wait();
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
  }
  /// Waits for its end; the status that waitpid() tells.
  int wait() {
    int status = 0;
    waitpid(process_, &status, 0);
    process_ = 0;
    return status;
  }

 private:
  pid_t process_ = 0;
  FILE* told_ = nullptr;
};

}  // namespace waymark::crash
