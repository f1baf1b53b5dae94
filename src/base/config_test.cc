#include "base/config.h"

#include <gmock/gmock.h>

namespace waymark::config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

struct Issuer {
  std::string name;
  Secret client_secret;
};
BOOST_DESCRIBE_STRUCT(Issuer, (), (name, client_secret))

struct Server {
  std::string address = "127.0.0.1";
  std::int64_t port = 8080;
  bool quiet_start = false;
  double ratio = 0.5;
  std::vector<std::string> origins;
  Secret signing_key;
};
BOOST_DESCRIBE_STRUCT(Server, (), (address, port, quiet_start, ratio, origins, signing_key))

struct Settings {
  Server server;
  std::vector<Issuer> issuers;
};
BOOST_DESCRIBE_STRUCT(Settings, (), (server, issuers))

std::string failure(const std::string& toml, const std::vector<std::string>& environment = {}) {
  try {
    Source source;
    source.add_toml(toml, "w.toml");
    source.add_environment(environment);
    load<Settings>(source);
  } catch (const ConfigError& error) {
    return error.what();
  }
  return "";
}

TEST(Config, TakesFileThenEnvironmentThenCommandLine) {
  Source source;
  source.add_toml(
      "[server]\nport = 1\naddress = '::1'\norigins = "
      "['a']\n[[issuers]]\nname='x'\n[[issuers]]\nname='y'\n",
      "w.toml");
  source.add_environment({"WAYMARK_SERVER_PORT=2", "WAYMARK_SERVER_QUIET_START=true", "PATH=/bin",
                          "WAYMARK_SERVER_ORIGINS=https://a.example, https://b.example"});
  source.set("server.port", "3", "--port");
  const auto settings = load<Settings>(source);
  EXPECT_EQ(settings.server.port, 3);
  EXPECT_EQ(settings.server.address, "::1");
  EXPECT_TRUE(settings.server.quiet_start);
  EXPECT_EQ(settings.server.ratio, 0.5);
  EXPECT_THAT(settings.server.origins, ElementsAre("https://a.example", "https://b.example"));
  ASSERT_EQ(settings.issuers.size(), 2u);
  EXPECT_EQ(settings.issuers[1].name, "y");
}

TEST(Config, NamesWhatIsWrong) {
  EXPECT_EQ(failure("[server]\nport = 'x'\n"),
            "server.port (w.toml line 2) must be a whole number");
  EXPECT_EQ(failure("[server]\nprot = 1\n"), "server.prot (w.toml line 2) is not a setting");
  EXPECT_EQ(failure("", {"WAYMARK_SERVER_PROT=1"}),
            "WAYMARK_SERVER_PROT (WAYMARK_SERVER_PROT) is not a setting");
  EXPECT_EQ(failure("", {"WAYMARK_SERVER_PORT=1x"}),
            "server.port (WAYMARK_SERVER_PORT) must be a whole number");
  EXPECT_THAT(failure("[server\n"), HasSubstr("w.toml line 1"));
}

TEST(Config, PrintsWhatIsInForceWithoutSecrets) {
  Source source;
  source.add_toml(
      "[server]\nsigning_key = 'very private'\n[[issuers]]\nname='x'\nclient_secret='also "
      "private'\n",
      "w.toml");
  source.add_environment({"WAYMARK_SERVER_PORT=2"});
  const std::string printed = print(load<Settings>(source), source);
  EXPECT_THAT(printed, Not(HasSubstr("private")));
  EXPECT_THAT(printed, HasSubstr("port = 2  # WAYMARK_SERVER_PORT\n"));
  EXPECT_THAT(printed, HasSubstr("signing_key = '[hidden]'  # w.toml line 2\n"));
  EXPECT_THAT(printed, HasSubstr("[[issuers]]\nname = 'x'"));

  Source again;  // what is printed can be read back
  again.add_toml(printed, "printed.toml");
  EXPECT_EQ(load<Settings>(again).server.port, 2);
}

}  // namespace
}  // namespace waymark::config
