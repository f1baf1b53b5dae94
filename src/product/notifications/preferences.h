// Which kinds of news a person wants to hear of.
#pragma once

#include <vector>

#include <boost/describe.hpp>

#include "base/request_context.h"
#include "platform/store/store.h"
#include "product/notifications/model.h"

namespace waymark::notifications {

enum class NotificationDelivery { off, bell };
BOOST_DESCRIBE_ENUM(NotificationDelivery, off, bell)

/// GraphQL `NotificationPreference` and its input.
struct Preference {
  NotificationKind kind = NotificationKind::follow;
  NotificationDelivery delivery = NotificationDelivery::bell;
};
BOOST_DESCRIBE_STRUCT(Preference, (), (kind, delivery))

/// Any reactor; borrows the store. BELL is what holds for a kind until it is changed.
class Preferences {
 public:
  explicit Preferences(store::Store& store) : store_(store) {}

  /// One for each kind, in their order.
  Task<std::vector<Preference>> of(Owner owner) const;
  Task<bool> wants(Owner owner, NotificationKind kind) const;
  /// Kinds that are not given stay as they are. All of them after it. News that are there stay.
  Task<std::vector<Preference>> change(Owner owner, std::vector<Preference> changes) const;

 private:
  store::Store& store_;
};

}  // namespace waymark::notifications
