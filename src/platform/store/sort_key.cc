#include "platform/store/sort_key.h"

namespace waymark::store {

bool matches(const SortKey& condition, std::string_view sort) {
  switch (condition.op) {
    case SortKey::Op::any:
      return true;
    case SortKey::Op::equals:
      return sort == condition.low;
    case SortKey::Op::begins_with:
      return sort.starts_with(condition.low);
    case SortKey::Op::between:
      return sort >= condition.low && sort <= condition.high;
    case SortKey::Op::less:
      return sort < condition.low;
    case SortKey::Op::less_equal:
      return sort <= condition.low;
    case SortKey::Op::greater:
      return sort > condition.low;
    case SortKey::Op::greater_equal:
      return sort >= condition.low;
  }
  return false;
}

}  // namespace waymark::store
