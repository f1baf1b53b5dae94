// Posts: what people write to each other, and what others make of it.
//
//   model.h       posts, comments                     events.h     what is told of them
//   posts.h       writing posts (this file)           comments.h   writing comments
//   reactions.h   likes and boosts                    reading.h    who sees what: every read
//   keys.h        where it lies                       *_repository.h  reading and writing it
//   text_parts.h  names and tags in a text            mentions.h   whom the names mean
//   group_audience.h  what posts ask about groups: a post may be written to one (GROUP), then the group says who reads it
//   cleanup.h     the consumer that clears up after deletion
//   evidence.h    what moderators look at, and hide
//   graphql.h, rest.h  the edges
//
// Every change is one commit with its events. Texts are kept as written and given out as text; whoever makes markup of
// one escapes it. Counts are changed in the commit of what they count, so they are exact.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/input.h"
#include "base/request_context.h"
#include "platform/events/outbox.h"
#include "platform/media/media.h"
#include "product/posts/post_repository.h"
#include "product/posts/reading.h"
#include "product/screening/screening.h"
#include "product/social/social.h"

namespace waymark::posts {

inline constexpr std::size_t kLongestPost = 5'000;  // code points
inline constexpr std::size_t kLongestWarning = 200;
inline constexpr std::size_t kMostPictures = 4;

/// GraphQL `PostInput`, and the body of POST /api/posts.
struct PostInput {
  std::string text;
  std::optional<std::string> warning;
  std::optional<Visibility> visibility;
  std::vector<media::MediaId> media_ids;  // pictures that the author has uploaded, each once
  std::optional<GroupId> group_id;        // then visibility is GROUP
};
BOOST_DESCRIBE_STRUCT(PostInput, (), (text, warning, visibility, media_ids, group_id))

/// An edit: the outer optional is "given", the inner one "not taken away".
struct PostChanges {
  std::optional<std::string> text;
  std::optional<std::optional<std::string>> warning;
  std::optional<std::vector<media::MediaId>> media_ids;
  std::int64_t version = 0;
};

/// What the services of posts borrow; all of it outlives them.
struct Ports {
  Ports(store::Store& the_store, events::Outbox& the_outbox, const social::Social& the_social,
        const GroupAudience& the_groups, const media::Library& the_library, const Clock& the_clock,
        IdSource& the_ids)
      : store(the_store),
        outbox(the_outbox),
        social(the_social),
        groups(the_groups),
        library(the_library),
        clock(the_clock),
        ids(the_ids) {}
  store::Store& store;
  events::Outbox& outbox;
  const social::Social& social;
  const GroupAudience& groups;
  const media::Library& library;
  const Clock& clock;
  IdSource& ids;
  const screening::Screening* screening = nullptr;  // none: every text is kept
};

/// Writing posts. One for the whole server, any reactor.
class Posts {
 public:
  Posts(const Ports& ports, const Reading& reading)
      : ports_(ports), reading_(reading), repository_(ports.store) {}

  /// Throws Error(invalid_input) naming every wrong field below `at`; for a group Error(not_found, forbidden) where the
  /// author may not write.
  Task<PostView> create(const RequestContext& context, PostInput input, InputPath at) const;
  /// By its author: of others' Error(forbidden), of hidden ones Error(not_found). What it said before is kept.
  Task<PostView> update(const RequestContext& context, PostId id, PostChanges changes,
                        InputPath at) const;
  /// Gone at once for everybody, wherever it is listed. Also by those who moderate its group.
  Task<void> remove(const RequestContext& context, PostId id) const;

  /// Some posts of a group that is gone, as parts of a commit: whether there were any. At most 12, six operations each.
  Task<bool> bury_some(GroupId group, store::Transaction& transaction,
                       std::vector<events::NewEvent>& events) const;

 private:
  Task<Post> own(UserId author, PostId id) const;
  Task<Post> removable(UserId user, PostId id) const;
  Task<void> check_audience(UserId author, const PostInput& input, InputPath at) const;
  void bury(store::Transaction& transaction, const Post& post, Instant now) const;
  Task<std::vector<media::Picture>> pictures_of(UserId author, std::vector<media::MediaId> wanted,
                                                std::vector<media::Picture> had,
                                                InputPath at) const;
  Task<Post> edited(Post before, PostChanges changes, InputPath at) const;

  Ports ports_;
  const Reading& reading_;
  PostRepository repository_;
};

}  // namespace waymark::posts
