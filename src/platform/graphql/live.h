// Subscription fields that follow a topic: one execution for all who asked the same, one frame an
// event.
//
//   graphql::Live<Rewards> on_rewards(Call& call) {             // or Task<graphql::Live<Rewards>>
//     const UserId user = call.context().require_principal().user;
//     return graphql::Live<Rewards>(hub_, realtime::user_topic(user.to_string()), "rewards");
//   }
//
// The resolver runs once for each who subscribes, and is where rights are checked. What it returns
// says which topic to follow; sockets of one reactor whose document, variables, topic and viewer
// are equal then share a feed (feed.h), which holds no coroutine while nothing happens.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "platform/graphql/path.h"
#include "platform/graphql/value_writer.h"
#include "platform/realtime/hub.h"
#include "platform/realtime/presence.h"

namespace waymark::graphql {

/// What becomes of a message for one of those who listen.
enum class Verdict { send, skip, end };
/// Asked for every listener and message before it is sent; quick, without waiting, and owning what
/// it looks at. Of what is read again it sees `kind`, `cursor` and `about`, without a payload.
using Judge = std::function<Verdict(const realtime::Message&)>;

/// An event that is read again from the store.
template <typename T>
struct Past {
  std::string cursor;
  T event;
  std::string about;  // as of its message
};

/// A Past whose type is forgotten.
struct PastEvent {
  std::string cursor;
  std::string about;
  std::shared_ptr<const void> event;
};

/// One event of a subscription.
class EventValue {
 public:
  virtual ~EventValue() = default;
  /// Writes it at the end of `text`; returns as WriteField.
  virtual Task<bool> write(Run& run, const PlanField& field, std::string& text,
                           const Path& path) = 0;
};

/// How the messages of a field become its values.
class LiveSource {
 public:
  virtual ~LiveSource() = default;
  /// Null for a message that is none of the field's.
  virtual std::shared_ptr<const void> read(const realtime::Message& message) const = 0;
  /// What follows a cursor, oldest first; none: that was all.
  virtual Task<std::vector<PastEvent>> page(std::string after) const = 0;
  /// Writes an event at the end of `text`; returns as WriteField.
  virtual Task<bool> write(Run& run, const PlanField& field, const void* event, std::string& text,
                           const Path& path) const = 0;
};

/// What one client asked to follow.
struct LiveRequest {
  realtime::Hub* hub = nullptr;
  std::string topic;
  std::string kind;                     // of what is read again, for the judge
  std::optional<std::string> audience;  // nullopt: one person's own
  std::optional<std::string> after;     // what comes behind it is read from the store first
  Judge judge;
  realtime::Presence* presence = nullptr;
  std::string visitor;
  std::shared_ptr<const LiveSource> source;
};

/// What a resolver of a live field returns; T is what the schema's field is.
template <typename T>
class Live {
 public:
  using Event = T;
  /// nullopt skips the message.
  using Reader = std::optional<T> (*)(const realtime::Message&);
  using History = std::function<Task<std::vector<Past<T>>>(std::string after)>;

  /// Messages of that kind, whose payload is a T in JSON.
  Live(realtime::Hub& hub, std::string topic, std::string_view kind)
    requires DescribedStruct<T>
      : Live(hub, std::move(topic), kind, nullptr) {}
  /// Messages of which `reader` makes a T. `kind` is what past events are called to the judge.
  Live(realtime::Hub& hub, std::string topic, std::string_view kind, Reader reader)
      : source_(std::make_shared<Source>()) {
    request_.hub = &hub;
    request_.topic = std::move(topic);
    request_.kind = kind;
    source_->kind = kind;
    source_->reader = reader;
  }

  /// The result is the same for all of `audience` (a word of the field's own): it is executed once
  /// for them, without a principal. Without this, once for each person, with theirs.
  Live& shared(std::string audience) {
    request_.audience = std::move(audience);
    return *this;
  }
  /// First what `history` gives after the cursor, then what comes: no gap, nothing twice. A page is
  /// about a hundred events, oldest first; an empty one says that this was all. Cursors are those
  /// of the topic's messages. `history` may be called as long as anybody listens.
  Live& replay(std::string after, History history) {
    request_.after = std::move(after);
    source_->history = std::move(history);
    return *this;
  }
  Live& judged(Judge judge) {
    request_.judge = std::move(judge);
    return *this;
  }
  /// As long as the subscription lasts, `who` is present on the topic.
  Live& present(realtime::Presence& presence, std::string who) {
    request_.presence = &presence;
    request_.visitor = std::move(who);
    return *this;
  }

  LiveRequest request() && {
    request_.source = std::move(source_);
    return std::move(request_);
  }

 private:
  class Source final : public LiveSource {
   public:
    std::shared_ptr<const void> read(const realtime::Message& message) const override {
      if constexpr (DescribedStruct<T>) {
        if (!reader) {
          if (message.kind != kind) return nullptr;
          return std::make_shared<const T>(json::decode<T>(message.payload));
        }
      }
      std::optional<T> event = reader(message);
      return event ? std::make_shared<const T>(std::move(*event)) : nullptr;
    }
    Task<std::vector<PastEvent>> page(std::string after) const override {
      std::vector<PastEvent> page;
      if (!history) co_return page;
      std::vector<Past<T>> events = co_await history(std::move(after));
      page.reserve(events.size());
      for (Past<T>& past : events) {
        PastEvent& event = page.emplace_back();
        event.cursor = std::move(past.cursor);
        event.about = std::move(past.about);
        event.event = std::make_shared<const T>(std::move(past.event));
      }
      co_return page;
    }
    Task<bool> write(Run& run, const PlanField& field, const void* event, std::string& text,
                     const Path& path) const override {
      Writer writer(run, text);
      bool written = write_value(writer, field.value, *static_cast<const T*>(event), path);
      if (written && writer.waits()) written = co_await writer.finish();
      co_return written;
    }

    std::string kind;
    Reader reader = nullptr;
    History history;
  };

  LiveRequest request_;
  std::shared_ptr<Source> source_;
};

}  // namespace waymark::graphql
