#include "platform/search/xapian/documents.h"

#include <algorithm>
#include <iterator>

#include "base/error.h"

namespace waymark::search {
namespace {

/// So that no phrase reaches from one text into the next.
constexpr Xapian::termpos kBetweenTexts = 100;

void require(bool holds, const char* what) {
  if (!holds)
    throw Error(ErrorCode::internal, "error.internal", std::string("search document: ") + what);
}

void check(const Document& document) {
  const auto is_name = [](const std::string& text) {
    return !text.empty() && text.size() <= kLongestId && text.find('\n') == text.npos;
  };
  require(is_name(document.id) && is_name(document.kind), "its id or kind is none");
  require(document.terms.size() <= kMostTerms, "too many terms");
  require(document.numbers.size() <= kMostNumbers, "too many numbers");
  for (const Text& text : document.texts)
    require(text.weight >= 1 && text.weight <= 10, "a weight is out of bounds");
}

void add_texts(Xapian::Document& into, const Document& document, const Stemmers& stemmers) {
  Xapian::termpos position = 1;
  std::size_t room = kMostWords;
  for (const Text& text : document.texts) {
    const std::vector<Word> words = words_of(text.text, room);
    room -= words.size();
    for (const Word& word : words) {
      into.add_posting(word.plain, position++, text.weight);
      for (const std::string& stem :
           document.language ? stemmers.in(*document.language, word) : stemmers.in_all(word))
        into.add_term(stem, text.weight);
    }
    position += kBetweenTexts;
  }
}

/// Of the terms of a document, those that are words which others are taken for.
std::vector<std::string> spelt(Xapian::TermIterator term, const Xapian::TermIterator& end) {
  std::vector<std::string> words;
  for (; term != end; ++term) {
    std::string word = *term;
    const bool has_prefix = word.front() >= 'A' && word.front() <= 'Z';
    if (!has_prefix && is_spelt(word)) words.push_back(std::move(word));
  }
  return words;
}

void forget(Xapian::WritableDatabase& database, Xapian::docid id) {
  for (const std::string& word : spelt(database.termlist_begin(id), database.termlist_end(id)))
    database.remove_spelling(word);
  database.delete_document(id);
}

void forget(Xapian::WritableDatabase& database, const std::string& id) {
  const std::string term = id_term(id);
  const auto found = database.postlist_begin(term);
  if (found == database.postlist_end(term)) return;
  const Xapian::docid which = *found;
  forget(database, which);
}

void keep_only(Xapian::WritableDatabase& database, const std::string& with) {
  const std::string term = exact_term(with);
  std::vector<Xapian::docid> all(database.postlist_begin(""), database.postlist_end(""));
  std::vector<Xapian::docid> stay(database.postlist_begin(term), database.postlist_end(term));
  std::vector<Xapian::docid> go;
  std::ranges::set_difference(all, stay, std::back_inserter(go));
  for (const Xapian::docid id : go) forget(database, id);
}

}  // namespace

Xapian::Document kept(const Document& document, const Stemmers& stemmers) {
  check(document);
  Xapian::Document into;
  into.add_boolean_term(id_term(document.id));
  into.add_boolean_term(kind_term(document.kind));
  for (const std::string& term : document.terms) into.add_term(exact_term(term));
  add_texts(into, document, stemmers);
  for (std::size_t slot = 0; slot < document.numbers.size(); ++slot)
    into.add_value(static_cast<Xapian::valueno>(slot),
                   Xapian::sortable_serialise(document.numbers[slot]));
  into.set_data(document.id + "\n" + document.kind + "\n" + document.stored);
  return into;
}

Hit hit_of(const Xapian::Document& document) {
  const std::string data = document.get_data();
  const std::size_t first = data.find('\n');
  const std::size_t second = first == data.npos ? data.npos : data.find('\n', first + 1);
  if (second == data.npos) throw Xapian::DatabaseCorruptError("a document without id and kind");
  Hit hit;
  hit.id = data.substr(0, first);
  hit.kind = data.substr(first + 1, second - first - 1);
  hit.stored = data.substr(second + 1);
  return hit;
}

void make_changes(Xapian::WritableDatabase& database, const Batch& batch,
                  const Stemmers& stemmers) {
  for (const std::string& id : batch.removed) forget(database, id);
  if (batch.kept_with) keep_only(database, *batch.kept_with);
  for (const Document& document : batch.put) {
    const Xapian::Document made = kept(document, stemmers);
    forget(database, document.id);
    database.add_document(made);
    for (const std::string& word : spelt(made.termlist_begin(), made.termlist_end()))
      database.add_spelling(word);
  }
  if (batch.bookmark) database.set_metadata(kBookmarkKey, *batch.bookmark);
}

}  // namespace waymark::search
