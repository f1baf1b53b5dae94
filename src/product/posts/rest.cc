#include "product/posts/rest.h"

#include "platform/http/fields.h"
#include "platform/http/items.h"
#include "platform/http/json_body.h"
#include "platform/http/page_query.h"
#include "platform/http/service_routes.h"
#include "product/posts/answers.h"

namespace waymark::posts {
namespace {

using http::Request;
using http::Response;

struct PostUpdateBody {
  std::optional<std::string> text;
  std::optional<std::string> warning;
  std::optional<std::vector<media::MediaId>> media_ids;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(PostUpdateBody, (), (text, warning, media_ids, version))

struct CommentBody {
  std::optional<CommentId> parent_id;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(CommentBody, (), (parent_id, text))

/// A text that is no id names nothing.
PostId post_of(const Request& request) {
  const auto id = PostId::parse(request.path_parameter("id"));
  if (!id) throw Error::not_found("post");
  return *id;
}

Task<Response> post_answer(const Service& service, const Request& request, UserId viewer,
                           PostView post, unsigned status) {
  std::vector<PostView> posts;
  posts.push_back(std::move(post));
  const auto answers = co_await answers_of(service.social, viewer, std::move(posts));
  co_return http::json_answer(request, json::to_string(answers.front()), status);
}

Task<Response> create_post(const Service& service, Request& request, RequestContext& context) {
  context.require_principal();
  auto input = http::json_body<PostInput>(request);
  PostView post = co_await service.posts.create(context, std::move(input), InputPath());
  co_return co_await post_answer(service, request, context.principal->user, std::move(post), 201);
}

Task<Response> get_post(const Service& service, Request& request, RequestContext& context) {
  const UserId viewer = context.require_principal().user;
  PostView post = co_await service.reading.require(viewer, post_of(request));
  co_return co_await post_answer(service, request, viewer, std::move(post), 200);
}

Task<Response> update_post(const Service& service, Request& request, RequestContext& context) {
  context.require_principal();
  auto body = http::json_body<PostUpdateBody>(request);
  const PostId id = post_of(request);
  const boost::json::value given = json::parse(request.body);
  if (given.get_object().contains("text") && !body.text)
    throw Error::invalid("text", "error.required");
  PostChanges changes;
  changes.text = std::move(body.text);
  if (given.get_object().contains("warning")) changes.warning = std::move(body.warning);
  changes.media_ids = std::move(body.media_ids);
  changes.version = body.version;
  PostView post = co_await service.posts.update(context, id, std::move(changes), InputPath());
  co_return co_await post_answer(service, request, context.principal->user, std::move(post), 200);
}

Task<Response> delete_post(const Service& service, Request& request, RequestContext& context) {
  context.require_principal();
  co_await service.posts.remove(context, post_of(request));
  co_return Response::empty(204);
}

Task<Response> get_history(const Service& service, Request& request, RequestContext& context) {
  const UserId viewer = context.require_principal().user;
  http::Items<PostRevision> answer;
  answer.items = co_await service.reading.history(viewer, post_of(request));
  co_return http::items_answer(request, answer);
}

using Reaction = Task<PostView> (Reactions::*)(const RequestContext&, PostId) const;

template <Reaction reaction>
Task<Response> react(const Service& service, Request& request, RequestContext& context) {
  const UserId viewer = context.require_principal().user;
  PostView post = co_await (service.reactions.*reaction)(context, post_of(request));
  co_return co_await post_answer(service, request, viewer, std::move(post), 200);
}

std::optional<CommentId> parent_of(const Request& request) {
  const auto text = request.query("parent");
  if (!text) return std::nullopt;
  const auto parent = CommentId::parse(*text);
  if (!parent) throw Error::invalid("parent", "error.type.id");
  return parent;
}

Task<Response> list_comments(const Service& service, Request& request, RequestContext& context) {
  const UserId viewer = context.require_principal().user;
  CommentPage page = co_await service.reading.comments(viewer, post_of(request), parent_of(request),
                                                       page_of(request));
  http::Items<CommentAnswer> answer;
  if (page.has_next && !page.entries.empty()) answer.next_cursor = page.entries.back().cursor;
  std::vector<CommentView> views;
  for (auto& entry : page.entries) views.push_back(std::move(entry.comment));
  answer.items = co_await answers_of(service.social, viewer, std::move(views));
  co_return http::items_answer(request, answer);
}

Task<Response> add_comment(const Service& service, Request& request, RequestContext& context) {
  context.require_principal();
  auto body = http::json_body<CommentBody>(request);
  CommentInput input;
  input.post_id = post_of(request);
  input.parent_id = body.parent_id;
  input.text = std::move(body.text);
  CommentView comment = co_await service.comments.add(context, std::move(input), InputPath());
  std::vector<CommentView> views;
  views.push_back(std::move(comment));
  const auto answers =
      co_await answers_of(service.social, context.principal->user, std::move(views));
  co_return http::json_answer(request, json::to_string(answers.front()), 201);
}

CommentId comment_of(const Request& request) {
  const auto id = CommentId::parse(request.path_parameter("id"));
  if (!id) throw Error::not_found("comment");
  return *id;
}

Task<Response> edit_comment(const Service& service, Request& request, RequestContext& context) {
  const UserId viewer = context.require_principal().user;
  auto update = http::json_body<CommentUpdate>(request);
  std::vector<CommentView> views;
  views.push_back(
      co_await service.comments.edit(context, comment_of(request), std::move(update), InputPath()));
  const auto answers = co_await answers_of(service.social, viewer, std::move(views));
  co_return http::json_answer(request, json::to_string(answers.front()), 200);
}

Task<Response> get_comment_history(const Service& service, Request& request,
                                   RequestContext& context) {
  const UserId viewer = context.require_principal().user;
  http::Items<CommentRevision> answer;
  answer.items = co_await service.reading.comment_history(viewer, comment_of(request));
  co_return http::items_answer(request, answer);
}

Task<Response> delete_comment(const Service& service, Request& request, RequestContext& context) {
  context.require_principal();
  co_await service.comments.remove(context, comment_of(request));
  co_return Response::empty(204);
}

Task<Response> list_by_tag(const Service& service, Request& request, RequestContext& context) {
  const UserId viewer = context.require_principal().user;
  std::string tag(request.path_parameter("tag"));
  PostPage page = co_await service.reading.by_tag(viewer, std::move(tag), page_of(request));
  http::Items<PostAnswer> answer;
  if (page.has_next && !page.entries.empty()) answer.next_cursor = page.entries.back().cursor;
  std::vector<PostView> views;
  for (auto& entry : page.entries) views.push_back(std::move(entry.post));
  answer.items = co_await answers_of(service.social, viewer, std::move(views));
  co_return http::items_answer(request, answer);
}

}  // namespace

void add_routes(http::Router& router, const Service& service) {
  using http::add_route;
  using http::Method;
  add_route(router, Method::post, "/api/posts", &create_post, service);
  add_route(router, Method::get, "/api/posts/{id}", &get_post, service);
  add_route(router, Method::patch, "/api/posts/{id}", &update_post, service);
  add_route(router, Method::del, "/api/posts/{id}", &delete_post, service);
  add_route(router, Method::get, "/api/posts/{id}/history", &get_history, service);
  add_route(router, Method::post, "/api/posts/{id}/like", &react<&Reactions::like>, service);
  add_route(router, Method::del, "/api/posts/{id}/like", &react<&Reactions::unlike>, service);
  add_route(router, Method::post, "/api/posts/{id}/boost", &react<&Reactions::boost>, service);
  add_route(router, Method::del, "/api/posts/{id}/boost", &react<&Reactions::unboost>, service);
  add_route(router, Method::get, "/api/posts/{id}/comments", &list_comments, service);
  add_route(router, Method::post, "/api/posts/{id}/comments", &add_comment, service);
  add_route(router, Method::patch, "/api/comments/{id}", &edit_comment, service);
  add_route(router, Method::get, "/api/comments/{id}/history", &get_comment_history, service);
  add_route(router, Method::del, "/api/comments/{id}", &delete_comment, service);
  add_route(router, Method::get, "/api/tags/{tag}/posts", &list_by_tag, service);
}

}  // namespace waymark::posts
