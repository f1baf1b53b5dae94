#include "product/moderation/openai_classifier.h"

#include "base/error.h"
#include "base/json.h"

namespace waymark::moderation {
namespace {

constexpr std::size_t kLargestAnswer = 64 << 10;
constexpr std::size_t kLongestCategory = 60;
constexpr std::size_t kMostCategories = 20;

Error no_answer(const std::string& cause) {
  return Error(ErrorCode::unavailable, "error.unavailable", "the classifier: " + cause);
}

const boost::json::object* first_result(const boost::json::value& answer) {
  const auto* object = answer.if_object();
  const auto* results = object ? object->if_contains("results") : nullptr;
  const auto* list = results ? results->if_array() : nullptr;
  return list && !list->empty() ? list->front().if_object() : nullptr;
}

std::vector<std::string> categories_of(const std::string& body) {
  const boost::json::value answer = json::parse(body);
  const boost::json::object* result = first_result(answer);
  if (!result) throw no_answer("no results");
  std::vector<std::string> found;
  const auto* flagged = result->if_contains("flagged");
  if (!flagged || !flagged->is_bool()) throw no_answer("a result that says nothing");
  if (!flagged->get_bool()) return found;
  const auto* categories = result->if_contains("categories");
  if (categories && categories->is_object())
    for (const auto& [name, met] : categories->get_object())
      if (met.is_bool() && met.get_bool() && name.size() <= kLongestCategory &&
          found.size() < kMostCategories)
        found.emplace_back(name);
  if (found.empty()) found.emplace_back("flagged");
  return found;
}

}  // namespace

Task<std::vector<std::string>> OpenAiClassifier::judge(std::string text) {
  boost::json::object body;
  if (!settings_.model.empty()) body["model"] = settings_.model;
  body["input"] = text;
  http::ClientRequest request;
  request.method = http::Method::post;
  request.url = settings_.url;
  request.headers.set("Content-Type", "application/json");
  if (!settings_.key.empty())
    request.headers.set("Authorization", "Bearer " + std::string(settings_.key.expose()));
  request.body = boost::json::serialize(body);
  request.timeout = settings_.timeout;
  request.response_limit = kLargestAnswer;
  const http::ClientResponse response = co_await client_.fetch(std::move(request));
  if (response.status != 200) throw no_answer("status " + std::to_string(response.status));
  co_return categories_of(response.body);
}

}  // namespace waymark::moderation
