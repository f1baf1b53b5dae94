// The mails that accounts send: plain text and simple HTML, in the person's language.
#pragma once

#include <string>

#include "base/locale.h"
#include "platform/mail/mail.h"

namespace waymark::accounts {

/// "Confirm your address": `link` is the page that does it.
mail::Mail confirmation_mail(std::string to, std::string nickname, std::string link, Locale locale);
/// "Choose a new password".
mail::Mail reset_mail(std::string to, std::string nickname, std::string link, Locale locale);

}  // namespace waymark::accounts
