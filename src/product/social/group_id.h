// The id of a group (product/groups), for what stands below groups and names one: posts, rooms, feeds.
#pragma once

#include "base/ids.h"

namespace waymark {

using GroupId = Id<struct GroupSubject>;

}  // namespace waymark
