// What a client accepts as an answer (RFC 9110 §12.5.1, GraphQL over HTTP "Content negotiation").
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace waymark::graphql {

enum class Answer : std::uint8_t {
  graphql_response,  // application/graphql-response+json
  json,              // application/json, as servers did before there was the other
  event_stream,      // text/event-stream
  html,              // text/html, for people with a browser
};

/// The Content-Type of an answer.
std::string_view content_type(Answer answer);

/// The one the client likes best; among equals the first of Answer's order. No header and `*/*`
/// mean graphql_response. HTML is offered only when `html` says so. nullopt: none will do (406).
std::optional<Answer> negotiate(std::optional<std::string_view> accept, bool html);

}  // namespace waymark::graphql
