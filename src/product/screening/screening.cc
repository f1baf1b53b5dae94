#include "product/screening/screening.h"

#include "base/error.h"
#include "base/json.h"

namespace waymark::screening {

Task<Screened> screen(const Screening* screening, const RequestContext& context, Written kind,
                      std::string text, std::string field) {
  if (!screening || text.empty()) co_return Screened();
  Screened screened = co_await screening->screen(context, kind, std::move(text));
  if (screened.refused) throw Error::invalid(std::move(field), "error.text.refused");
  co_return screened;
}

Task<Screened> screen_at_once(const Screening* screening, const RequestContext& context,
                              Written kind, std::string text, std::string field) {
  Screened screened = co_await screen(screening, context, kind, std::move(text), field);
  if (screened.held) throw Error::invalid(std::move(field), "error.text.refused");
  co_return screened;
}

void tell(std::vector<events::NewEvent>& events, const Screened& screened, Written kind,
          UserId author, std::string subject_id, std::optional<std::string> room_id) {
  if (screened.rules.empty()) return;
  ContentScreened fact;
  fact.kind = kind;
  fact.subject_id = std::move(subject_id);
  fact.room_id = std::move(room_id);
  fact.rules = screened.rules;
  fact.held = screened.held;
  events.emplace_back(std::string(ContentScreened::kType), author, json::to_string(fact));
}

}  // namespace waymark::screening
