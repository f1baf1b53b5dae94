#include "product/discovery/posts_kind.h"

#include "base/json.h"
#include "platform/search/text_query.h"
#include "product/discovery/profiles.h"
#include "product/posts/events.h"

namespace waymark::discovery {
namespace {

using posts::Post;
using posts::PostId;

std::vector<PostId> posts_of(const std::vector<std::string>& ids) {
  std::vector<PostId> posts;
  for (const std::string& id : ids) posts.push_back(PostId::parse(id).value_or(PostId()));
  return posts;
}

bool is_findable(const std::optional<Post>& post) {
  return post && !post->deleted_at && post->visibility == posts::Visibility::public_;
}

search::Document document_of(const Post& post, Locale language) {
  search::Document document;
  document.language = language;
  document.texts.emplace_back(post.text, 2);
  if (post.warning) document.texts.emplace_back(*post.warning, 2);
  for (const media::Picture& picture : post.pictures)
    if (picture.alt) document.texts.emplace_back(*picture.alt, 1);
  for (const std::string& tag : post.tags) document.terms.push_back(search::tag_term(tag));
  document.terms.push_back(owner_term(post.author_id));
  document.terms.emplace_back(kPublic);
  document.numbers.push_back(age_number(post.created_at));
  Summary summary;
  summary.owner = post.author_id;
  summary.tags = post.tags;
  summary.at = post.created_at;
  document.stored = json::to_string(summary);
  return document;
}

}  // namespace

bool PostsKind::wants(std::string_view type) const {
  return type == posts::PostCreated::kType || type == posts::PostEdited::kType ||
         type == posts::PostDeleted::kType;
}

Task<std::vector<std::string>> PostsKind::touched(const events::Event& event) {
  co_return std::vector<std::string>(1, id_member(event, "postId"));
}

std::optional<std::string> PostsKind::id_of(const store::Key& key) const {
  constexpr std::string_view kPost = "POST#";
  if (key.pk != key.sk || !key.sk.starts_with(kPost)) return std::nullopt;
  return key.sk.substr(kPost.size());
}

Task<std::vector<std::optional<search::Document>>> PostsKind::documents(
    std::vector<std::string> ids) {
  const std::vector<std::optional<Post>> found = co_await repository_.find_all(posts_of(ids));
  std::vector<UserId> authors;
  for (const auto& post : found)
    if (is_findable(post)) authors.push_back(post->author_id);
  const Profiles profiles = co_await read_profiles(store_, std::move(authors));
  std::vector<std::optional<search::Document>> documents;
  for (const auto& post : found) {
    documents.emplace_back();
    if (is_findable(post))
      documents.back() = document_of(*post, language_of(profiles, post->author_id));
  }
  co_return documents;
}

Task<std::vector<std::optional<Found>>> PostsKind::shown(UserId viewer,
                                                         std::vector<std::string> ids) {
  auto views = co_await reading_.find_all(viewer, posts_of(ids));
  std::vector<UserId> authors;
  for (const auto& view : views)
    if (view) authors.push_back(view->author_id);
  const auto standings = co_await social_.standings(viewer, std::move(authors));
  std::vector<std::optional<Found>> shown;
  std::size_t next = 0;
  for (auto& view : views) {
    shown.emplace_back();
    if (!view) continue;
    const social::Standing& standing = standings[next++];
    if (view->visibility == posts::Visibility::public_ && !standing.mutes)
      shown.back().emplace(std::move(*view));
  }
  co_return shown;
}

}  // namespace waymark::discovery
