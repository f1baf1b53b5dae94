#include "platform/redis/reply.h"

#include <hiredis/hiredis.h>

#include "base/error.h"

namespace waymark::redis {
namespace {

constexpr std::size_t kMostUnread = 64 << 20;

Error malformed() {
  return Error(ErrorCode::unavailable, "error.unavailable", "Redis sent what is no reply");
}

Reply reply_of(const redisReply& raw) {
  Reply reply;
  switch (raw.type) {
    case REDIS_REPLY_NIL:
      break;
    case REDIS_REPLY_INTEGER:
      reply.kind = Reply::Kind::integer;
      reply.integer = raw.integer;
      break;
    case REDIS_REPLY_STRING:
    case REDIS_REPLY_STATUS:
      reply.kind = Reply::Kind::text;
      reply.text.assign(raw.str, raw.len);
      break;
    case REDIS_REPLY_ERROR:
      reply.kind = Reply::Kind::error;
      reply.text.assign(raw.str, raw.len);
      break;
    case REDIS_REPLY_ARRAY:
      reply.kind = Reply::Kind::list;
      reply.items.reserve(raw.elements);
      for (std::size_t i = 0; i < raw.elements; ++i)
        reply.items.push_back(reply_of(*raw.element[i]));
      break;
    default:
      throw malformed();
  }
  return reply;
}

struct FreeReader {
  void operator()(redisReader* reader) const { redisReaderFree(reader); }
};
struct FreeReply {
  void operator()(redisReply* reply) const { freeReplyObject(reply); }
};

}  // namespace

struct ReplyReader::State {
  std::unique_ptr<redisReader, FreeReader> reader{redisReaderCreate()};
  std::size_t unread = 0;
};

void append_command(std::string& out, const std::vector<std::string>& arguments) {
  out += '*';
  out += std::to_string(arguments.size());
  out += "\r\n";
  for (const std::string& argument : arguments) {
    out += '$';
    out += std::to_string(argument.size());
    out += "\r\n";
    out += argument;
    out += "\r\n";
  }
}

ReplyReader::ReplyReader() : state_(std::make_unique<State>()) {}
ReplyReader::~ReplyReader() = default;

void ReplyReader::feed(std::string_view bytes) {
  state_->unread += bytes.size();
  if (state_->unread > kMostUnread ||
      redisReaderFeed(state_->reader.get(), bytes.data(), bytes.size()) != REDIS_OK)
    throw malformed();
}

std::optional<Reply> ReplyReader::next() {
  void* raw = nullptr;
  if (redisReaderGetReply(state_->reader.get(), &raw) != REDIS_OK) throw malformed();
  if (raw == nullptr) return std::nullopt;
  state_->unread = 0;
  const std::unique_ptr<redisReply, FreeReply> reply(static_cast<redisReply*>(raw));
  return reply_of(*reply);
}

}  // namespace waymark::redis
