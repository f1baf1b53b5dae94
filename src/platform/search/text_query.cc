#include "platform/search/text_query.h"

#include "base/text.h"

namespace waymark::search {
namespace {

constexpr std::string_view kWhiteSpace = " \t\r\n\f\v";

bool is_white(char c) {
  return kWhiteSpace.find(c) != kWhiteSpace.npos;
}

/// Walks over the parts, which white space and quotation marks part.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::vector<QueryPart> read() {
    while (skip_white() && !full()) read_part();
    return std::move(parts_);
  }

 private:
  bool full() const { return parts_.size() >= kMostParts; }
  bool done() const { return at_ >= text_.size(); }

  bool skip_white() {
    while (!done() && is_white(text_[at_])) ++at_;
    return !done();
  }

  void read_part() {
    const bool left_out = text_[at_] == '-';
    while (!done() && text_[at_] == '-') ++at_;
    if (done() || is_white(text_[at_])) return;
    if (text_[at_] == '"')
      read_phrase(left_out);
    else
      read_bare(left_out);
  }

  void read_phrase(bool left_out) {
    const std::size_t end = text_.find('"', ++at_);
    const std::string_view inside = text_.substr(at_, end == text_.npos ? end : end - at_);
    at_ = end == text_.npos ? text_.size() : end + 1;
    QueryPart part;
    part.words = words_of(inside, kMostParts);
    part.kind = part.words.size() == 1 ? QueryPart::Kind::word : QueryPart::Kind::phrase;
    part.left_out = left_out;
    if (!part.words.empty()) parts_.push_back(std::move(part));
  }

  void read_bare(bool left_out) {
    std::size_t end = at_;
    while (end < text_.size() && !is_white(text_[end]) && text_[end] != '"') ++end;
    const std::string_view bare = text_.substr(at_, end - at_);
    at_ = end;
    if (bare.front() == '#' || bare.front() == '@')
      add_term(bare, left_out);
    else
      add_words(bare, left_out);
  }

  void add_term(std::string_view bare, bool left_out) {
    std::string_view rest = bare.substr(1);
    rest = rest.substr(0, rest.find_last_not_of(".,;:!?)'") + 1);  // of the sentence around it
    if (words_of(rest, 1).empty()) return;
    QueryPart part;
    part.kind = QueryPart::Kind::term;
    part.term = bare.front() == '#' ? tag_term(rest) : name_term(rest);
    part.left_out = left_out;
    part.unfinished = done() && !left_out;
    parts_.push_back(std::move(part));
  }

  /// "l'eau" are two; left out they are left out together, as a phrase.
  void add_words(std::string_view bare, bool left_out) {
    std::vector<Word> words = words_of(bare, kMostParts - parts_.size());
    if (left_out && words.size() > 1) {
      QueryPart part;
      part.kind = QueryPart::Kind::phrase;
      part.words = std::move(words);
      part.left_out = true;
      parts_.push_back(std::move(part));
      return;
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
      QueryPart part;
      part.left_out = left_out;
      part.unfinished = done() && !left_out && i + 1 == words.size();
      part.words.push_back(std::move(words[i]));
      parts_.push_back(std::move(part));
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<QueryPart> parts_;
};

}  // namespace

std::vector<QueryPart> parse_query(std::string_view text) {
  return Reader(cut_to(text, kLongestQuery)).read();
}

std::string tag_term(std::string_view tag) {
  return "tag:" + fold(tag);
}

std::string name_term(std::string_view name) {
  return "name:" + fold(name);
}

}  // namespace waymark::search
