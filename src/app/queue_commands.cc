#include "app/queue_commands.h"

#include <algorithm>
#include <cstdio>

#include "base/error.h"
#include "platform/queue/forwarder.h"

namespace waymark::app {
namespace {

constexpr std::size_t kMostShown = 100;
constexpr const char* kRow = "%-16s %8s %8s %8s %10s %8s %8s  %s\n";
constexpr const char* kOutOfReach = "the service that delivers jobs is out of reach";

template <typename... Cells>
std::string row(const Cells&... cells) {
  char line[256];
  const int length = std::snprintf(line, sizeof line, kRow, cells.c_str()...);
  return {line, std::min(static_cast<std::size_t>(length), sizeof line - 1)};
}

std::string row_of(const std::string& name, const queue::Stats& stats) {
  const auto text = [](std::size_t count) { return std::to_string(count); };
  std::string oldest = "-";
  if (stats.oldest_age)
    oldest = text(static_cast<std::size_t>(stats.oldest_age->count() / 1000)) + " s";
  if (stats.more) oldest += "  (at least)";
  return row(name, text(stats.ready[0]), text(stats.ready[1]), text(stats.ready[2]),
             text(stats.in_flight), text(stats.delayed), text(stats.dead), oldest);
}

/// A queue as people name it: those that wait to be handed on have a prefix.
struct Named {
  Named(std::string shown_as, queue::Queue* of, std::string queue_name)
      : shown(std::move(shown_as)), engine(of), name(std::move(queue_name)) {}
  std::string shown;
  queue::Queue* engine;  // null: out of reach
  std::string name;
};

std::vector<Named> all_queues(QueueEngines& engines) {
  std::vector<Named> all;
  for (const queue::QueueDefinition& one : engines.catalog().all()) {
    all.emplace_back(one.name, engines.reached() ? &engines.delivering() : nullptr, one.name);
    if (engines.has_service())
      all.emplace_back(queue::kOutgoingPrefix + one.name, &engines.on_store(), one.name);
  }
  return all;
}

Named queue_of(QueueEngines& engines, const std::string& name) {
  std::string names;
  for (const Named& one : all_queues(engines)) {
    if (one.shown != name) {
      names += ' ' + one.shown;
      continue;
    }
    if (!one.engine) throw Error(ErrorCode::unavailable, "error.unavailable", kOutOfReach);
    return one;
  }
  throw Error(ErrorCode::not_found, "error.not_found",
              "no queue is called \"" + name + "\"; there are:" + names);
}

Task<std::string> list(QueueEngines& engines) {
  const std::vector<std::string> heads{"queue",     "high",    "medium", "low",
                                       "in flight", "delayed", "dead",   "oldest"};
  std::string text =
      row(heads[0], heads[1], heads[2], heads[3], heads[4], heads[5], heads[6], heads[7]);
  for (const Named& one : all_queues(engines)) {
    if (!one.engine) {
      text += one.shown + ": " + kOutOfReach + "\n";
      continue;
    }
    std::string line;
    try {
      const queue::Stats stats = co_await one.engine->stats(one.name);
      line = row_of(one.shown, stats);
    } catch (const Error& error) {
      line = one.shown + ": " + error.what() + "\n";
    }
    text += line;
  }
  co_return text;
}

/// On one line, whatever a service has said.
std::string on_one_line(std::string text) {
  std::ranges::replace_if(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return text;
}

Task<std::string> dead(QueueEngines& engines, std::string name) {
  const Named asked = queue_of(engines, name);
  const std::vector<queue::DeadJob> letters =
      co_await asked.engine->dead_letters(asked.name, kMostShown);
  std::string text;
  for (const queue::DeadJob& letter : letters)
    text += letter.id.to_string() + "  sent " + to_rfc3339(letter.sent_at) + "  receives " +
            std::to_string(letter.receives) + "  " + on_one_line(letter.last_error) + "\n";
  if (letters.empty()) text = "no dead jobs\n";
  if (letters.size() == kMostShown)
    text += "these are the first " + std::to_string(kMostShown) + "\n";
  co_return text;
}

Task<std::string> redrive(QueueEngines& engines, std::string name, std::int64_t count) {
  const Named asked = queue_of(engines, name);
  const std::size_t redriven = co_await asked.engine->redrive(
      asked.name, static_cast<std::size_t>(std::max<std::int64_t>(count, 0)));
  co_return std::to_string(redriven) + (redriven == 1 ? " job is" : " jobs are") + " ready again\n";
}

}  // namespace

bool is_queue_command(const std::string& command) {
  return command == "queue list" || command == "queue dead" || command == "queue redrive";
}

Task<ControlAnswer> obey_queue_command(QueueEngines& engines, ControlRequest request) {
  ControlAnswer answer;
  if (request.command == "queue list")
    answer.message = co_await list(engines);
  else if (request.command == "queue dead")
    answer.message = co_await dead(engines, std::move(request.name));
  else
    answer.message = co_await redrive(engines, std::move(request.name), request.count);
  answer.done = true;
  co_return answer;
}

}  // namespace waymark::app
