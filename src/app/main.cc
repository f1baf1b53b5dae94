// The command line: waymark serve | import | config | routes | store create, check, copy | backup list, verify | restore |
// queue list, dead, redrive | events list, parked, replay | keys list, replace | people recount |
// groups recount | search rebuild | moderation verify | admin | version.

#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "app/backup_commands.h"
#include "app/commands.h"
#include "app/import_command.h"
#include "app/operator.h"
#include "app/settings.h"
#include "app/store_commands.h"
#include "base/error.h"
#include "platform/telemetry/log.h"

namespace {

using namespace waymark;

std::vector<std::string> environment() {
  std::vector<std::string> variables;
  for (char** variable = environ; *variable != nullptr; ++variable)
    variables.emplace_back(*variable);
  return variables;
}

/// What every subcommand that reads settings takes.
void add_settings_options(CLI::App& command, app::CommandLine& line) {
  command.add_option("--config", line.config_file, "TOML file with settings (or WAYMARK_CONFIG)");
  command.add_option("--data", line.data, "folder that holds everything (default: data)");
}

int run(int count, char** arguments) {
  CLI::App cli("Waymark: goals, quests and workouts, pursued together.", "waymark");
  cli.require_subcommand(1);
  app::CommandLine line;
  bool revoke = false;

  CLI::App* serve = cli.add_subcommand("serve", "serve the web app and the APIs");
  add_settings_options(*serve, line);
  serve->add_option("--port", line.port, "TCP port (default: 8080; 0: any free one)");
  CLI::App* config = cli.add_subcommand("config", "print the settings in force, secrets hidden");
  add_settings_options(*config, line);
  config->add_option("--port", line.port, "TCP port");
  CLI::App* routes = cli.add_subcommand("routes", "print every REST route");
  CLI::App* store = cli.add_subcommand("store", "make, check and copy whole stores");
  store->require_subcommand(1);
  CLI::App* create = store->add_subcommand("create", "make the table and its indexes");
  CLI::App* check = store->add_subcommand("check", "compare the store's indexes with its items");
  CLI::App* copy = store->add_subcommand("copy", "copy everything to another store, and verify it");
  for (CLI::App* command : {create, check, copy}) add_settings_options(*command, line);
  std::string from;
  std::string to;
  const std::string places = " (embedded, postgres, dynamo, or ENGINE:PLACE)";
  copy->add_option("--from", from, "engine to read" + places)->required();
  copy->add_option("--to", to, "engine to write" + places)->required();
  const auto add_destination = [&](CLI::App& command) {
    command.add_option("--destination", line.destination,
                       "where backups lie: a folder, or s3://bucket/prefix (backup.destination)");
  };
  CLI::App* backup = cli.add_subcommand("backup", "copy the data to the destination of backups");
  CLI::App* list = backup->add_subcommand("list", "what is there, and what can be brought back");
  CLI::App* verify = backup->add_subcommand("verify", "read everything back");
  CLI::App* restore = cli.add_subcommand("restore", "bring the data back as they were");
  for (CLI::App* command : {backup, list, verify, restore}) {
    add_settings_options(*command, line);
    add_destination(*command);
  }
  bool restored = false;
  verify->add_flag("--restored", restored, "also put the data together, check and delete them");
  std::string moment;
  bool replace = false;
  bool checked = false;
  restore->add_option("--at", moment, "a moment such as 2026-11-21T07:00:00Z (default: the last)");
  restore->add_flag("--replace", replace, "set aside the data that are there");
  restore->add_flag("--check", checked, "compare the indexes before the data take their place");
  CLI::App* import = cli.add_subcommand("import", "say what is in files of workouts, or send them");
  app::ImportCommand importing;
  import
      ->add_option("files", importing.paths,
                   "FIT, GPX, TCX, CSV, health exports, .gz, .zip; folders")
      ->required();
  import->add_flag("--json", importing.json, "a line of JSON for each workout");
  CLI::Option* server =
      import->add_option("--to", importing.to, "send them to the server at this URL");
  import->add_option("--token-file", importing.token_file, "file with an access token for it")
      ->needs(server);
  server->needs("--token-file");
  CLI::App* queue = cli.add_subcommand("queue", "look after the work queues");
  queue->require_subcommand(1);
  CLI::App* queues = queue->add_subcommand("list", "how each queue stands");
  CLI::App* dead = queue->add_subcommand("dead", "jobs that are tried no more, and why");
  CLI::App* redrive = queue->add_subcommand("redrive", "make dead jobs ready again");
  for (CLI::App* command : {queues, dead, redrive}) add_settings_options(*command, line);
  app::ControlRequest asked;
  for (CLI::App* command : {dead, redrive})
    command->add_option("name", asked.name, "which queue, as in the list")->required();
  asked.count = 1'000;
  redrive->add_option("--count", asked.count, "at most so many (default: 1000)")
      ->check(CLI::Range(1, 1'000'000));
  CLI::App* events = cli.add_subcommand("events", "look after events and timers that failed");
  events->require_subcommand(1);
  CLI::App* consumers = events->add_subcommand("list", "how many each consumer has set aside");
  CLI::App* parked = events->add_subcommand("parked", "what was set aside, and why");
  CLI::App* replay = events->add_subcommand("replay", "try what was set aside once more");
  for (CLI::App* command : {consumers, parked, replay}) add_settings_options(*command, line);
  for (CLI::App* command : {parked, replay})
    command->add_option("name", asked.name, "whose, as in the list")->required();
  CLI::App* keys = cli.add_subcommand("keys", "look after the keys that sign access tokens");
  keys->require_subcommand(1);
  CLI::App* key_list = keys->add_subcommand("list", "which there are");
  CLI::App* key_replace =
      keys->add_subcommand("replace", "one was stolen: tokens of all but a new one end");
  for (CLI::App* command : {key_list, key_replace}) add_settings_options(*command, line);
  CLI::App* people = cli.add_subcommand("people", "look after what is known of people");
  people->require_subcommand(1);
  CLI::App* recount =
      people->add_subcommand("recount", "count somebody's followers, followees and posts anew");
  add_settings_options(*recount, line);
  recount->add_option("nickname", asked.name, "whose")->required();
  CLI::App* groups = cli.add_subcommand("groups", "look after what is known of groups");
  groups->require_subcommand(1);
  CLI::App* group_recount = groups->add_subcommand("recount", "count a group's members anew");
  add_settings_options(*group_recount, line);
  group_recount->add_option("id", asked.name, "which")->required();
  CLI::App* search = cli.add_subcommand("search", "look after the search index");
  search->require_subcommand(1);
  CLI::App* rebuild = search->add_subcommand("rebuild", "make it anew, on every server");
  add_settings_options(*rebuild, line);
  CLI::App* moderation = cli.add_subcommand("moderation", "look after what moderators have done");
  moderation->require_subcommand(1);
  add_settings_options(
      *moderation->add_subcommand("verify", "check that nobody has changed the audit log"), line);
  CLI::App* admin = cli.add_subcommand("admin", "make someone an administrator, or no longer");
  add_settings_options(*admin, line);
  admin->add_option("nickname", asked.name, "whom")->required();
  admin->add_flag("--revoke", revoke, "take the right away");
  bool moderator = false;
  admin->add_flag("--moderator", moderator, "the right to moderate, and no other");
  CLI::App* version = cli.add_subcommand("version", "print the version");

  CLI11_PARSE(cli, count, arguments);
  if (*version) return app::print_version();
  if (*routes) return app::print_routes();
  if (*import) return app::import_files(importing);

  const app::LoadedSettings loaded = app::load_settings(line, environment());
  if (*config) return app::print_settings(loaded);
  if (*create) return app::create_store(loaded.settings);
  if (*check) return app::check_store(loaded.settings);
  if (*copy) return app::copy_store(loaded.settings, from, to);
  if (*list) return app::list_backups(loaded.settings);
  if (*verify) return app::verify_backups(loaded.settings, restored);
  if (*backup) return app::make_backup(loaded.settings);
  if (*restore) return app::restore_backup(loaded.settings, moment, replace, checked);
  if (*admin) {
    asked.command =
        std::string(moderator ? "moderator" : "admin") + (revoke ? " withdraw" : " grant");
    return app::run_operator_command(loaded.settings, asked);
  }
  for (CLI::App* group : {queue, events, keys, people, groups, search, moderation}) {
    if (!*group) continue;
    asked.command = group->get_name() + " " + group->get_subcommands().front()->get_name();
    return app::run_operator_command(loaded.settings, asked);
  }
  if (*serve) return app::serve(loaded.settings);
  return 2;
}

}  // namespace

int main(int count, char** arguments) {
  try {
    return run(count, arguments);
  } catch (const waymark::config::ConfigError& error) {
    std::fprintf(stderr, "waymark: %s\n", error.what());
    return 2;
  } catch (const std::exception& error) {
    waymark::telemetry::log(waymark::telemetry::Level::error, "fatal", {{"reason", error.what()}});
    return 1;
  }
}
