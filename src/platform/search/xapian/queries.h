// Queries as Xapian asks them.
#pragma once

#include <optional>

#include "platform/search/search.h"
#include "platform/search/text_query.h"
#include "platform/search/xapian/terms.h"

namespace waymark::search {

/// Reads the database for the endings of what is typed and for what misspelt words may mean; lives no longer.
class QueryMaker {
 public:
  explicit QueryMaker(const Xapian::Database& database) : database_(database) {}
  /// nullopt: it finds nothing.
  std::optional<Xapian::Query> make(const Query& query) const;

 private:
  std::optional<Xapian::Query> of_text(const std::string& text) const;
  Xapian::Query of_part(const QueryPart& part) const;
  Xapian::Query of_word(const QueryPart& part) const;
  Xapian::Query of_term(const QueryPart& part) const;
  bool begins_a_word(const std::string& word) const;

  const Xapian::Database& database_;
  Stemmers stemmers_;
};

}  // namespace waymark::search
