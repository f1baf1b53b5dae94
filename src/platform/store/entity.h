// Described structs as items: storing is derived from BOOST_DESCRIBE_STRUCT, never written by hand.
//
// Each member becomes an attribute of its wire name (base/described.h): ids, instants, dates and enumerators as text,
// quantities as numbers, nested structs as maps, vectors as lists. An empty optional is not stored. A member that is
// missing from a stored item keeps the default of its type, so that adding a member needs no migration.
#pragma once

#include "base/described.h"
#include "platform/store/item.h"

namespace waymark::store {

/// All members of `entity` as attributes; the caller adds the key and the indexes.
template <DescribedStruct T>
Item to_item(const T& entity, const Key& key);

/// Reads the members back. Throws Error(internal) naming the attribute when one has the wrong type.
template <DescribedStruct T>
T from_item(const Item& item);

}  // namespace waymark::store
