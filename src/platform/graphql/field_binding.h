// How one field of one C++ type is answered: pointers to functions made from the type of the member
// or resolver, so that running a plan costs one call a field.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "platform/graphql/call.h"
#include "platform/graphql/connection.h"
#include "platform/graphql/live.h"
#include "platform/graphql/value_writer.h"

namespace waymark::graphql {

/// A subscription's source with its type forgotten. As a value it is the event that advance()
/// brought.
class EventStream : public EventValue {
 public:
  /// Waits for the next event; false at the end.
  virtual Task<bool> advance() = 0;
};

/// Resolves and writes at the end of `text`; returns as WriteField. `object` and `path` must live
/// until it is done.
using ResolveField = Task<bool> (*)(Run&, const PlanField&, const void* object, std::string& text,
                                    const Path&);
using SubscribeField = Task<std::unique_ptr<EventStream>> (*)(Run&, const PlanField&);
using FollowField = Task<LiveRequest> (*)(Run&, const PlanField&);

struct FieldBinding {
  std::string name;
  const Shape* shape = nullptr;  // of the result
  WriteField write = nullptr;    // null for a coroutine
  ResolveField resolve = nullptr;
  SubscribeField subscribe = nullptr;
  FollowField follow = nullptr;  // of a Live<T>
  /// Makes its result anew each time, so that nothing below may be left for later by `write`.
  bool by_value = false;
  std::shared_ptr<const void> target;  // the member pointer or function
};

namespace binding_detail {

template <typename T>
struct TaskResult {
  static constexpr bool kIsTask = false;
  using Type = T;
};
template <typename T>
struct TaskResult<Task<T>> {
  static constexpr bool kIsTask = true;
  using Type = T;
};

template <typename T>
struct SourceResult;
template <typename T, typename D>
struct SourceResult<std::unique_ptr<Source<T>, D>> {
  using Type = T;
};

/// A member function and its object as one callable.
template <typename Self, typename Method>
struct Bound {
  Self* self;
  Method method;
  template <typename... A>
  auto operator()(A&&... arguments) const
      -> decltype(std::invoke(method, self, std::forward<A>(arguments)...)) {
    return std::invoke(method, self, std::forward<A>(arguments)...);
  }
};

/// F is called with the object and the Call, or with as much of that as it takes.
template <typename Object, typename F>
decltype(auto) invoke(const F& function, const void* object, Call& call) {
  if constexpr (std::is_void_v<Object>) {
    if constexpr (std::is_invocable_v<const F&, Call&>)
      return std::invoke(function, call);
    else
      return std::invoke(function);
  } else {
    const Object& typed = *static_cast<const Object*>(object);
    if constexpr (std::is_invocable_v<const F&, const Object&, Call&>)
      return std::invoke(function, typed, call);
    else
      return std::invoke(function, typed);
  }
}

/// Reports the failure; null where there is room for it, else false.
bool fail_field(Run& run, const PlanField& field, std::string& text, const Path& path,
                const std::exception_ptr& failure);

template <typename Object, typename F>
struct Function {
  using Returned =
      decltype(invoke<Object>(std::declval<const F&>(), nullptr, std::declval<Call&>()));
  static constexpr bool kIsTask = TaskResult<std::remove_cvref_t<Returned>>::kIsTask;
  static constexpr bool kByValue = !std::is_reference_v<Returned>;
  using Result = typename TaskResult<std::remove_cvref_t<Returned>>::Type;

  static const F& target(const PlanField& field) {
    return *static_cast<const F*>(target_of(field));
  }

  static bool write(Writer& writer, const PlanField& field, const void* object, const Path& path) {
    if constexpr (kByValue) {
      std::optional<Result> result;
      try {
        Call call(writer.run(), field);
        result.emplace(invoke<Object>(target(field), object, call));
      } catch (...) {
        writer.run().fail(path, std::current_exception());
      }
      if (!result) return writer.null_after_error(field.value);
      return write_value(writer, field.value, *result, path);
    } else {
      const Result* result = nullptr;
      try {
        Call call(writer.run(), field);
        result = &invoke<Object>(target(field), object, call);
      } catch (...) {
        writer.run().fail(path, std::current_exception());
      }
      if (result == nullptr) return writer.null_after_error(field.value);
      return write_value(writer, field.value, *result, path);
    }
  }

  static Task<bool> resolve(Run& run, const PlanField& field, const void* object, std::string& text,
                            const Path& path) {
    const std::size_t begin = text.size();
    std::exception_ptr failure;
    try {
      Call call(run, field);
      const F& function = target(field);
      if constexpr (kIsTask) {
        const Result result = co_await invoke<Object>(function, object, call);
        Writer writer(run, text);
        bool written = write_value(writer, field.value, result, path);
        if (written && writer.waits()) written = co_await writer.finish();
        co_return written;
      } else {
        decltype(auto) result = invoke<Object>(function, object, call);
        Writer writer(run, text);
        bool written = write_value(writer, field.value, result, path);
        if (written && writer.waits()) written = co_await writer.finish();
        co_return written;
      }
    } catch (...) {
      failure = std::current_exception();
    }
    text.resize(begin);
    co_return fail_field(run, field, text, path, failure);
  }

 private:
  static const void* target_of(const PlanField& field) { return field.binding->target.get(); }
};

/// A member of a described struct: its place is known at compile time.
template <typename Object, typename Descriptor>
bool write_member(Writer& writer, const PlanField& field, const void* object, const Path& path) {
  return write_value(writer, field.value, static_cast<const Object*>(object)->*Descriptor::pointer,
                     path);
}

template <typename Object, typename Descriptor>
Task<bool> resolve_member(Run& run, const PlanField& field, const void* object, std::string& text,
                          const Path& path) {
  Writer writer(run, text);
  bool written = write_member<Object, Descriptor>(writer, field, object, path);
  if (written && writer.waits()) written = co_await writer.finish();
  co_return written;
}

template <typename T>
class TypedStream final : public EventStream {
 public:
  explicit TypedStream(std::unique_ptr<Source<T>> source) : source_(std::move(source)) {}

  Task<bool> advance() override {
    event_ = co_await source_->next();
    co_return event_.has_value();
  }
  Task<bool> write(Run& run, const PlanField& field, std::string& text, const Path& path) override {
    Writer writer(run, text);
    bool written = write_value(writer, field.value, *event_, path);
    if (written && writer.waits()) written = co_await writer.finish();
    co_return written;
  }

 private:
  std::unique_ptr<Source<T>> source_;
  std::optional<T> event_;
};

template <typename F>
struct Subscriber {
  using Returned = std::invoke_result_t<const F&, Call&>;
  using Event = typename SourceResult<typename TaskResult<Returned>::Type>::Type;

  static Task<std::unique_ptr<EventStream>> subscribe(Run& run, const PlanField& field) {
    Call call(run, field);
    const F& function = *static_cast<const F*>(field.binding->target.get());
    std::unique_ptr<Source<Event>> source = co_await std::invoke(function, call);
    if (!source)
      throw Error(ErrorCode::internal, "error.internal", "a subscription without a source");
    co_return std::make_unique<TypedStream<Event>>(std::move(source));
  }
};

template <typename T>
inline constexpr bool kIsLive = false;
template <typename T>
inline constexpr bool kIsLive<Live<T>> = true;

template <typename F>
struct Follower {
  using Returned = std::invoke_result_t<const F&, Call&>;
  static constexpr bool kIsTask = TaskResult<Returned>::kIsTask;
  using Event = typename TaskResult<Returned>::Type::Event;

  static Task<LiveRequest> follow(Run& run, const PlanField& field) {
    Call call(run, field);
    const F& function = *static_cast<const F*>(field.binding->target.get());
    if constexpr (kIsTask) {
      Live<Event> live = co_await std::invoke(function, call);
      co_return std::move(live).request();
    } else {
      co_return std::invoke(function, call).request();
    }
  }
};

}  // namespace binding_detail

/// A field answered by a member pointer, a function, a lambda or a bound member function. Object is
/// void for fields of the root types.
template <typename Object, typename F>
FieldBinding bind_field(std::string name, F function) {
  using Typed = binding_detail::Function<Object, F>;
  FieldBinding binding;
  binding.name = std::move(name);
  binding.shape = shape_of<typename Typed::Result>();
  if constexpr (!Typed::kIsTask) {
    binding.write = &Typed::write;
    binding.by_value = Typed::kByValue;
  }
  binding.resolve = &Typed::resolve;
  binding.target = std::make_shared<const F>(std::move(function));
  return binding;
}

template <typename F>
FieldBinding bind_subscription(std::string name, F function) {
  using Returned = std::invoke_result_t<const F&, Call&>;
  FieldBinding binding;
  binding.name = std::move(name);
  if constexpr (binding_detail::kIsLive<typename binding_detail::TaskResult<Returned>::Type>) {
    using Typed = binding_detail::Follower<F>;
    binding.shape = shape_of<typename Typed::Event>();
    binding.follow = &Typed::follow;
  } else {
    using Typed = binding_detail::Subscriber<F>;
    binding.shape = shape_of<typename Typed::Event>();
    binding.subscribe = &Typed::subscribe;
  }
  binding.target = std::make_shared<const F>(std::move(function));
  return binding;
}

namespace binding_detail {

template <typename T>
std::vector<FieldBinding> connection_fields(const Connection<T>*) {
  using Page = Connection<T>;
  std::vector<FieldBinding> fields;
  fields.push_back(bind_field<Page>("edges", &Page::edges));
  fields.push_back(
      bind_field<Page>("nodes", [](const Page& page) { return Nodes<T>(page.edges); }));
  fields.back().by_value = false;  // a view of what the page owns
  fields.push_back(bind_field<Page>("pageInfo", [](const Page& page) {
    PageInfo info;
    info.has_next_page = page.has_next_page;
    info.has_previous_page = page.has_previous_page;
    if (!page.edges.empty()) {
      info.start_cursor = page.edges.front().cursor;
      info.end_cursor = page.edges.back().cursor;
    }
    return info;
  }));
  return fields;
}

}  // namespace binding_detail

template <typename T>
std::vector<FieldBinding> described_fields() {
  std::vector<FieldBinding> fields;
  if constexpr (shape_detail::IsConnection<T>::value) {
    fields = binding_detail::connection_fields(static_cast<const T*>(nullptr));
  } else {
    boost::mp11::mp_for_each<Members<T>>([&](auto descriptor) {
      using Descriptor = decltype(descriptor);
      using Member = std::remove_cvref_t<decltype(std::declval<const T&>().*Descriptor::pointer)>;
      if constexpr (!std::is_same_v<Member, Secret>) {
        FieldBinding binding;
        binding.name = described_detail::kCamel<Descriptor>.view();
        binding.shape = shape_of<Member>();
        binding.write = &binding_detail::write_member<T, Descriptor>;
        binding.resolve = &binding_detail::resolve_member<T, Descriptor>;
        fields.push_back(std::move(binding));
      }
    });
  }
  return fields;
}

}  // namespace waymark::graphql
