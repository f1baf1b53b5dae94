// Items as DynamoDB writes them: every value an object of one member that names its type.
//
//   null      {"NULL":true}      text   {"S":"…"}            list  {"L":[…]}
//   boolean   {"BOOL":true}      bytes  {"B":"<base64>"}     map   {"M":{…}}
//   integer, real                       {"N":"<decimal>"}
//
// Keys (PK, SK, GSI1PK … GSI6SK) are bytes to the store, and texts in the table: each byte is
// written as the code point of its number (ISO 8859-1). So ASCII, of which our keys are made, reads
// as it is, the order of DynamoDB (by UTF-8) is the order of the bytes, and a prefix stays a prefix.
// A byte over 0x7F takes two of the 2048 or 1024 that DynamoDB gives a key.
//
// Numbers are decimals in DynamoDB: a real with an integral value comes back as an integer, which
// the store's comparisons do not tell apart; all others come back bit for bit. Refused with
// Error(internal) naming the attribute: what DynamoDB cannot keep, which is reals below 1E-130 or
// above 9.99E+125 in size, and texts that are not UTF-8.
#pragma once

#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "platform/store/item.h"

namespace waymark::store::dynamo {

class Answer;

/// PK, SK, GSI1PK … GSI6SK.
bool is_key_attribute(std::string_view name);

/// A key as a quoted JSON string.
void append_key_text(std::string& out, std::string_view key);
/// The length a key has in DynamoDB.
std::size_t key_length(std::string_view key);
/// {"PK":{"S":"…"},"SK":{"S":"…"}}. Throws Error(internal) when it is longer than DynamoDB allows.
void append_key(std::string& out, const Key& key);

/// The value of the attribute `name` of an item.
void append_value(std::string& out, std::string_view name, const ValueView& value);
void append_value(std::string& out, std::string_view name, const Value& value);
/// {"PK":…,"SK":…,"name":…}.
void append_item(std::string& out, const Item& item);

/// The item that comes next. Throws Error(internal) when it is none of ours, and what Answer throws.
Item read_item(Answer& answer);
/// The same from a document.
Item read_item(const boost::json::object& attributes);
/// The PK and SK of an item, or of a key.
Key read_key(const boost::json::object& attributes);

}  // namespace waymark::store::dynamo
