#include "platform/idempotency/answer.h"

#include <boost/describe.hpp>

#include "base/encoding.h"
#include "base/json.h"

namespace waymark::idempotency {
namespace {

struct Field {
  std::string name;
  std::string value;
};
BOOST_DESCRIBE_STRUCT(Field, (), (name, value))

struct Answer {
  std::int64_t status = 0;
  std::vector<Field> headers;
  std::string body;
};
BOOST_DESCRIBE_STRUCT(Answer, (), (status, headers, body))

/// nullopt for a stream.
std::optional<std::string_view> body_of(const http::Response& response) {
  if (const auto* text = std::get_if<std::string>(&response.body)) return *text;
  if (const auto* shared = std::get_if<std::shared_ptr<const std::string>>(&response.body))
    return *shared ? std::string_view(**shared) : std::string_view();
  if (const auto* view = std::get_if<std::string_view>(&response.body)) return *view;
  return std::nullopt;
}

}  // namespace

std::optional<std::string> encode_answer(const http::Response& response) {
  const auto body = body_of(response);
  if (!body || body->size() > kLargestAnswer) return std::nullopt;
  Answer answer;
  answer.status = response.status;
  for (const auto& [name, value] : response.headers.fields()) {
    Field field;
    field.name = name;
    field.value = value;
    answer.headers.push_back(std::move(field));
  }
  answer.body = base64_encode(*body);
  return json::to_string(answer);
}

std::optional<http::Response> decode_answer(std::string_view encoded) {
  try {
    Answer answer = json::decode<Answer>(encoded);
    auto body = base64_decode(answer.body);
    if (!body) return std::nullopt;
    http::Response response;
    response.status = static_cast<unsigned>(answer.status);
    for (Field& field : answer.headers)
      response.headers.add(std::move(field.name), std::move(field.value));
    response.body = std::move(*body);
    return response;
  } catch (const Error&) {
    return std::nullopt;
  }
}

}  // namespace waymark::idempotency
