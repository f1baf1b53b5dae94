// Transactions as statements: the locks of their keys, and rows of what is to be done.
#pragma once

#include <optional>

#include "platform/store/apply.h"
#include "platform/store/postgres/exchange.h"

namespace waymark::store::postgres {

/// The locks that a transaction takes before it reads, in the order in which everyone takes them. Locks are numbers
/// made of the table's name and the key; two keys may have the same, which only makes one wait for the other.
Parameters locks_of(const std::string& table, const Transaction& transaction);

/// The keys of its operations, in their order, for Statements::get_many.
Parameters keys_of(const std::vector<Key>& keys);

/// The whole transaction with its conditions, for Statements::write, when the server can evaluate them all: puts,
/// deletions and checks on the item's presence, or on an attribute that equals a text, a boolean, or an integer.
std::optional<Parameters> rows_of(const Transaction& transaction, Instant now);

/// What was decided here: an effect for each operation, none of them refused. nullopt when nothing is to be written.
std::optional<Parameters> rows_of(const Transaction& transaction,
                                  const std::vector<Effect>& effects, Instant now);

}  // namespace waymark::store::postgres
