// Documents as Xapian keeps them (terms.h).
#pragma once

#include "platform/search/search.h"
#include "platform/search/xapian/terms.h"

namespace waymark::search {

/// Throws Error(internal), a bug of the caller, when the document is past the limits of search.h.
Xapian::Document kept(const Document& document, const Stemmers& stemmers);

/// Without the cursor.
Hit hit_of(const Xapian::Document& document);

/// All of a batch, in the writer's transaction.
void make_changes(Xapian::WritableDatabase& database, const Batch& batch, const Stemmers& stemmers);

}  // namespace waymark::search
