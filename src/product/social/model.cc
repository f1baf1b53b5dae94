#include "product/social/model.h"

namespace waymark::social {

bool Standing::sees(Visibility visibility) const {
  if (!exists || hidden()) return false;
  if (self) return true;
  switch (visibility) {
    case Visibility::public_:
    case Visibility::unlisted:
      return follows || profile == Audience::public_;
    case Visibility::followers:
      return follows;
    case Visibility::direct:
    case Visibility::group:
      return false;
  }
  return false;
}

bool Standing::sees(Audience audience) const {
  switch (audience) {
    case Audience::public_:
      return sees(Visibility::public_);
    case Audience::followers:
      return sees(Visibility::followers);
    case Audience::private_:
      return sees(Visibility::direct);
  }
  return false;
}

}  // namespace waymark::social
