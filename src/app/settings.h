// Everything that can be set, with its defaults. base/config.h tells how the file and the environment fill it;
// docs/configuration.md explains each one to people.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/config.h"
#include "base/secret.h"

namespace waymark::app {

struct ServerSettings {
  std::string address = "127.0.0.1";
  std::int64_t port = 8080;   // --port; 0: any free one, named on the log
  std::int64_t reactors = 0;  // 0: one a core
  std::string
      public_url;  // what links in mails and tokens' `iss` begin with; empty: http://localhost:<port>
  std::string certificate_file;
  std::string private_key_file;
  std::vector<std::string> trusted_proxies;
  std::vector<std::string>
      allowed_origins;  // other origins whose pages may call us (CORS, WebSocket)
  std::int64_t drain_seconds = 10;
  std::int64_t max_connections = 15'000;
  std::int64_t socket_operations = 100;
  Secret metrics_token;      // empty: /metrics answers loopback addresses alone
  bool development = false;  // GraphiQL at /graphql for browsers
};
BOOST_DESCRIBE_STRUCT(ServerSettings, (),
                      (address, port, reactors, public_url, certificate_file, private_key_file,
                       trusted_proxies, allowed_origins, drain_seconds, max_connections,
                       socket_operations, metrics_token, development))

/// [store.postgres]
struct PostgresSettings {
  Secret connection;  // what libpq connects with
  std::string table = "gg_core";
  std::int64_t connections = 8;  // a reactor
};
BOOST_DESCRIBE_STRUCT(PostgresSettings, (), (connection, table, connections))

/// [store.dynamo]
struct DynamoSettings {
  std::string region;         // empty: AWS_REGION
  std::string endpoint;       // empty: Amazon's in the region
  std::string access_key_id;  // empty: the places where AWS's own tools look
  Secret secret_access_key;
  std::string table = "gg_core";
  bool sweep_by_scan = false;  // for engines without a time to live of their own
};
BOOST_DESCRIBE_STRUCT(DynamoSettings, (),
                      (region, endpoint, access_key_id, secret_access_key, table, sweep_by_scan))

struct StoreSettings {
  std::string engine = "embedded";  // embedded, postgres, dynamo
  std::string directory = "data";   // --data: the embedded store, keys, mails
  std::int64_t cache_megabytes = 256;
  std::int64_t read_cache_megabytes = 32;
  std::int64_t reserve_megabytes = 256;
  PostgresSettings postgres;
  DynamoSettings dynamo;
};
BOOST_DESCRIBE_STRUCT(StoreSettings, (),
                      (engine, directory, cache_megabytes, read_cache_megabytes, reserve_megabytes,
                       postgres, dynamo))

struct BackupSettings {
  std::string destination;  // a folder, or s3://bucket/prefix; empty: no backups
  std::int64_t log_seconds = 30;
  std::int64_t base_hours = 24;
  std::int64_t keep_days = 35;
  std::int64_t megabytes_per_second = 50;  // 0: no limit
  std::int64_t log_kept_megabytes = 4096;
  bool media = true;        // pictures too
  std::string s3_region;    // empty: of the environment, or us-east-1
  std::string s3_endpoint;  // empty: Amazon's
  bool s3_path_style = false;
};
BOOST_DESCRIBE_STRUCT(BackupSettings, (),
                      (destination, log_seconds, base_hours, keep_days, megabytes_per_second,
                       log_kept_megabytes, media, s3_region, s3_endpoint, s3_path_style))

/// [queue.sqs]
struct SqsSettings {
  std::string region;         // empty: AWS_REGION
  std::string endpoint;       // empty: Amazon's in the region
  std::string access_key_id;  // empty: the places where AWS's own tools look
  Secret secret_access_key;
  std::string prefix = "waymark-";
};
BOOST_DESCRIBE_STRUCT(SqsSettings, (), (region, endpoint, access_key_id, secret_access_key, prefix))

/// [queue.nats]
struct NatsSettings {
  std::string server = "nats://127.0.0.1:4222";  // several are parted by commas
  std::string user;
  Secret password;
  Secret token;
  std::string credentials_file;
  std::string ca_file;
  std::string prefix = "waymark";
  std::int64_t replicas = 1;
};
BOOST_DESCRIBE_STRUCT(NatsSettings, (),
                      (server, user, password, token, credentials_file, ca_file, prefix, replicas))

struct QueueSettings {
  std::string engine = "store";  // store, sqs, nats
  SqsSettings sqs;
  NatsSettings nats;
};
BOOST_DESCRIBE_STRUCT(QueueSettings, (), (engine, sqs, nats))

struct RealtimeSettings {
  std::string engine = "local";  // local, redis
};
BOOST_DESCRIBE_STRUCT(RealtimeSettings, (), (engine))

struct CacheSettings {
  std::string engine = "local";  // local, redis
  std::int64_t megabytes = 32;   // of the local one
};
BOOST_DESCRIBE_STRUCT(CacheSettings, (), (engine, megabytes))

struct RedisSettings {
  Secret url{"redis://127.0.0.1:6379"};
  std::string prefix = "waymark";
};
BOOST_DESCRIBE_STRUCT(RedisSettings, (), (url, prefix))

/// [media]: the pictures of people
struct MediaSettings {
  std::string destination;  // a folder, or s3://bucket/prefix; empty: `media` in store.directory
  std::string s3_region;    // empty: of the environment, or us-east-1
  std::string s3_endpoint;  // empty: Amazon's
  bool s3_path_style = false;
};
BOOST_DESCRIBE_STRUCT(MediaSettings, (), (destination, s3_region, s3_endpoint, s3_path_style))

/// [imports]: files of workouts
struct ImportSettings {
  std::int64_t upload_megabytes = 2048;  // of an archive
  std::int64_t unpacked_gigabytes = 20;  // of all that is in it
  std::string destination;  // a folder, or s3://bucket/prefix; empty: `imports` in store.directory
  std::string s3_region;    // empty: of the environment, or us-east-1
  std::string s3_endpoint;  // empty: Amazon's
  bool s3_path_style = false;
};
BOOST_DESCRIBE_STRUCT(ImportSettings, (),
                      (upload_megabytes, unpacked_gigabytes, destination, s3_region, s3_endpoint,
                       s3_path_style))

struct LogSettings {
  std::string level = "info";  // debug, info, warn, error
  bool requests = false;       // a line for each request
};
BOOST_DESCRIBE_STRUCT(LogSettings, (), (level, requests))

struct AuthSettings {
  std::int64_t bcrypt_cost = 12;  // 4 to 20
  std::vector<std::string>
      api_key_hashes;  // SHA-256, hexadecimal, of further keys for the availability queries
};
BOOST_DESCRIBE_STRUCT(AuthSettings, (), (bcrypt_cost, api_key_hashes))

/// One OpenID issuer whose tokens count ([[oidc.issuers]]).
struct IssuerSettings {
  std::string kind = "generic";  // generic, google, cognito, firebase
  std::string issuer;            // generic: exactly as in `iss`
  std::vector<std::string> clients;
  std::string region;   // cognito
  std::string pool;     // cognito
  std::string project;  // firebase
};
BOOST_DESCRIBE_STRUCT(IssuerSettings, (), (kind, issuer, clients, region, pool, project))

struct OidcSettings {
  std::vector<IssuerSettings> issuers;
};
BOOST_DESCRIBE_STRUCT(OidcSettings, (), (issuers))

struct MailSettings {
  std::string from = "Waymark <waymark@localhost>";
  std::int64_t attempts = 12;  // 1 to 100
};
BOOST_DESCRIBE_STRUCT(MailSettings, (), (from, attempts))

/// [chat]
struct ChatSettings {
  std::int64_t free_days = 365;   // messages of people on the free tier are kept; 0: for good
  std::int64_t premium_days = 0;  // the same for premium
};
BOOST_DESCRIBE_STRUCT(ChatSettings, (), (free_days, premium_days))

/// [limits]: "30 60/h" is 30 at once, and then 60 an hour (/s, /m, /h, /d); "off" is none
struct LimitSettings {
  double scale = 1;            // all of them so many times; 0: none
  double network_factor = 20;  // one network may do so many times what one person may
  std::string sign_ups = "100 1/s";
  std::string log_ins = "30 10/m";        // those that fail
  std::string mail_requests = "30 12/m";  // "forgot my password", "send it again"
  std::string mails = "3 12/h";           // the same, to one address
  std::string availability = "60 120/m";  // "is this nickname free"
  std::string posts = "60 120/h";
  std::string comments = "60 300/h";
  std::string follows = "500 1800/h";
  std::string messages = "120 4/s";  // in chat: edits and reactions, requests and invitations too
  std::string typings = "1 30/m";    // in one room
  std::string reports = "20 60/h";
  std::string uploads = "60 12/m";  // pictures
  std::string searches = "60 120/m";
  std::int64_t api_burst =
      100;  // requests of one client to /api/activities, /api/teams, /api/journeys at once
  std::int64_t api_per_second = 50;  // and then
};
BOOST_DESCRIBE_STRUCT(LimitSettings, (),
                      (scale, network_factor, sign_ups, log_ins, mail_requests, mails, availability,
                       posts, comments, follows, messages, typings, reports, uploads, searches,
                       api_burst, api_per_second))

/// [moderation]
struct ModerationSettings {
  std::vector<std::string> refuse_words;  // a text with one of them is not kept
  std::vector<std::string> hold_words;    // is kept, and not shown until a moderator has looked
  std::vector<std::string> flag_words;    // is shown, and told to moderators
  std::int64_t most_links = 10;           // 0: as many as one likes
  std::int64_t new_account_hours = 24;
  std::int64_t new_account_links = 2;
  std::string repeats = "10 10/h";  // of one long text by one person; "off": as often as one likes
  std::string classifier_url;       // empty: there is none
  Secret classifier_key;
  std::string classifier_model = "omni-moderation-latest";
  std::string classifier_action = "flag";  // flag, hold, refuse
  std::int64_t classifier_milliseconds = 2'000;
};
BOOST_DESCRIBE_STRUCT(ModerationSettings, (),
                      (refuse_words, hold_words, flag_words, most_links, new_account_hours,
                       new_account_links, repeats, classifier_url, classifier_key, classifier_model,
                       classifier_action, classifier_milliseconds))

/// [feed]
struct FeedSettings {
  double materialised_share = 1;              // of the people: 0 to 1
  std::int64_t promote_at_followers = 1'000;  // at least 1
  std::int64_t remembered_heads = 100'000;    // some 300 bytes each
};
BOOST_DESCRIBE_STRUCT(FeedSettings, (),
                      (materialised_share, promote_at_followers, remembered_heads))

/// [search]
struct SearchSettings {
  std::string directory;  // empty: `search` in store.directory
};
BOOST_DESCRIBE_STRUCT(SearchSettings, (), (directory))

/// [web]
struct WebSettings {
  std::string map_style_url;             // empty: the base map that comes with the app
  std::vector<std::string> map_origins;  // where its parts lie, beside its own origin
};
BOOST_DESCRIBE_STRUCT(WebSettings, (), (map_style_url, map_origins))

struct Settings {
  ServerSettings server;
  StoreSettings store;
  BackupSettings backup;
  QueueSettings queue;
  RealtimeSettings realtime;
  CacheSettings cache;
  RedisSettings redis;
  MediaSettings media;
  ImportSettings imports;
  LogSettings log;
  AuthSettings auth;
  OidcSettings oidc;
  MailSettings mail;
  ChatSettings chat;
  FeedSettings feed;
  SearchSettings search;
  LimitSettings limits;
  ModerationSettings moderation;
  WebSettings web;
};
BOOST_DESCRIBE_STRUCT(Settings, (),
                      (server, store, backup, queue, media, imports, realtime, cache, redis, log,
                       auth, oidc, mail, chat, feed, search, limits, moderation, web))

/// What the command line adds to file and environment.
struct CommandLine {
  std::string config_file;  // empty: WAYMARK_CONFIG, or none
  std::string port;
  std::string data;
  std::string destination;
};

/// Where this node keeps its search index. Whatever the store is, each node has one of its own.
std::filesystem::path search_folder(const Settings& settings);

/// Where parts of maps may come from beside this server: those named, and that of the style.
std::vector<std::string> map_origins(const WebSettings& web);

/// The settings and where each came from.
struct LoadedSettings {
  Settings settings;
  config::Source source;
};

/// Reads file, environment and command line, and checks what can be checked without acting. Throws
/// config::ConfigError.
LoadedSettings load_settings(const CommandLine& command_line,
                             const std::vector<std::string>& environment);

}  // namespace waymark::app
