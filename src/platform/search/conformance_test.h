// What every engine of search::Index must do.
//
//   class MyWorld {                    // made anew for every test, empty
//     runtime::TestLoop& loop();
//     Index& index();
//     void restart();                  // closes the index and opens it again; index() is another one from then on
//   };
//   INSTANTIATE_TYPED_TEST_SUITE_P(My, SearchConformance, MyWorld);
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/test_seed.h"
#include "platform/runtime/testing.h"
#include "platform/search/search.h"
#include "platform/search/text_query.h"

namespace waymark::search {

using Ids = std::vector<std::string>;
using Set = std::set<std::string>;

template <typename World>
class SearchConformance : public ::testing::Test {
 protected:
  template <typename T>
  T run(Task<T> task) {
    return world_.loop().run(std::move(task));
  }
  static Document document(std::string id, std::string text, Locale language = Locale::en) {
    Document made;
    made.id = std::move(id);
    made.kind = "post";
    made.language = language;
    made.texts.emplace_back(std::move(text));
    return made;
  }
  void put(Document made) {
    Batch batch;
    batch.put.push_back(std::move(made));
    run(world_.index().apply(std::move(batch)));
  }
  void put(std::string id, std::string text, Locale language = Locale::en) {
    put(document(std::move(id), std::move(text), language));
  }
  static Query query(std::string text) {
    Query asked;
    asked.text = std::move(text);
    return asked;
  }
  Ids ids(Query asked) {
    Ids found;
    for (const Hit& hit : run(world_.index().find(std::move(asked))).hits) found.push_back(hit.id);
    return found;
  }
  /// Sorted; the query ends in white space, so that its last word is finished.
  std::set<std::string> found(const std::string& text) {
    const Ids all = ids(query(text + " "));
    return {all.begin(), all.end()};
  }
  std::set<std::string> typed(const std::string& text) {
    const Ids all = ids(query(text));
    return {all.begin(), all.end()};
  }
  World world_;
};

TYPED_TEST_SUITE_P(SearchConformance);

TYPED_TEST_P(SearchConformance, FindsByWord) {
  this->put("a", "A long run along the river");
  this->put("b", "Swimming in the river");
  EXPECT_EQ(this->found("river"), (Set{"a", "b"}));
  EXPECT_EQ(this->found("RIVER long"), (Set{"a"})) << "every word";
  EXPECT_EQ(this->found("mountain"), Set());
  EXPECT_EQ(this->found("river -long"), (Set{"b"}));
  EXPECT_EQ(this->found("\"the river\""), (Set{"a", "b"}));
  EXPECT_EQ(this->found("\"river the\""), Set());
  const auto hits = this->run(this->world_.index().find(TestFixture::query("long"))).hits;
  ASSERT_EQ(hits.size(), 1U);
  EXPECT_EQ(hits.front().id, "a");
  EXPECT_EQ(hits.front().kind, "post");
}

TYPED_TEST_P(SearchConformance, KnowsTheEndingsOfFourLanguages) {
  this->put("en", "She was running with friends", Locale::en);
  this->put("es", "Corríamos por las montañas nevadas", Locale::es);
  this->put("fr", "Les coureuses continuaient sous la pluie", Locale::fr);
  this->put("pt", "As corridas e os corações felizes", Locale::pt_br);
  EXPECT_EQ(this->found("runs friend"), (Set{"en"}));
  EXPECT_EQ(this->found("montaña"), (Set{"es"}));
  EXPECT_EQ(this->found("continuer"), (Set{"fr"}));
  EXPECT_EQ(this->found("corrida feliz"), (Set{"pt"}));
  Document any = TestFixture::document("any", "Sailors and marineros");
  any.language.reset();
  this->put(std::move(any));
  EXPECT_EQ(this->found("sailor marinero"), (Set{"any"})) << "whose language is not known";
}

TYPED_TEST_P(SearchConformance, DoesNotMindAccentsAndCase) {
  this->put("a", "Été à Málaga, São Paulo", Locale::fr);
  for (const char* text : {"ete", "ÉTÉ", "malaga", "MÁLAGA sao", "e\xCC\x81te\xCC\x81"})
    EXPECT_EQ(this->found(text), (Set{"a"})) << text;
}

TYPED_TEST_P(SearchConformance, FindsWhatIsBeingTyped) {
  Document made = TestFixture::document("a", "marathon training");
  made.terms = {tag_term("Sierra"), name_term("Ana")};
  this->put(std::move(made));
  for (const char* text : {"ma", "marat", "marathon tr", "#sie", "#s", "@an"})
    EXPECT_EQ(this->typed(text), (Set{"a"})) << text;
  for (const char* text : {"mar training", "mar ", "#sie ", "tri", "xy"})
    EXPECT_EQ(this->typed(text), Set()) << text;
}

TYPED_TEST_P(SearchConformance, ForgivesMistakes) {
  this->put("a", "marathon in Edinburgh");
  this->put("b", "cycling");
  for (const char* text : {"marathn", "maraton", "maratohn", "marathoon edinburg", "edimburgo"})
    EXPECT_EQ(this->found(text), (Set{"a"})) << text;
  EXPECT_EQ(this->found("mrthn"), Set()) << "too many";
  EXPECT_EQ(this->found("cat"), Set()) << "short words are taken as they are";
  Batch gone;
  gone.removed = {"a"};
  this->run(this->world_.index().apply(std::move(gone)));
  EXPECT_EQ(this->found("marathn"), Set());
  this->put("c", "maratona");
  EXPECT_EQ(this->found("maraton"), (Set{"c"})) << "words that are gone are not meant";
}

TYPED_TEST_P(SearchConformance, FiltersByKindAndTerm) {
  Document a = TestFixture::document("a", "run");
  a.kind = "goal";
  a.terms = {"public", "owner:ana", tag_term("Trail")};
  Document b = TestFixture::document("b", "run");
  b.terms = {"owner:ben", tag_term("TRAIL"), "tag:" + std::string(400, 'x')};
  this->put(std::move(a));
  this->put(std::move(b));
  Query asked = TestFixture::query("run");
  asked.kinds = {"goal", "nothing"};
  EXPECT_EQ(this->ids(asked), (Ids{"a"}));
  asked = TestFixture::query("");
  asked.all = {"public"};
  EXPECT_EQ(this->ids(asked), (Ids{"a"}));
  asked.all = {"owner:ben", "tag:trail"};
  EXPECT_EQ(this->ids(asked), (Ids{"b"}));
  asked.all = {"tag:" + std::string(400, 'x')};
  EXPECT_EQ(this->ids(asked), (Ids{"b"})) << "however long";
  asked.all = {"tag:" + std::string(399, 'x') + "y"};
  EXPECT_EQ(this->ids(asked), Ids());
  asked.all.clear();
  asked.none = {"public", "owner:eve"};
  EXPECT_EQ(this->ids(asked), (Ids{"b"}));
  EXPECT_EQ(this->found("#trail"), (Set{"a", "b"}));
  EXPECT_EQ(this->found("public"), Set()) << "a term is no word";
}

TYPED_TEST_P(SearchConformance, RanksWhatHasMoreOfWhatIsWished) {
  const auto with = [this](std::string id, std::vector<std::string> terms) {
    Document made = TestFixture::document(std::move(id), "");
    made.terms = std::move(terms);
    this->put(std::move(made));
  };
  with("one", {"tag:run", "lang:en"});
  with("both", {"tag:run", "tag:swim", "lang:en"});
  with("none", {"tag:chess"});
  with("language", {"lang:en"});
  Query asked;
  asked.any = {Wish("tag:run", 3), Wish("tag:swim", 3), Wish("lang:en", 0.5)};
  EXPECT_EQ(this->ids(asked), (Ids{"both", "one", "language"}));
}

TYPED_TEST_P(SearchConformance, RanksByWeightAndAge) {
  Document title = TestFixture::document("title", "");
  title.texts = {Text("sierra", 8), Text("a walk in the hills")};
  Document body = TestFixture::document("body", "");
  body.texts = {Text("hills", 8), Text("a walk in the sierra")};
  title.numbers = {1};
  body.numbers = {2};
  this->put(std::move(title));
  this->put(std::move(body));
  EXPECT_EQ(this->ids(TestFixture::query("sierra ")), (Ids{"title", "body"}));
  Query asked = TestFixture::query("sierra ");
  asked.order = Order::newest;
  EXPECT_EQ(this->ids(asked), (Ids{"body", "title"}));
  asked.least = 1.5;
  EXPECT_EQ(this->ids(asked), (Ids{"body"}));
}

TYPED_TEST_P(SearchConformance, GivesPages) {
  std::set<std::string> all;
  Batch batch;
  for (int i = 0; i < 25; ++i) {
    Document made = TestFixture::document("d" + std::to_string(i), "run");
    made.numbers = {static_cast<double>(i)};
    made.stored = "{\"n\":" + std::to_string(i) + "}\n";
    all.insert(made.id);
    batch.put.push_back(std::move(made));
  }
  this->run(this->world_.index().apply(std::move(batch)));
  std::set<std::string> seen;
  Query asked = TestFixture::query("run");
  asked.limit = 10;
  std::vector<std::size_t> sizes;
  bool more = true;
  while (more) {
    const Hits page = this->run(this->world_.index().find(asked));
    sizes.push_back(page.hits.size());
    for (const Hit& hit : page.hits) {
      EXPECT_TRUE(seen.insert(hit.id).second) << hit.id << " came twice";
      EXPECT_EQ(hit.stored, "{\"n\":" + hit.id.substr(1) + "}\n");
    }
    more = page.more;
    ASSERT_FALSE(page.hits.empty());
    asked.after = page.hits.back().cursor;
  }
  EXPECT_EQ(seen, all);
  EXPECT_EQ(sizes, (std::vector<std::size_t>{10, 10, 5}));
  asked.after.reset();
  asked.deepest = 7;
  const Hits shallow = this->run(this->world_.index().find(asked));
  EXPECT_EQ(shallow.hits.size(), 7U);
  EXPECT_FALSE(shallow.more);
  for (const char* cursor : {"", "x", "!", "LTE", "OTk5OTk5OTk5OTk5"}) {
    asked.after = cursor;
    try {
      this->run(this->world_.index().find(asked));
      ADD_FAILURE() << cursor << " was taken";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::invalid_input);
      ASSERT_EQ(error.problems().size(), 1U);
      EXPECT_EQ(error.problems().front().field, "after");
    }
  }
}

TYPED_TEST_P(SearchConformance, ReplacesRemovesAndKeeps) {
  this->put("a", "river");
  this->put("a", "mountain");
  EXPECT_EQ(this->found("river"), Set());
  EXPECT_EQ(this->found("mountain"), (Set{"a"}));
  Batch batch;
  batch.put = {TestFixture::document("b", "one"), TestFixture::document("b", "two")};
  batch.removed = {"a", "never there", "b"};
  this->run(this->world_.index().apply(std::move(batch)));
  EXPECT_EQ(this->found("mountain"), Set());
  EXPECT_EQ(this->found("one"), Set());
  EXPECT_EQ(this->found("two"), (Set{"b"})) << "removals come first, the last of one id counts";
  Document kept = TestFixture::document("c", "two");
  kept.terms = {"round:2"};
  this->put(std::move(kept));
  Batch sweep;
  sweep.kept_with = "round:2";
  this->run(this->world_.index().apply(std::move(sweep)));
  EXPECT_EQ(this->found("two"), (Set{"c"}));
  EXPECT_EQ(this->run(this->world_.index().size()), 1U);
}

TYPED_TEST_P(SearchConformance, KeepsItsBookmarkWithWhatItTells) {
  EXPECT_EQ(this->run(this->world_.index().bookmark()), "");
  Batch batch;
  batch.put = {TestFixture::document("a", "run")};
  batch.bookmark = "place 1";
  this->run(this->world_.index().apply(batch));
  batch.bookmark.reset();
  this->run(this->world_.index().apply(batch));
  EXPECT_EQ(this->run(this->world_.index().bookmark()), "place 1");
  // A batch that fails changes nothing.
  Batch wrong;
  wrong.put = {TestFixture::document("b", "run"), TestFixture::document("", "no id")};
  wrong.removed = {"a"};
  wrong.bookmark = "place 2";
  EXPECT_THROW(this->run(this->world_.index().apply(wrong)), Error);
  EXPECT_EQ(this->run(this->world_.index().bookmark()), "place 1");
  EXPECT_EQ(this->found("run"), (Set{"a"}));
  this->world_.restart();
  EXPECT_EQ(this->run(this->world_.index().bookmark()), "place 1");
  EXPECT_EQ(this->found("run"), (Set{"a"}));
}

TYPED_TEST_P(SearchConformance, FindsNothingForHostileQueries) {
  this->put("a", "run and or not near a b c");
  for (const char* text :
       {"-", "-run", "\"", "\"\"", "#", "@", "- - -", "\xFF\xFF", "🏃", "***", "(((", " "})
    EXPECT_EQ(this->found(text), Set()) << text;
  std::string long_one;
  while (long_one.size() < 1'000'000) long_one += "run -x \"a b ";
  EXPECT_NO_THROW(this->found(long_one));
  EXPECT_NO_THROW(this->found(std::string(1'000'000, 'a')));
  EXPECT_EQ(this->found("AND OR NOT NEAR"), (Set{"a"})) << "they are words";
}

/// Random changes against a plain model: what each document says now is what finds it.
TYPED_TEST_P(SearchConformance, IsWhatItsDocumentsSay) {
  const std::uint64_t seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  const std::vector<std::string> words{"alba", "brisa", "cumbre", "duna", "estela", "faro"};
  std::map<std::string, std::set<std::string>> model;
  for (int round = 0; round < 40; ++round) {
    Batch batch;
    for (int i = 0; i < 5; ++i) {
      const std::string id = "d" + std::to_string(random() % 12);
      if (random() % 3 == 0) {
        batch.removed.push_back(id);
      } else {
        std::string text;
        for (std::size_t n = 1 + random() % 3; n > 0; --n)
          text += words[random() % words.size()] + " ";
        batch.put.push_back(TestFixture::document(id, text, Locale::es));
      }
    }
    for (const std::string& id : batch.removed) model.erase(id);
    for (const Document& one : batch.put) {
      std::set<std::string>& says = model[one.id] = {};
      for (const Word& word : words_of(one.texts.front().text, 100)) says.insert(word.plain);
    }
    this->run(this->world_.index().apply(std::move(batch)));
    if (round % 10 == 9) this->world_.restart();
    for (const std::string& word : words) {
      std::set<std::string> expected;
      for (const auto& [id, says] : model)
        if (says.contains(word)) expected.insert(id);
      ASSERT_EQ(this->found(word), expected) << word << " in round " << round;
    }
    ASSERT_EQ(this->run(this->world_.index().size()), model.size());
  }
}

REGISTER_TYPED_TEST_SUITE_P(SearchConformance, FindsByWord, KnowsTheEndingsOfFourLanguages,
                            DoesNotMindAccentsAndCase, FindsWhatIsBeingTyped, ForgivesMistakes,
                            FiltersByKindAndTerm, RanksWhatHasMoreOfWhatIsWished,
                            RanksByWeightAndAge, GivesPages, ReplacesRemovesAndKeeps,
                            KeepsItsBookmarkWithWhatItTells, FindsNothingForHostileQueries,
                            IsWhatItsDocumentsSay);

}  // namespace waymark::search
