// The bonds of people as social knows them.
#pragma once

#include "product/chat/bonds.h"
#include "product/social/social.h"

namespace waymark::chat {

/// Borrows `social`.
class SocialBonds final : public Bonds {
 public:
  explicit SocialBonds(const social::Social& social) : social_(social) {}
  Task<std::vector<Bond>> between(UserId person, std::vector<UserId> others) override;
  Task<std::vector<bool>> follow(UserId person, std::vector<UserId> others) override;

 private:
  const social::Social& social_;
};

}  // namespace waymark::chat
