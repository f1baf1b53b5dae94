// What is asked before a text of somebody's is kept: is it fit to be shown? (product/moderation answers.)
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "base/request_context.h"
#include "base/task.h"
#include "platform/events/outbox.h"

namespace waymark::screening {

/// PROFILE and GROUP: what somebody says of themselves, or of a group. Their subject is that person.
enum class Written { post, comment, message, profile, group };
BOOST_DESCRIBE_ENUM(Written, post, comment, message, profile, group)

/// What was found. Nothing refused or held, and no rules: it passes.
struct Screened {
  bool refused = false;  // it is not kept
  bool held = false;     // it is kept, and shown to nobody else until a moderator has looked
  std::vector<std::string> rules;  // whose names a moderator reads
};

/// Any reactor.
class Screening {
 public:
  virtual ~Screening() = default;
  /// `text` is everything that others would read. Never throws but by cancellation: what cannot be asked finds nothing.
  virtual Task<Screened> screen(const RequestContext& context, Written kind,
                                std::string text) const = 0;
};

/// Something that was kept met a rule. In one commit with it; the event's user wrote it.
struct ContentScreened {
  static constexpr std::string_view kType = "ContentScreened";
  Written kind = Written::post;
  std::string subject_id;
  std::optional<std::string> room_id;  // message
  std::vector<std::string> rules;
  bool held = false;
};
BOOST_DESCRIBE_STRUCT(ContentScreened, (), (kind, subject_id, room_id, rules, held))

/// Asks `screening` when there is one. Throws Error(invalid_input) naming `field` for what is refused.
Task<Screened> screen(const Screening* screening, const RequestContext& context, Written kind,
                      std::string text, std::string field);

/// The same for what cannot be held back until a moderator has looked, because others know somebody by it: what would be held
/// is refused.
Task<Screened> screen_at_once(const Screening* screening, const RequestContext& context,
                              Written kind, std::string text, std::string field);

/// Adds the event when there is something to tell.
void tell(std::vector<events::NewEvent>& events, const Screened& screened, Written kind,
          UserId author, std::string subject_id, std::optional<std::string> room_id = std::nullopt);

}  // namespace waymark::screening
