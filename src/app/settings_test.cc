#include "app/settings.h"

#include <gmock/gmock.h>

#include <cstdio>
#include <fstream>

namespace waymark::app {
namespace {

using testing::HasSubstr;

std::string failure(const std::vector<std::string>& environment) {
  try {
    load_settings({}, environment);
  } catch (const config::ConfigError& error) {
    return error.what();
  }
  return "";
}

TEST(Settings, NeedNothing) {
  const LoadedSettings loaded = load_settings({}, {"HOME=/root"});
  EXPECT_EQ(loaded.settings.server.port, 8080);
  EXPECT_EQ(loaded.settings.store.directory, "data");
}

TEST(Settings, TakeTheCommandLineLast) {
  CommandLine line;
  line.port = "9";
  const LoadedSettings loaded =
      load_settings(line, {"WAYMARK_SERVER_PORT=10", "WAYMARK_STORE_DIRECTORY=/x"});
  EXPECT_EQ(loaded.settings.server.port, 9);
  EXPECT_EQ(loaded.settings.store.directory, "/x");
}

TEST(Settings, ReadTheFileThatTheEnvironmentNames) {
  const std::string path = testing::TempDir() + "settings_test.toml";
  std::ofstream(path) << "[[oidc.issuers]]\nkind = 'firebase'\nproject = 'p'\n";
  EXPECT_EQ(load_settings({}, {"WAYMARK_CONFIG=" + path}).settings.oidc.issuers.at(0).project, "p");
  std::remove(path.c_str());
  EXPECT_THAT(failure({"WAYMARK_CONFIG=" + path}), HasSubstr("cannot be read"));
}

TEST(Settings, NameWhatIsOutOfRange) {
  EXPECT_THAT(failure({"WAYMARK_SERVER_PORT=70000"}),
              HasSubstr("server.port must be between 0 and 65535"));
  EXPECT_THAT(failure({"WAYMARK_AUTH_BCRYPT_COST=3"}), HasSubstr("auth.bcrypt_cost"));
  EXPECT_THAT(failure({"WAYMARK_LOG_LEVEL=loud"}), HasSubstr("log.level"));
  EXPECT_THAT(failure({"WAYMARK_SERVER_CERTIFICATE_FILE=x"}), HasSubstr("go together"));
  EXPECT_THAT(failure({"WAYMARK_QUEUE_ENGINE=kafka"}),
              HasSubstr("queue.engine must be store, sqs or nats"));
  EXPECT_THAT(failure({"WAYMARK_QUEUE_SQS_ACCESS_KEY_ID=x"}),
              HasSubstr("queue.sqs.access_key_id and queue.sqs.secret_access_key go together"));
  EXPECT_THAT(failure({"WAYMARK_QUEUE_SQS_PREFIX=a.b"}), HasSubstr("queue.sqs.prefix"));
  EXPECT_THAT(failure({"WAYMARK_QUEUE_NATS_PREFIX="}), HasSubstr("queue.nats.prefix is needed"));
  EXPECT_THAT(failure({"WAYMARK_QUEUE_NATS_REPLICAS=6"}), HasSubstr("queue.nats.replicas"));
  EXPECT_THAT(failure({"WAYMARK_MAIL_ATTEMPTS=0"}), HasSubstr("mail.attempts"));
  EXPECT_THAT(failure({"WAYMARK_SERVER_ALLOWED_ORIGINS=example.org"}), HasSubstr("example.org"));
  EXPECT_THAT(failure({"WAYMARK_WEB_MAP_STYLE_URL=mapbox://styles/x"}),
              HasSubstr("web.map_style_url must begin with"));
  EXPECT_THAT(failure({"WAYMARK_WEB_MAP_ORIGINS=https://a.example.org/tiles"}),
              HasSubstr("web.map_origins holds origins"));
}

TEST(Settings, NameWhereMapsComeFrom) {
  EXPECT_THAT(map_origins(WebSettings{}), testing::IsEmpty());
  const LoadedSettings loaded = load_settings(
      {}, {"WAYMARK_WEB_MAP_STYLE_URL=https://maps.example.org:8443/style.json?key=a",
           "WAYMARK_WEB_MAP_ORIGINS=https://*.tiles.example.org,http://fonts.example.org"});
  EXPECT_THAT(map_origins(loaded.settings.web),
              testing::ElementsAre("https://maps.example.org:8443", "https://*.tiles.example.org",
                                   "http://fonts.example.org"));
  // Nothing that is set can add a directive to the policy.
  for (const char* address : {"https://a.org;script-src *", "https://a.org b.org", "https://"})
    EXPECT_THAT(failure({std::string("WAYMARK_WEB_MAP_STYLE_URL=") + address}),
                HasSubstr("web.map_style_url"));
}

}  // namespace
}  // namespace waymark::app
