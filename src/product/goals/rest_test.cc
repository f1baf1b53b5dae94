// The REST edge over a real socket.
#include "product/goals/rest.h"

#include "platform/http/raw_client_test.h"
#include "platform/http/server.h"
#include "product/goals/world_test.h"
#include "product/workouts/rest.h"

namespace waymark::goals {
namespace {

class GoalsRestTest : public World {
 protected:
  GoalsRestTest() {
    router.use([this](http::Request& request, RequestContext& context, const http::Handler& next) {
      if (request.headers.find("X-Admin"))
        context.principal = boss.principal;
      else if (!request.headers.find("X-Nobody"))
        context.principal = ana.principal;
      return next(request, context);
    });
    add_routes(router, goals, tasks, quests);
    workouts::add_routes(router, workouts);
    reactors.start();
    http::ServerOptions options;
    options.port = 0;
    server = std::make_unique<http::Server>(options, router, reactors);
    server->start();
  }
  ~GoalsRestTest() override {
    server.reset();
    reactors.stop();
  }

  struct Answer {
    int status = 0;
    boost::json::value body;
  };
  Answer ask(const std::string& line, const std::string& body = "",
             const std::string& more = "Content-Type: application/json\r\n") {
    http::RawClient client(server->port());
    client.send(line + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + more +
                "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    const std::string answer = client.all();
    Answer result;
    result.status = std::stoi(answer.substr(9, 3));
    const std::string text = answer.substr(answer.find("\r\n\r\n") + 4);
    if (!text.empty()) result.body = json::parse(text);
    return result;
  }

  RequestContext boss = admin();
  http::Router router;
  runtime::Reactors reactors{1};
  std::unique_ptr<http::Server> server;
};

TEST_F(GoalsRestTest, GoalsAreQuestsOfQf) {
  for (const char* title : {"one", "two", "three"}) {
    const Answer made = ask("POST /quests", std::string("{\"title\":\"") + title + "\"}");
    EXPECT_EQ(made.status, 201);
    EXPECT_EQ(made.body.at("progress"), 0);
  }
  const Answer page = ask("GET /quests?first=2");
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.body.at("items").as_array().size(), 2u);
  EXPECT_EQ(page.body.at("items").as_array().at(0).at("title"), "three");
  const std::string next(page.body.at("nextCursor").as_string());
  const Answer rest = ask("GET /quests?first=2&after=" + next);
  EXPECT_EQ(rest.body.at("items").as_array().size(), 1u);
  EXPECT_TRUE(rest.body.at("nextCursor").is_null());
  EXPECT_EQ(ask("GET /quests?status=COMPLETED").body.at("items").as_array().size(), 0u);
  EXPECT_EQ(ask("GET /quests?status=nonsense").status, 400);
  EXPECT_EQ(ask("GET /quests?first=x").status, 400);
}

TEST_F(GoalsRestTest, TasksAndQuestsAreMadeAndCancelled) {
  const Answer goal = ask("POST /quests", "{\"title\":\"g\",\"tags\":[\"a\"]}");
  const std::string id(goal.body.at("id").as_string());
  const Answer task = ask("POST /quests/createTask", "{\"goalId\":\"" + id + "\",\"title\":\"t\"}");
  EXPECT_EQ(task.status, 201);
  const std::string task_id(task.body.at("id").as_string());
  const Answer quest = ask("POST /quests/createQuest",
                           "{\"title\":\"q\",\"linked\":{\"taskIds\":[\"" + task_id + "\"]}}");
  EXPECT_EQ(quest.status, 201);
  const std::string quest_id(quest.body.at("id").as_string());
  const Answer cancelled = ask("POST /quests/quests/" + quest_id + "/cancel");
  EXPECT_EQ(cancelled.status, 200);
  EXPECT_EQ(cancelled.body.at("status"), "CANCELLED");
  EXPECT_EQ(ask("POST /quests/quests/nonsense/cancel").status, 404);
  EXPECT_EQ(ask("DELETE /quests/quests/" + quest_id).status, 403);
  EXPECT_EQ(ask("DELETE /quests/quests/" + quest_id, "", "X-Admin: 1\r\n").status, 204);
  EXPECT_EQ(ask("DELETE /quests/quests/" + quest_id, "", "X-Admin: 1\r\n").status, 404);
}

TEST_F(GoalsRestTest, WhatIsWrongNamesItsField) {
  const Answer wrong = ask("POST /quests", "{\"title\":7,\"colour\":\"red\"}");
  EXPECT_EQ(wrong.status, 400);
  EXPECT_THAT(boost::json::serialize(wrong.body),
              ::testing::AllOf(::testing::HasSubstr("title"), ::testing::HasSubstr("colour")));
  EXPECT_EQ(ask("POST /quests", "{\"title\":\"t\"}", "Content-Type: text/plain\r\n").status, 415);
  EXPECT_EQ(ask("POST /quests", "{", "X-Nobody: 1\r\n").status, 401);
  EXPECT_EQ(ask("GET /quests", "", "X-Nobody: 1\r\n").status, 401);
}

TEST_F(GoalsRestTest, WorkoutsAreLogged) {
  const Answer logged = ask("POST /api/workouts",
                            "{\"type\":\"RUN\",\"startedAt\":\"2026-11-18T08:00:00Z\","
                            "\"movingSeconds\":600}");
  EXPECT_EQ(logged.status, 201);
  EXPECT_EQ(logged.body.at("elapsedSeconds"), 600);
}

}  // namespace
}  // namespace waymark::goals
