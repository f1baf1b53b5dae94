// What PostgreSQL's refusals mean to the port.
#pragma once

#include "base/error.h"
#include "platform/store/postgres/exchange.h"

namespace waymark::store::postgres {

/// Nothing of the exchange has happened and it may well succeed when it is tried again: another transaction was in the
/// way, or the session was not what it was thought to be.
bool is_passing(const Refusal& refusal);

Error error_of(const Refusal& refusal);

/// Of an exchange that was neither answered nor refused.
Error error_without_answer(const Exchange& exchange);

}  // namespace waymark::store::postgres
