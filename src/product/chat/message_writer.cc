#include "product/chat/message_writer.h"

#include <algorithm>
#include <unordered_set>

#include "base/backoff.h"
#include "base/json.h"
#include "platform/runtime/reactor.h"
#include "product/chat/limits.h"
#include "product/chat/message_pictures.h"

namespace waymark::chat {
namespace {

/// Another process was faster that often in a row: something is wrong.
constexpr unsigned kMostTries = 30;
const Backoff kPause{std::chrono::milliseconds(2), std::chrono::milliseconds(200)};

RequestContext context_of(const Trace& trace) {
  RequestContext context;
  context.trace = trace;
  return context;
}

template <typename Payload>
events::NewEvent event_of(UserId user, const Payload& payload) {
  return events::NewEvent(std::string(Payload::kType), user, json::to_string(payload));
}

std::exception_ptr refusal(Error error) {
  return std::make_exception_ptr(std::move(error));
}

Error too_contended() {
  return Error(ErrorCode::unavailable, "error.unavailable", "the room's log is too contended");
}

}  // namespace

struct MessageWriter::SendJob final : RoomLanes::Job {
  // Pictures, and what a rule has found, take operations of their own: such a message is a commit of its own.
  explicit SendJob(Sending what)
      : Job(!what.pictures.empty() || !what.screened.rules.empty()), sending(std::move(what)) {}
  const Sending sending;
  std::optional<Sent> sent;
};

struct MessageWriter::ChangeJob final : RoomLanes::Job {
  explicit ChangeJob(Changing what) : Job(true), changing(std::move(what)) {}
  const Changing changing;
  std::optional<LogEntry> entry;
};

/// Some messages as one transaction. Operations: 0 the room, then two a message (it, and its
/// reference), then one a sender, one a picture, and the timers of pictures.
class MessageWriter::Batch {
 public:
  Batch(const Room& room, Instant now, const timing::Timers& timers)
      : room_(room), now_(now), timers_(timers) {}

  /// False for the same message once more: that one is for the next batch.
  bool add(const SendJobPtr& job) {
    if (!ids_.insert(job->sending.id).second) return false;
    const Sending& sending = job->sending;
    const auto place = static_cast<std::int64_t>(jobs_.size()) + 1;
    Message& message = messages_.emplace_back();
    message.id = sending.id;
    message.room_id = room_.id;
    message.sender_id = sending.sender;
    message.number = room_.last_number + place;
    message.position = room_.position + place;
    message.text = sending.text;
    message.client_id = sending.client_id;
    message.reply_to = sending.reply_to;
    message.pictures = sending.pictures;
    for (media::Picture& picture : message.pictures) picture.expires_at.reset();
    message.sent_at = now_;
    if (sending.screened.held) message.hidden_at = now_;
    jobs_.push_back(job);
    return true;
  }
  bool empty() const { return jobs_.empty(); }

  store::Transaction transaction() {
    store::Transaction transaction;
    MessageRepository::advance(transaction, room_, messages_.back().position, &messages_.back());
    for (std::size_t i = 0; i < jobs_.size(); ++i) {
      MessageRepository::add(transaction, messages_[i], expiry_of(*jobs_[i]));
    }
    for (auto last = messages_.rbegin(); last != messages_.rend(); ++last) {
      if (std::ranges::find(senders_, last->sender_id) != senders_.end()) continue;
      senders_.push_back(last->sender_id);
      MessageRepository::sent_by(transaction, room_.id, last->sender_id, last->number);
    }
    first_picture_ = transaction.size();
    for (const SendJobPtr& job : jobs_) use_pictures(transaction, *job);
    return transaction;
  }

  std::vector<events::NewEvent> events() const {
    std::vector<events::NewEvent> events;
    for (std::size_t i = 0; i < jobs_.size(); ++i) {
      const Message& message = messages_[i];
      MessageSent payload;
      payload.room_id = message.room_id;
      payload.message_id = message.id;
      payload.number = message.number;
      payload.position = message.position;
      payload.sent_at = message.sent_at;
      events.push_back(event_of(message.sender_id, payload));
      screening::tell(events, jobs_[i]->sending.screened, screening::Written::message,
                      message.sender_id, message.id.to_string(), message.room_id.to_string());
    }
    return events;
  }

  /// What was sent before.
  std::vector<SendJobPtr> sent_before(const store::Outcome& outcome) const {
    std::vector<SendJobPtr> found;
    for (std::size_t i = 0; i < jobs_.size(); ++i)
      if (outcome.failed_at(2 + 2 * i)) found.push_back(jobs_[i]);
    return found;
  }
  /// Whose senders are not in the room.
  std::vector<SendJobPtr> of_strangers(const store::Outcome& outcome) const {
    std::vector<SendJobPtr> found;
    for (std::size_t s = 0; s < senders_.size(); ++s) {
      if (!outcome.failed_at(1 + 2 * jobs_.size() + s)) continue;
      for (const SendJobPtr& job : jobs_)
        if (job->sending.sender == senders_[s]) found.push_back(job);
    }
    return found;
  }

  /// Whether pictures were not there to be used; a message with pictures is a batch alone.
  bool lacks_pictures(const store::Outcome& outcome) const {
    for (std::size_t i = 0; i < jobs_.front()->sending.pictures.size(); ++i)
      if (outcome.failed_at(first_picture_ + i)) return true;
    return false;
  }
  const SendJobPtr& first() const { return jobs_.front(); }

  /// Every message has what became of it; they are told of in their order.
  void settle(Announcer& announcer) {
    for (std::size_t i = 0; i < jobs_.size(); ++i) {
      announcer.tell(LogEntry(messages_[i], messages_[i].position));
      Sent& sent = jobs_[i]->sent.emplace();
      sent.message = std::move(messages_[i]);
    }
  }
  const Trace& trace() const { return jobs_.front()->sending.trace; }
  bool has(const SendJobPtr& job) const { return std::ranges::find(jobs_, job) != jobs_.end(); }

 private:
  std::optional<Instant> expiry_of(const SendJob& job) const {
    if (job.sending.kept.count() == 0) return std::nullopt;
    return now_ + job.sending.kept;
  }
  void use_pictures(store::Transaction& transaction, const SendJob& job) const {
    const Sending& sending = job.sending;
    for (const media::Picture& picture : sending.pictures)
      media::Library::use(transaction, Owner::acting_for(sending.sender), picture.id);
    const auto expires = expiry_of(job);
    if (expires && !sending.pictures.empty())
      timers_.set(transaction,
                  MessagePictures::timer(sending.sender, sending.id, sending.pictures, *expires));
  }

  const Room& room_;
  const Instant now_;
  const timing::Timers& timers_;
  std::size_t first_picture_ = 0;
  std::vector<SendJobPtr> jobs_;
  std::vector<Message> messages_;
  std::vector<UserId> senders_;
  std::unordered_set<MessageId> ids_;
};

MessageWriter::MessageWriter(store::Store& store, events::Outbox& outbox, Announcer& announcer,
                             const media::Library& library, const Clock& clock, IdSource& ids,
                             Random& random)
    : rooms_(store),
      messages_(store),
      outbox_(outbox),
      announcer_(announcer),
      library_(library),
      clock_(clock),
      random_(random),
      timers_(ids),
      lanes_([this](RoomId room, std::vector<RoomLanes::JobPtr> jobs) {
        return perform(room, std::move(jobs));
      }) {}

Task<Sent> MessageWriter::send(Sending sending) {
  const RoomId room = sending.room;
  const auto job = std::make_shared<SendJob>(std::move(sending));
  co_await lanes_.run(room, job);
  co_return std::move(*job->sent);
}

Task<LogEntry> MessageWriter::change(Changing changing) {
  const RoomId room = changing.room;
  const auto job = std::make_shared<ChangeJob>(std::move(changing));
  co_await lanes_.run(room, job);
  co_return std::move(*job->entry);
}

Task<void> MessageWriter::perform(RoomId room, std::vector<RoomLanes::JobPtr> jobs) {
  if (auto change = std::dynamic_pointer_cast<ChangeJob>(jobs.front())) {
    co_await perform_change(room, std::move(change));
    co_return;
  }
  std::vector<SendJobPtr> sends;
  sends.reserve(jobs.size());
  for (const auto& job : jobs) sends.push_back(std::static_pointer_cast<SendJob>(job));
  co_await perform_sends(room, std::move(sends));
}

Task<void> MessageWriter::perform_sends(RoomId room, std::vector<SendJobPtr> jobs) {
  for (unsigned tries = 0; !jobs.empty(); ++tries) {
    if (tries == kMostTries) throw too_contended();
    if (!co_await try_sends(room, jobs)) co_await pause(tries);
    std::erase_if(jobs, [](const SendJobPtr& job) { return job->sent || job->failure; });
  }
}

/// Sends as many of the jobs as can be sent at once, and decides those that cannot be. False when
/// another process wrote to the room meanwhile.
Task<bool> MessageWriter::try_sends(RoomId id, std::vector<SendJobPtr> jobs) {
  const auto room = co_await rooms_.find(id);
  if (!room) throw Error::not_found("room");
  Batch batch(*room, clock_.now(), timers_);
  std::int64_t left = room->pending ? kRequestMessages - room->last_number : kMemberLimit;
  for (const SendJobPtr& job : jobs) {
    if (left > 0 && batch.add(job))
      --left;
    else if (left <= 0)
      job->failure = refusal(Error::conflict("error.chat.request_waits"));
  }
  if (batch.empty()) co_return true;
  const RequestContext context = context_of(batch.trace());
  auto transaction = batch.transaction();
  auto events = batch.events();
  const store::Outcome outcome =
      co_await outbox_.commit(std::move(transaction), std::move(events), context);
  if (outcome.committed()) {
    batch.settle(announcer_);
    co_return true;
  }
  for (const SendJobPtr& job : batch.of_strangers(outcome))
    job->failure = refusal(Error::not_found("room"));
  const auto sent_before = batch.sent_before(outcome);
  for (const SendJobPtr& job : sent_before)
    if (!job->failure) co_await answer_again(job);
  if (const SendJobPtr& job = batch.first();
      batch.lacks_pictures(outcome) && !job->sent && !job->failure)
    job->failure = refusal(Error::invalid("mediaIds", "error.picture.not_yours"));
  co_return !outcome.failed_at(0);
}

Task<void> MessageWriter::answer_again(SendJobPtr job) {
  const auto place = co_await messages_.place(job->sending.room, job->sending.id);
  if (!place) co_return;  // it has expired this moment: it is sent anew
  auto stored = co_await messages_.at(job->sending.room, place->position);
  if (!stored) co_return;
  Sent& sent = job->sent.emplace();
  sent.message = std::move(stored->message);
  sent.again = true;
}

Task<void> MessageWriter::perform_change(RoomId room, std::shared_ptr<ChangeJob> job) {
  for (unsigned tries = 0; !job->entry; ++tries) {
    if (tries == kMostTries) throw too_contended();
    if (!co_await try_change(room, job)) co_await pause(tries);
  }
}

Task<bool> MessageWriter::try_change(RoomId room_id, std::shared_ptr<ChangeJob> job) {
  const Changing& changing = job->changing;
  const auto seat = co_await rooms_.seat(room_id, Owner::acting_for(changing.by));
  if (!seat || seat->member.state != MemberState::joined) throw Error::not_found("room");
  const auto place = co_await messages_.place(room_id, changing.id);
  if (!place || place->position <= seat->member.visible_after) throw Error::not_found("message");
  const auto before = co_await messages_.at(room_id, place->position);
  if (!before) throw Error::not_found("message");

  const Instant now = clock_.now();
  Message after = before->message;
  if (!changing.edit(after, now)) {
    job->entry.emplace(after, after.position);
    co_return true;
  }
  ++after.version;
  const std::int64_t position = seat->room.position + 1;
  store::Transaction transaction;
  MessageRepository::advance(transaction, seat->room, position, nullptr);
  MessageRepository::change(transaction, *before, after, position, now + kChangesKept);
  if (after.pictures.empty())
    for (const media::Picture& picture : before->message.pictures)
      library_.release(transaction, Owner::acting_for(after.sender_id), picture.id);
  MessageRepository::check_joined(transaction, room_id, changing.by);
  MessageChanged payload;
  payload.room_id = room_id;
  payload.message_id = after.id;
  payload.message_position = after.position;
  payload.position = position;
  payload.change = changing.kind;
  payload.changed_at = now;
  std::vector<events::NewEvent> events;
  events.push_back(event_of(changing.by, payload));
  screening::tell(events, changing.screened, screening::Written::message, changing.by,
                  after.id.to_string(), room_id.to_string());
  const RequestContext context = context_of(changing.trace);
  const store::Outcome outcome =
      co_await outbox_.commit(std::move(transaction), std::move(events), context);
  if (!outcome.committed()) co_return false;
  job->entry.emplace(after, position);
  announcer_.tell(*job->entry);
  co_return true;
}

/// The one who lost waits a little, and differently from the others.
Task<void> MessageWriter::pause(unsigned tries) {
  co_await runtime::sleep_for(kPause.delay(tries, random_));
}

}  // namespace waymark::chat
