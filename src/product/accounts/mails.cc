#include "product/accounts/mails.h"

#include <map>

#include "base/markup.h"

namespace waymark::accounts {
namespace {

/// Every mail has the same parts: greeting, why, the link, how long it holds, and what to do if one did not ask for it.
mail::Mail letter(const std::string& name, std::string to, const std::string& nickname,
                  const std::string& link, Locale locale) {
  const auto say = [&](const std::string& key) {
    return translate(locale, key, {{"nickname", nickname}});
  };
  const auto html = [&](const std::string& key) { return markup_escape(say(key)); };
  const std::string prefix = "mail." + name + ".";
  const std::string address = markup_escape(link);
  mail::Mail mail;
  mail.to = std::move(to);
  mail.subject = say(prefix + "subject");
  mail.text = say("mail.greeting") + "\n\n" + say(prefix + "why") + "\n\n" + link + "\n\n" +
              say(prefix + "valid") + "\n" + say(prefix + "not_you") + "\n\n" +
              say("mail.closing") + "\n";
  mail.html =
      "<!doctype html>\n<html lang=\"" + std::string(to_tag(locale)) +
      "\">\n<body "
      "style=\"font-family:system-ui,sans-serif;line-height:1.5;max-width:36rem;margin:2rem "
      "auto\">\n<p>" +
      html("mail.greeting") + "</p>\n<p>" + html(prefix + "why") + "</p>\n<p><a href=\"" + address +
      "\"\n style=\"display:inline-block;padding:.7rem "
      "1.2rem;border-radius:.5rem;background:#0f766e;color:#fff\">" +
      html(prefix + "button") + "</a></p>\n<p>" + html(prefix + "valid") + "<br>" +
      html(prefix + "not_you") + "</p>\n<p>" + html("mail.closing") + "</p>\n</body>\n</html>";
  return mail;
}

}  // namespace

mail::Mail confirmation_mail(std::string to, std::string nickname, std::string link,
                             Locale locale) {
  return letter("confirm", std::move(to), nickname, link, locale);
}

mail::Mail reset_mail(std::string to, std::string nickname, std::string link, Locale locale) {
  return letter("reset", std::move(to), nickname, link, locale);
}

}  // namespace waymark::accounts
