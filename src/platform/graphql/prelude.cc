#include "platform/graphql/prelude.h"

namespace waymark::graphql {

std::string_view prelude() {
  return R"graphql(
"A whole number of 32 bits: -2147483648 to 2147483647."
scalar Int
"A number of double precision (IEEE 754); never infinite, never NaN."
scalar Float
"Text: Unicode, sent as UTF-8."
scalar String
"`true` or `false`."
scalar Boolean
"An opaque identifier, sent as text. As input, text and whole numbers are accepted."
scalar ID

"Leaves the field or fragment out when `if` is true."
directive @skip("Left out when true." if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
"Takes the field or fragment in only when `if` is true."
directive @include("Taken in when true." if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
"Marks what clients should no longer use."
directive @deprecated(
  "Why, and what to use instead (CommonMark)."
  reason: String! = "No longer supported"
) on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
"Names the document that specifies a custom scalar."
directive @specifiedBy("The document's URL." url: String!) on SCALAR
"Exactly one field of this input object must be given, and it must not be null."
directive @oneOf on INPUT_OBJECT

type __MetaFields {
  "The name of the object's type."
  __typename: String!
  "The schema of this server."
  __schema: __Schema!
  "One type of the schema, by name; null when there is none."
  __type(name: String!): __Type
}

"What this server can do: its types, its directives, and where each kind of operation begins."
type __Schema {
  description: String
  "Every type, the built-in ones included."
  types: [__Type!]!
  "Where queries begin."
  queryType: __Type!
  "Where mutations begin; null when there are none."
  mutationType: __Type
  "Where subscriptions begin; null when there are none."
  subscriptionType: __Type
  directives: [__Directive!]!
}

"A type of any kind. `kind` tells which of the fields apply; the others are null."
type __Type {
  kind: __TypeKind!
  "Null for LIST and NON_NULL."
  name: String
  description: String
  "SCALAR: what @specifiedBy says."
  specifiedByURL: String
  "OBJECT and INTERFACE."
  fields(includeDeprecated: Boolean! = false): [__Field!]
  "OBJECT and INTERFACE."
  interfaces: [__Type!]
  "INTERFACE and UNION."
  possibleTypes: [__Type!]
  "ENUM."
  enumValues(includeDeprecated: Boolean! = false): [__EnumValue!]
  "INPUT_OBJECT."
  inputFields(includeDeprecated: Boolean! = false): [__InputValue!]
  "LIST and NON_NULL: the type within."
  ofType: __Type
  "INPUT_OBJECT: whether it is marked @oneOf."
  isOneOf: Boolean
}

"The kinds of types."
enum __TypeKind {
  "A leaf: a number, text and the like."
  SCALAR
  "Has `fields` and `interfaces`."
  OBJECT
  "Has `fields`, `interfaces` and `possibleTypes`."
  INTERFACE
  "Has `possibleTypes`."
  UNION
  "Has `enumValues`."
  ENUM
  "Has `inputFields`."
  INPUT_OBJECT
  "A list of `ofType`."
  LIST
  "`ofType`, never null."
  NON_NULL
}

"A field of an object or interface."
type __Field {
  name: String!
  description: String
  args(includeDeprecated: Boolean! = false): [__InputValue!]!
  type: __Type!
  isDeprecated: Boolean!
  deprecationReason: String
}

"An argument of a field or directive, or a field of an input object."
type __InputValue {
  name: String!
  description: String
  type: __Type!
  "The default, as GraphQL text; null when there is none."
  defaultValue: String
  isDeprecated: Boolean!
  deprecationReason: String
}

"One value of an enum."
type __EnumValue {
  name: String!
  description: String
  isDeprecated: Boolean!
  deprecationReason: String
}

"A directive: an annotation of documents or schemas."
type __Directive {
  name: String!
  description: String
  isRepeatable: Boolean!
  locations: [__DirectiveLocation!]!
  args(includeDeprecated: Boolean! = false): [__InputValue!]!
}

"Where a directive may stand."
enum __DirectiveLocation {
  "On a query."
  QUERY
  "On a mutation."
  MUTATION
  "On a subscription."
  SUBSCRIPTION
  "On a field of an operation."
  FIELD
  "On a fragment's definition."
  FRAGMENT_DEFINITION
  "On the use of a named fragment."
  FRAGMENT_SPREAD
  "On a fragment without a name."
  INLINE_FRAGMENT
  "On a variable's definition."
  VARIABLE_DEFINITION
  "On the schema's definition."
  SCHEMA
  "On a scalar's definition."
  SCALAR
  "On an object type's definition."
  OBJECT
  "On a field's definition."
  FIELD_DEFINITION
  "On an argument's definition."
  ARGUMENT_DEFINITION
  "On an interface's definition."
  INTERFACE
  "On a union's definition."
  UNION
  "On an enum's definition."
  ENUM
  "On the definition of an enum's value."
  ENUM_VALUE
  "On an input object's definition."
  INPUT_OBJECT
  "On the definition of an input object's field."
  INPUT_FIELD_DEFINITION
}
)graphql";
}

}  // namespace waymark::graphql
