#include "app/settings.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace waymark::app {
namespace {

constexpr std::string_view kConfigVariable = "WAYMARK_CONFIG=";

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw config::ConfigError(path + ": the configuration file cannot be read");
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void require(bool holds, const std::string& message) {
  if (!holds) throw config::ConfigError(message);
}

template <typename Number>
void require_between(const std::string& name, Number value, Number low, Number high) {
  require(value >= low && value <= high,
          name + " must be between " + std::to_string(low) + " and " + std::to_string(high));
}

void check(const IssuerSettings& issuer, const std::string& name) {
  if (issuer.kind == "generic") {
    require(!issuer.issuer.empty(), name + ".issuer is needed");
    require(!issuer.clients.empty(), name + ".clients is needed");
  } else if (issuer.kind == "google") {
    require(!issuer.clients.empty(), name + ".clients is needed");
  } else if (issuer.kind == "cognito") {
    require(!issuer.region.empty() && !issuer.pool.empty(), name + ".region and .pool are needed");
    require(!issuer.clients.empty(), name + ".clients is needed");
  } else if (issuer.kind == "firebase") {
    require(!issuer.project.empty(), name + ".project is needed");
  } else {
    throw config::ConfigError(name + ".kind must be generic, google, cognito or firebase");
  }
}

void check(const BackupSettings& backup) {
  require_between<std::int64_t>("backup.log_seconds", backup.log_seconds, 1, 3'600);
  require_between<std::int64_t>("backup.base_hours", backup.base_hours, 1, 24 * 31);
  require_between<std::int64_t>("backup.keep_days", backup.keep_days, 1, 3'650);
  require_between<std::int64_t>("backup.megabytes_per_second", backup.megabytes_per_second, 0,
                                100'000);
  require_between<std::int64_t>("backup.log_kept_megabytes", backup.log_kept_megabytes, 64,
                                1 << 20);
}

/// Of names in the services, which add to it: their longest limit is 80 characters.
void check_prefix(const std::string& name, const std::string& prefix) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  };
  require(prefix.size() <= 30 && std::ranges::all_of(prefix, fits),
          name + " must be at most 30 letters, digits, - and _");
}

void check(const QueueSettings& queue) {
  constexpr std::string_view kEngines[] = {"store", "sqs", "nats"};
  require(std::ranges::find(kEngines, queue.engine) != std::end(kEngines),
          "queue.engine must be store, sqs or nats");
  check_prefix("queue.sqs.prefix", queue.sqs.prefix);
  require(queue.sqs.access_key_id.empty() == queue.sqs.secret_access_key.empty(),
          "queue.sqs.access_key_id and queue.sqs.secret_access_key go together");
  check_prefix("queue.nats.prefix", queue.nats.prefix);
  require(!queue.nats.prefix.empty(), "queue.nats.prefix is needed");
  require(!queue.nats.server.empty(), "queue.nats.server is needed");
  require_between<std::int64_t>("queue.nats.replicas", queue.nats.replicas, 1, 5);
}

void check(const ChatSettings& chat) {
  require_between<std::int64_t>("chat.free_days", chat.free_days, 0, 36'500);
  require_between<std::int64_t>("chat.premium_days", chat.premium_days, 0, 36'500);
}

void check(const ModerationSettings& moderation) {
  require_between<std::int64_t>("moderation.most_links", moderation.most_links, 0, 100'000);
  require_between<std::int64_t>("moderation.new_account_hours", moderation.new_account_hours, 0,
                                24 * 365);
  require_between<std::int64_t>("moderation.new_account_links", moderation.new_account_links, 0,
                                100'000);
  require_between<std::int64_t>("moderation.classifier_milliseconds",
                                moderation.classifier_milliseconds, 1, 30'000);
  const std::string& url = moderation.classifier_url;
  require(url.empty() || url.starts_with("http://") || url.starts_with("https://"),
          "moderation.classifier_url must begin with http:// or https://");
  const std::string& action = moderation.classifier_action;
  require(action == "flag" || action == "hold" || action == "refuse",
          "moderation.classifier_action must be flag, hold or refuse");
}

/// `https://tiles.example.org[:port]` of an address there; "" of anything that is no such address, or would end the
/// directive of a content security policy.
std::string origin_of(std::string_view address) {
  const std::size_t host = address.starts_with("https://")  ? 8
                           : address.starts_with("http://") ? 7
                                                            : 0;
  const std::string_view origin = address.substr(0, address.find_first_of("/?#", host));
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == ':' || c == '[' || c == ']' || c == '*';
  };
  const bool good =
      host > 0 && origin.size() > host && std::ranges::all_of(origin.substr(host), fits);
  return good ? std::string(origin) : std::string();
}

void check(const WebSettings& web) {
  require(web.map_style_url.empty() || !origin_of(web.map_style_url).empty(),
          "web.map_style_url must begin with http:// or https:// and a host");
  for (const std::string& origin : web.map_origins)
    require(
        !origin.empty() && origin_of(origin) == origin,
        "web.map_origins holds origins such as https://tiles.example.org, not \"" + origin + "\"");
}

void check_engine(const std::string& name, const std::string& engine) {
  require(engine == "local" || engine == "redis", name + " must be local or redis");
}

void check(const Settings& settings) {
  const ServerSettings& server = settings.server;
  require_between<std::int64_t>("server.port", server.port, 0, 65'535);
  require_between<std::int64_t>("server.reactors", server.reactors, 0, 256);
  require_between<std::int64_t>("server.drain_seconds", server.drain_seconds, 0, 3'600);
  require_between<std::int64_t>("server.max_connections", server.max_connections, 1, 1'000'000);
  require_between<std::int64_t>("server.socket_operations", server.socket_operations, 1, 10'000);
  require(server.certificate_file.empty() == server.private_key_file.empty(),
          "server.certificate_file and server.private_key_file go together");
  require(server.public_url.empty() || server.public_url.starts_with("http://") ||
              server.public_url.starts_with("https://"),
          "server.public_url must begin with http:// or https://");
  require(!server.public_url.ends_with('/'), "server.public_url must not end with a slash");
  for (const std::string& origin : server.allowed_origins)
    require(origin.find("://") != origin.npos && !origin.ends_with('/'),
            "server.allowed_origins holds origins such as https://app.example.org, not \"" +
                origin + "\"");
  require_between<std::int64_t>("store.postgres.connections", settings.store.postgres.connections,
                                1, 256);
  require_between<std::int64_t>("store.reserve_megabytes", settings.store.reserve_megabytes, 0,
                                1 << 20);
  require_between<std::int64_t>("store.read_cache_megabytes", settings.store.read_cache_megabytes,
                                0, 1 << 20);
  require_between<std::int64_t>("store.cache_megabytes", settings.store.cache_megabytes, 1,
                                1 << 20);
  require_between<std::int64_t>("auth.bcrypt_cost", settings.auth.bcrypt_cost, 4, 20);
  check(settings.backup);
  require(!settings.media.destination.starts_with("s3://") ||
              (settings.media.destination.size() > 5 && settings.media.destination[5] != '/'),
          "media.destination: s3:// is followed by a bucket");
  check(settings.queue);
  check(settings.chat);
  check(settings.moderation);
  check(settings.web);
  check_engine("realtime.engine", settings.realtime.engine);
  check_engine("cache.engine", settings.cache.engine);
  require_between<std::int64_t>("cache.megabytes", settings.cache.megabytes, 1, 1 << 20);
  check_prefix("redis.prefix", settings.redis.prefix);
  require(!settings.redis.prefix.empty(), "redis.prefix is needed");
  require_between<std::int64_t>("mail.attempts", settings.mail.attempts, 1, 100);
  require_between("limits.scale", settings.limits.scale, 0.0, 1e6);
  require_between("limits.network_factor", settings.limits.network_factor, 1.0, 1e6);
  require_between<std::int64_t>("limits.api_burst", settings.limits.api_burst, 1, 1'000'000);
  require_between<std::int64_t>("limits.api_per_second", settings.limits.api_per_second, 1,
                                1'000'000);
  require_between("feed.materialised_share", settings.feed.materialised_share, 0.0, 1.0);
  require_between<std::int64_t>("feed.promote_at_followers", settings.feed.promote_at_followers, 1,
                                1'000'000'000);
  require_between<std::int64_t>("imports.upload_megabytes", settings.imports.upload_megabytes, 1,
                                64 << 10);
  require_between<std::int64_t>("imports.unpacked_gigabytes", settings.imports.unpacked_gigabytes,
                                1, 1 << 10);
  require_between<std::int64_t>("feed.remembered_heads", settings.feed.remembered_heads, 0,
                                100'000'000);
  constexpr std::string_view kLevels[] = {"debug", "info", "warn", "error"};
  require(std::ranges::find(kLevels, settings.log.level) != std::end(kLevels),
          "log.level must be debug, info, warn or error");
  for (std::size_t i = 0; i < settings.oidc.issuers.size(); ++i)
    check(settings.oidc.issuers[i], "oidc.issuers." + std::to_string(i));
}

}  // namespace

std::filesystem::path search_folder(const Settings& settings) {
  const bool given = !settings.search.directory.empty();
  const std::filesystem::path data = std::filesystem::absolute(settings.store.directory);
  return given ? std::filesystem::absolute(settings.search.directory) : data / "search";
}

std::vector<std::string> map_origins(const WebSettings& web) {
  std::vector<std::string> origins = web.map_origins;
  if (std::string own = origin_of(web.map_style_url); !own.empty())
    origins.insert(origins.begin(), std::move(own));
  return origins;
}

LoadedSettings load_settings(const CommandLine& command_line,
                             const std::vector<std::string>& environment) {
  LoadedSettings loaded;
  std::string file = command_line.config_file;
  std::vector<std::string> settings_of_environment;
  for (const std::string& variable : environment) {
    if (!variable.starts_with(kConfigVariable))
      settings_of_environment.push_back(variable);
    else if (file.empty())
      file = variable.substr(kConfigVariable.size());
  }
  if (!file.empty()) loaded.source.add_toml(read_file(file), file);
  loaded.source.add_environment(settings_of_environment);
  if (!command_line.port.empty()) loaded.source.set("server.port", command_line.port, "--port");
  if (!command_line.data.empty()) loaded.source.set("store.directory", command_line.data, "--data");
  if (!command_line.destination.empty())
    loaded.source.set("backup.destination", command_line.destination, "--destination");
  loaded.settings = config::load<Settings>(loaded.source);
  check(loaded.settings);
  return loaded;
}

}  // namespace waymark::app
