#include "base/client_ids.h"

#include <gtest/gtest.h>

namespace waymark {
namespace {

constexpr std::string_view kPerson = "019aa4c2-7f00-7abc-8def-0123456789ab";
constexpr std::string_view kGiven = "019aa4c3-0001-7fff-bfff-ffffffffffff";

UserId person(std::string_view text = kPerson) {
  return UserId::parse(text).value();
}
ClientId given(std::string_view text = kGiven) {
  return ClientId::parse(text).value();
}

TEST(ClientIds, FollowFromPersonSubjectAndWhatTheClientMade) {
  const Uuid id = uuid_of_client(person(), given(), "goal");
  EXPECT_EQ(id, uuid_of_client(person(), given(), "goal"));
  EXPECT_NE(id, uuid_of_client(person(), given(), "task"));
  EXPECT_NE(id, uuid_of_client(person("019aa4c2-7f00-7abc-8def-0123456789ac"), given(), "goal"));
  EXPECT_NE(id, uuid_of_client(person(), given("019aa4c3-0001-7fff-bfff-fffffffffffe"), "goal"));
}

/// The same vector stands in the web app's test.
TEST(ClientIds, AreWhatTheWebAppComputes) {
  EXPECT_EQ(uuid_of_client(person(), given(), "goal").to_string(),
            "019aa4c3-0001-8294-b720-086fbf6daa82");
}

TEST(ClientIds, KeepTheTimeAndTheFormOfAUuid) {
  const std::string id = uuid_of_client(person(), given(), "workout").to_string();
  EXPECT_EQ(id.substr(0, 13), kGiven.substr(0, 13));
  EXPECT_EQ(id[14], '8');
  EXPECT_NE(std::string("89ab").find(id[19]), std::string::npos);
}

}  // namespace
}  // namespace waymark
