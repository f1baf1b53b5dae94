// Items as jsonb. Format 1, kept in databases: only added to under a new format number.
//
// An item is one JSON object, its attributes by their names, all of them: PK, SK, index keys and ttl too, so that the
// document can be read and searched by itself (`item->>'status'`, `item @> '{"version": 3}'`).
//
//   null, booleans   themselves
//   integers         numbers without a fraction; jsonb keeps all their digits
//   reals            numbers in the shortest form that reads back the same, with a fraction even when it is ".0", which
//                    jsonb keeps: that tells them from integers. Beyond 2^63 they need none: no integer is that large.
//   negative zero    {"$real": "-0"}: jsonb has no such number
//   texts            strings; what jsonb cannot hold (a NUL, bytes that are not UTF-8): {"$text": base64}
//   byte strings     {"$bytes": base64}
//   lists, maps      arrays, objects
//   names            themselves; one that begins with $ has another $ before it; what jsonb cannot hold: "$~" base64url
//
// The order of an item's attributes is not kept (items are equal without it): jsonb sorts them.
#pragma once

#include <string>
#include <string_view>

#include "platform/store/item.h"

namespace waymark::store::postgres {

/// Appends the document of an item, or of one value.
void append_document(std::string& out, const Item& item);
void append_document(std::string& out, const Value& value);

/// Appends the name as it stands in documents, without quotes and not escaped for JSON.
std::string document_name(std::string_view name);

/// The item of a document as jsonb prints it. Throws Error(internal) when it is none: a changed row is never served.
Item item_of_document(std::string_view document);

}  // namespace waymark::store::postgres
