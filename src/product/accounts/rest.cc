#include "product/accounts/rest.h"

#include <boost/describe.hpp>

#include "base/error.h"
#include "base/json.h"
#include "platform/auth/key_ring.h"
#include "platform/http/json_body.h"

namespace waymark::accounts {
namespace {

using http::Method;
using http::Request;
using http::Response;

enum class TokenDelivery { cookie, body };
BOOST_DESCRIBE_ENUM(TokenDelivery, cookie, body)

struct LogInBody {
  std::string email;
  Secret password;
  std::optional<TokenDelivery> token_delivery;
  std::optional<Secret> device_token;
};
BOOST_DESCRIBE_STRUCT(LogInBody, (), (email, password, token_delivery, device_token))

struct RefreshBody {
  std::optional<Secret> refresh_token;
};
BOOST_DESCRIBE_STRUCT(RefreshBody, (), (refresh_token))

struct EmailBody {
  std::string email;
};
BOOST_DESCRIBE_STRUCT(EmailBody, (), (email))

struct ChangeBody {
  Secret current_password;
  Secret new_password;
};
BOOST_DESCRIBE_STRUCT(ChangeBody, (), (current_password, new_password))

struct ResetBody {
  Secret token;
  Secret password;
};
BOOST_DESCRIBE_STRUCT(ResetBody, (), (token, password))

struct Confirmed {
  std::string email;
  bool confirmed = true;
};
BOOST_DESCRIBE_STRUCT(Confirmed, (), (email, confirmed))

struct TokensBody {
  std::string access_token;
  std::string token_type = "Bearer";
  std::int64_t expires_in = 0;
  std::optional<std::string> refresh_token;
  std::optional<std::string> device_token;
};
BOOST_DESCRIBE_STRUCT(TokensBody, (),
                      (access_token, token_type, expires_in, refresh_token, device_token))

struct ClientConfig {
  std::string api_key;
  std::optional<std::string> mail_folder;
  std::optional<std::string> map_style_url;
  std::vector<std::string> languages;
};
BOOST_DESCRIBE_STRUCT(ClientConfig, (), (api_key, mail_folder, map_style_url, languages))

constexpr std::string_view kRefresh = "waymark_refresh";
constexpr std::string_view kDevice = "waymark_device";
constexpr std::chrono::seconds kDeviceLife = std::chrono::hours(24 * 365);
constexpr std::size_t kLongestToken = 512;

/// A page of ours asks, or a client that is no browser: SameSite=Strict says the same to browsers that know it.
void refuse_other_sites(const Request& request) {
  const auto site = request.headers.find("sec-fetch-site");
  if (site && *site != "same-origin" && *site != "none")
    throw Error(ErrorCode::forbidden, "error.forbidden", "a page of another site asks");
}

/// An empty body stands for {}; anything else must be JSON and say so.
template <typename T>
T body_of(const Request& request, bool may_be_empty = false) {
  if (may_be_empty && request.body.empty()) return T{};
  return http::json_body<T>(request);
}

/// `__Host-`: only over TLS, only this host, the whole site (RFC 6265bis §4.1.3.2).
std::string cookie_name(std::string_view name, bool secure) {
  return (secure ? "__Host-" : "") + std::string(name);
}

std::string cookie(std::string_view name, std::string_view value, std::chrono::seconds life,
                   bool secure) {
  return cookie_name(name, secure) + "=" + std::string(value) +
         "; Path=/; Max-Age=" + std::to_string(life.count()) + "; HttpOnly; SameSite=Strict" +
         (secure ? "; Secure" : "");
}

Secret cookie_of(const Request& request, std::string_view name) {
  const auto value = request.cookie(cookie_name(name, request.secure));
  return value && value->size() <= kLongestToken ? Secret(std::string(*value)) : Secret();
}

void keep_private(Response& response) {
  response.headers.set("Cache-Control", "no-store");
}

/// How one client of this edge is answered.
class AccountsRest {
 public:
  AccountsRest(Accounts& accounts, const auth::KeyRing& keys, RestOptions options)
      : accounts_(accounts), keys_(keys) {
    ClientConfig config;
    config.api_key = std::move(options.web_api_key);
    if (!options.mail_folder.empty()) config.mail_folder = std::move(options.mail_folder);
    if (!options.map_style_url.empty()) config.map_style_url = std::move(options.map_style_url);
    for (const Locale locale : kLocales) config.languages.emplace_back(to_tag(locale));
    config_ = std::make_shared<const std::string>(json::to_string(config));
  }

  Task<Response> sign_up(Request& request, RequestContext& context) {
    const User user = co_await accounts_.registration.sign_up(body_of<SignUp>(request), context);
    co_return user_answer(user, 201);
  }

  Task<Response> confirm_email(Request& request, RequestContext& context) {
    const auto token = request.query("token");
    if (!token || token->size() > kLongestToken) throw Error::invalid("token", "error.mail_token");
    Confirmed confirmed;
    confirmed.email = co_await accounts_.registration.confirm_email(Secret(*token), context);
    Response response = Response::json(json::to_string(confirmed));
    keep_private(response);
    co_return response;
  }

  Task<Response> resend_confirmation(Request& request, RequestContext& context) {
    co_await accounts_.registration.resend_confirmation(body_of<EmailBody>(request).email, context);
    co_return Response::json("{}", 202);
  }

  Task<Response> log_in(Request& request, RequestContext& context) {
    refuse_other_sites(request);
    LogInBody body = body_of<LogInBody>(request);
    const TokenDelivery delivery = body.token_delivery.value_or(TokenDelivery::cookie);
    Credentials credentials;
    credentials.email = std::move(body.email);
    credentials.password = std::move(body.password);
    credentials.device = body.device_token ? *body.device_token : cookie_of(request, kDevice);
    credentials.user_agent = request.headers.find("user-agent").value_or("");
    const LoggedIn logged_in = co_await accounts_.access.log_in(std::move(credentials), context);
    co_return tokens_answer(logged_in, delivery, request.secure);
  }

  Task<Response> renew(Request& request, RequestContext&) {
    refuse_other_sites(request);
    const RefreshBody body = body_of<RefreshBody>(request, true);
    const TokenDelivery delivery = body.refresh_token ? TokenDelivery::body : TokenDelivery::cookie;
    Secret token = body.refresh_token ? *body.refresh_token : cookie_of(request, kRefresh);
    const LoggedIn logged_in = co_await accounts_.access.renew(std::move(token));
    co_return tokens_answer(logged_in, delivery, request.secure);
  }

  Task<Response> log_out(Request& request, RequestContext& context) {
    refuse_other_sites(request);
    const RefreshBody body = body_of<RefreshBody>(request, true);
    Secret token = body.refresh_token ? *body.refresh_token : cookie_of(request, kRefresh);
    co_await accounts_.access.log_out(std::move(token), context);
    Response response = Response::empty();
    response.headers.add("Set-Cookie",
                         cookie(kRefresh, "", std::chrono::seconds(0), request.secure));
    co_return response;
  }

  Task<Response> change_password(Request& request, RequestContext& context) {
    context.require_principal();
    ChangeBody body = body_of<ChangeBody>(request);
    co_await accounts_.access.change_password(std::move(body.current_password),
                                              std::move(body.new_password), context);
    co_return Response::empty();
  }

  Task<Response> forgot_password(Request& request, RequestContext& context) {
    co_await accounts_.access.forgot_password(body_of<EmailBody>(request).email, context);
    co_return Response::json("{}", 202);
  }

  Task<Response> reset_password(Request& request, RequestContext& context) {
    ResetBody body = body_of<ResetBody>(request);
    co_await accounts_.access.reset_password(std::move(body.token), std::move(body.password),
                                             context);
    co_return Response::empty();
  }

  Task<Response> me(Request&, RequestContext& context) {
    const User user = co_await accounts_.profiles.me(Owner(context));
    co_return user_answer(user, 200);
  }

  Task<Response> update_profile(Request& request, RequestContext& context) {
    const Owner owner(context);
    ProfileInput input = body_of<ProfileInput>(request);
    // Which members are there, null included: decode() has checked that this is an object.
    auto members = std::make_shared<const boost::json::value>(json::parse(request.body));
    Given given = [members](std::string_view name) { return members->get_object().contains(name); };
    const User user =
        co_await accounts_.profiles.update(owner, std::move(input), std::move(given), "", context);
    co_return user_answer(user, 200);
  }

  Task<Response> client_config(Request&, RequestContext&) {
    Response response = Response::json("");
    response.body = config_;
    co_return response;
  }

  Task<Response> jwks(Request&, RequestContext&) {
    Response response = Response::json("");
    response.body = keys_.jwks();
    response.headers.set("Cache-Control", "public, max-age=300");
    co_return response;
  }

 private:
  static Response user_answer(const User& user, unsigned status) {
    std::string body;
    body.reserve(512);
    json::append(body, user);
    Response response = Response::json(std::move(body), status);
    keep_private(response);
    return response;
  }

  static Response tokens_answer(const LoggedIn& logged_in, TokenDelivery delivery, bool secure) {
    TokensBody body;
    body.access_token = logged_in.access.text;
    body.expires_in =
        std::chrono::duration_cast<std::chrono::seconds>(auth::kAccessTokenLife).count();
    if (delivery == TokenDelivery::body) {
      body.refresh_token = logged_in.session.refresh_token.expose();
      if (!logged_in.device.empty()) body.device_token = logged_in.device.expose();
    }
    Response response = Response::json(json::to_string(body));
    keep_private(response);
    if (delivery == TokenDelivery::cookie) {
      response.headers.add("Set-Cookie",
                           cookie(kRefresh, logged_in.session.refresh_token.expose(),
                                  std::chrono::seconds(auth::Sessions::kIdle), secure));
      if (!logged_in.device.empty())
        response.headers.add("Set-Cookie",
                             cookie(kDevice, logged_in.device.expose(), kDeviceLife, secure));
    }
    return response;
  }

  Accounts& accounts_;
  std::shared_ptr<const std::string> config_;
  const auth::KeyRing& keys_;
};

}  // namespace

void add_routes(http::Router& router, Accounts& accounts, const auth::KeyRing& keys,
                RestOptions options) {
  const auto edge = std::make_shared<AccountsRest>(accounts, keys, std::move(options));
  const auto route = [&](Method method, const char* pattern,
                         Task<Response> (AccountsRest::*answer)(Request&, RequestContext&)) {
    router.add(method, pattern, [edge, answer](Request& request, RequestContext& context) {
      return (edge.get()->*answer)(request, context);
    });
  };
  route(Method::post, "/users/signup", &AccountsRest::sign_up);
  route(Method::get, "/users/confirm-email", &AccountsRest::confirm_email);
  route(Method::post, "/users/resend-confirmation", &AccountsRest::resend_confirmation);
  route(Method::post, "/users/login", &AccountsRest::log_in);
  route(Method::post, "/auth/renew", &AccountsRest::renew);
  route(Method::post, "/auth/logout", &AccountsRest::log_out);
  route(Method::post, "/password/change", &AccountsRest::change_password);
  route(Method::post, "/password/forgot", &AccountsRest::forgot_password);
  route(Method::post, "/password/reset", &AccountsRest::reset_password);
  route(Method::get, "/me", &AccountsRest::me);
  route(Method::get, "/profile", &AccountsRest::me);
  route(Method::put, "/profile", &AccountsRest::update_profile);
  route(Method::get, "/api/client-config", &AccountsRest::client_config);
  route(Method::get, "/.well-known/jwks.json", &AccountsRest::jwks);
}

}  // namespace waymark::accounts
