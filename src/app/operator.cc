#include "app/operator.h"

#include <algorithm>
#include <cstdio>

#include "app/queue_commands.h"
#include "app/service.h"
#include "base/error.h"
#include "base/json.h"
#include "platform/timing/parked_timers.h"
#include "product/discovery/events.h"
#include "product/groups/recount.h"
#include "product/social/recount.h"

namespace waymark::app {
namespace {

constexpr std::uint32_t kMostShown = 100;
/// Timers are parked like events of a consumer of this name.
constexpr const char* kTimers = "timers";

std::string counted(std::size_t count) {
  return std::to_string(count) + (count == kMostShown ? " or more" : "");
}

/// On one line, whatever has failed.
std::string on_one_line(std::string text) {
  std::ranges::replace_if(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return text;
}

std::string line_of(const std::string& what, std::int64_t failures, Instant parked_at,
                    const std::string& reason) {
  return what + "  parked " + to_rfc3339(parked_at) + "  failures " + std::to_string(failures) +
         "  " + on_one_line(reason) + "\n";
}

}  // namespace

Task<ControlAnswer> Operator::obey(ControlRequest request) {
  ControlAnswer answer;
  try {
    answer = co_await obey_known(std::move(request));
  } catch (const Error& error) {
    if (error.code() != ErrorCode::not_found) throw;
    answer.message = error.what();
  }
  co_return answer;
}

Task<ControlAnswer> Operator::obey_known(ControlRequest request) {
  const std::string command = request.command;
  if (is_queue_command(command))
    co_return co_await obey_queue_command(product_.queues.engines(), std::move(request));
  if (command == "moderation verify") co_return co_await verify_moderation();
  ControlAnswer answer;
  answer.done = true;
  if (command == "events list") {
    answer.message = co_await list_parked();
  } else if (command == "events parked") {
    answer.message = co_await show_parked(std::move(request.name));
  } else if (command == "events replay") {
    answer.message = co_await replay(std::move(request.name));
  } else if (command == "keys list") {
    answer.message = list_keys();
  } else if (command == "keys replace") {
    co_await identity_.keys.replace();
    answer.message = list_keys();
  } else if (command == "admin grant" || command == "admin withdraw") {
    answer.message = co_await set_right(std::move(request.name), "admin", command == "admin grant");
  } else if (command == "moderator grant" || command == "moderator withdraw") {
    answer.message =
        co_await set_right(std::move(request.name), "moderator", command == "moderator grant");
  } else if (command == "people recount") {
    answer.message = co_await recount(std::move(request.name));
  } else if (command == "search rebuild") {
    answer.message = co_await rebuild_search();
  } else if (command == "groups recount") {
    answer.message = co_await recount_group(std::move(request.name));
  } else {
    answer.done = false;
    answer.message = "no command is called \"" + command + "\"";
  }
  co_return answer;
}

Task<std::string> Operator::list_parked() {
  std::string text = "consumer                 parked\n";
  const auto add = [&text](std::string name, std::size_t count) {
    name.resize(std::max<std::size_t>(name.size() + 1, 25), ' ');
    text += name + counted(count) + "\n";
  };
  for (const std::string& name : product_.consumers.names()) {
    const auto parked = co_await product_.consumers.parked(name, kMostShown);
    add(name, parked.size());
  }
  const auto timers = co_await timing::parked_timers(foundation_.store, kMostShown);
  add(kTimers, timers.size());
  co_return text;
}

Task<std::string> Operator::show_parked(std::string name) {
  std::string text;
  if (name == kTimers) {
    const auto parked = co_await timing::parked_timers(foundation_.store, kMostShown);
    for (const timing::ParkedTimer& one : parked)
      text +=
          line_of(one.timer.kind + "  " + one.timer.id, one.failures, one.parked_at, one.reason);
  } else {
    const auto parked = co_await product_.consumers.parked(name, kMostShown);
    for (const events::ParkedEvent& one : parked)
      text += line_of(one.event.type + "  " + one.event.id.to_string(), one.failures, one.parked_at,
                      one.reason);
  }
  co_return text.empty() ? "nothing is parked\n" : text;
}

Task<std::string> Operator::replay(std::string name) {
  if (name == kTimers) {
    const timing::Timers timers(foundation_.ids);
    const std::size_t count = co_await timing::replay_parked_timers(foundation_.store, timers);
    co_return std::to_string(count) + " set again\n";
  }
  const events::ParkedReplay replayed = co_await product_.consumers.replay_parked(name);
  co_return std::to_string(replayed.applied) + " applied, " + std::to_string(replayed.left) +
      " failed again\n";
}

std::string Operator::list_keys() const {
  const std::string signing = identity_.keys.signing_key()->id();
  std::string text;
  for (const auth::KeyRing::Kept& kept : *identity_.keys.keys())
    text += kept.key.id() + "  made " + to_rfc3339(kept.made) +
            (kept.key.id() == signing ? "  signs" : "") + "\n";
  return text;
}

Task<std::string> Operator::set_right(std::string nickname, std::string scope, bool given) {
  accounts::Access& access = product_.accounts.access;
  try {
    given ? co_await access.grant(nickname, scope) : co_await access.withdraw(nickname, scope);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::not_found) throw;
    throw Error(ErrorCode::not_found, "error.not_found", "nobody is called \"" + nickname + "\"");
  }
  const std::string name = scope == "admin" ? "administrator\n" : "moderator\n";
  const char* article = scope == "admin" ? " is an " : " is a ";
  co_return nickname + (given ? article : " is no ") + name;
}

Task<std::string> Operator::recount(std::string nickname) {
  const auto who = co_await product_.social.social.find(nickname);
  if (!who)
    throw Error(ErrorCode::not_found, "error.not_found", "nobody is called \"" + nickname + "\"");
  const social::Recount counts = co_await social::recount(foundation_.store, *who);
  const auto line = [](const char* name, std::int64_t before, std::int64_t after) {
    return std::string(name) + " " + std::to_string(after) +
           (before == after ? "" : ", was " + std::to_string(before)) + "\n";
  };
  co_return line("followers", counts.before.followers, counts.after.followers) +
      line("following", counts.before.following, counts.after.following) +
      line("posts", counts.before.posts, counts.after.posts);
}

/// An event, so that every node hears of it, those that do not run among them.
Task<std::string> Operator::rebuild_search() {
  discovery::SearchRebuildAsked asked;
  asked.asked_at = foundation_.clock.now();
  std::vector<events::NewEvent> events;
  events.emplace_back(std::string(discovery::SearchRebuildAsked::kType), UserId(),
                      json::to_string(asked));
  const RequestContext context;
  co_await product_.outbox.commit(store::Transaction(), std::move(events), context);
  co_return "every server makes its search index anew, at once or when it starts; until it has, its "
            "/health/search says \"rebuilding\"\n";
}

Task<std::string> Operator::recount_group(std::string id) {
  const auto group = GroupId::parse(id);
  if (!group) throw Error(ErrorCode::not_found, "error.not_found", "\"" + id + "\" is no id");
  const groups::Recount count = co_await groups::recount(foundation_.store, *group);
  co_return "members " + std::to_string(count.after) +
      (count.before == count.after ? "" : ", was " + std::to_string(count.before)) + "\n";
}

Task<ControlAnswer> Operator::verify_moderation() {
  const moderation::AuditCheck check = co_await product_.moderation.audit.verify();
  ControlAnswer answer;
  answer.done = !check.fault;
  answer.message = check.fault
                       ? "the audit log is broken: " + *check.fault + "\n"
                       : std::to_string(check.entries) + " entries, each follows the one before\n" +
                             "last hash " + check.last_hash + "\n";
  co_return answer;
}

int run_operator_command(const Settings& settings, const ControlRequest& request) {
  try {
    std::optional<ControlAnswer> answer = ask_server(settings.store.directory, request);
    if (!answer) {
      Service service(settings);
      answer = service.obey(request);
    }
    std::FILE* const out = answer->done ? stdout : stderr;
    std::fputs(answer->message.c_str(), out);
    if (!answer->message.ends_with('\n')) std::fputs("\n", out);
    return answer->done ? 0 : 1;
  } catch (const Error& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}

}  // namespace waymark::app
