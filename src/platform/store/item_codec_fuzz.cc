// Any bytes: either they are no item, or every reading of the item stays inside them and writing it again gives the
// same bytes.
#include <cstdlib>

#include "base/error.h"
#include "platform/store/item_codec.h"

namespace {

using namespace waymark::store;

void require(bool holds) {
  if (!holds) std::abort();
}

/// Reads everything there is to read, and rebuilds the item attribute by attribute.
Item rebuilt(const Item& item) {
  Item copy;
  item.each(
      [&](std::string_view name, const ValueView& value) { copy.set(name, value.to_value()); });
  return copy;
}

void exercise(const Item& item) {
  const Item copy = rebuilt(item);
  require(copy == item && item == copy);
  std::size_t attributes = 0;
  item.each([&](std::string_view name, const ValueView& value) {
    ++attributes;
    const auto found = item.find(name);
    require(found && found->to_value() == value.to_value());
  });
  static_cast<void>(item.key());
  if (attributes == 0) return;

  Item changed = item;
  changed.set("PK", "changed").erase("SK");
  require(changed.text("PK") == "changed" && !changed.find("SK"));
  require(codec::is_valid(changed.encoded()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  try {
    exercise(Item::decode(bytes));
  } catch (const waymark::Error&) {
  }
  return 0;
}
