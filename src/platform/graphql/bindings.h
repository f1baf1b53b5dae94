// How product code gives the schema its resolvers.
//
//   Bindings b;
//   b.object<Goal>("Goal")                                  // every described member with a field
//   of its wire name
//       .field("progress", &progress_of)                    // double progress_of(const Goal&)
//       .resolver("tasks", &GoalsGraphql::tasks, this);     // Task<Connection<TaskItem>> (const
//       Goal&, Call&)
//   b.query("myGoals", &GoalsGraphql::my_goals, this);      // Task<Connection<Goal>> (Call&)
//   b.mutation("createGoal", &GoalsGraphql::create, this);
//   b.subscription("onRewards", &RewardsGraphql::on_rewards, this);  //
//   Live<Rewards> (Call&), which follows a topic (live.h), or Task<std::unique_ptr<Source<Rewards>>> (Call&)
//
// Result types map to GraphQL by themselves: described structs (bound by object<T>, or as they
// are), described enums, ids, text, numbers, bool, Instant, Date, quantities, std::optional and
// smart pointers (null), std::vector (list), Connection<T>, and std::variant of structs for an
// interface or a union. Binding a result that cannot fit the schema's type (nullable C++ for a
// non-null field is allowed and checked at run time) throws std::logic_error when the engine is
// made, naming the field; so does a schema field that nothing resolves. Described members that the
// schema does not name are simply not shown; a member of type Secret never is.
//
// Resolvers are coroutines or plain functions; a plain function costs less. They throw Error. Bound
// objects (`this`) must outlive the engine. Resolvers of one object's fields, and of all items of a
// list, run at the same time on the request's reactor: load what they share by a Loader
// (loader.h), kept in Call::shared.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <typeinfo>
#include <utility>
#include <vector>

#include "platform/graphql/call.h"
#include "platform/graphql/connection.h"
#include "platform/graphql/field_binding.h"

namespace waymark::graphql {

/// The fields of one C++ type where the schema says `type_name`.
struct ObjectTable {
  std::string type_name;
  const std::type_info* type = nullptr;
  std::vector<FieldBinding> fields;

  /// Replaces the field of that name.
  void add(FieldBinding field);
  const FieldBinding* find(std::string_view name) const;
};

template <typename T>
class ObjectBinding {
 public:
  explicit ObjectBinding(ObjectTable& table) : table_(table) {}

  /// Answered by a member (`&Goal::title`), a function of the object, or of the object and the
  /// Call.
  template <typename F>
  ObjectBinding& field(std::string name, F function) {
    table_.add(bind_field<T>(std::move(name), std::move(function)));
    return *this;
  }
  /// Answered by `self->method(object, call)`, a coroutine or not.
  template <typename Self, typename Method>
  ObjectBinding& resolver(std::string name, Method method, Self* self) {
    return field(std::move(name), binding_detail::Bound<Self, Method>{self, method});
  }

 private:
  ObjectTable& table_;
};

/// Collected while the server is put together, then handed to the engine.
class Bindings {
 public:
  /// Asked again for the same type and name, gives the same table: modules may add to each other's
  /// objects.
  template <typename T>
  ObjectBinding<T> object(std::string type_name) {
    auto [table, fresh] = table_of(std::move(type_name), typeid(T));
    if constexpr (DescribedStruct<T>) {
      if (fresh) table->fields = described_fields<T>();
    }
    return ObjectBinding<T>(*table);
  }

  /// A function of (Call&), a coroutine or not.
  template <typename F>
  void query(std::string name, F function) {
    query_.add(bind_field<void>(std::move(name), std::move(function)));
  }
  template <typename Self, typename Method>
  void query(std::string name, Method method, Self* self) {
    query(std::move(name), binding_detail::Bound<Self, Method>{self, method});
  }

  template <typename F>
  void mutation(std::string name, F function) {
    mutation_.add(bind_field<void>(std::move(name), std::move(function)));
  }
  template <typename Self, typename Method>
  void mutation(std::string name, Method method, Self* self) {
    mutation(std::move(name), binding_detail::Bound<Self, Method>{self, method});
  }

  /// A function of (Call&), a coroutine or not, that makes a Live; or a coroutine that makes a
  /// Source.
  template <typename F>
  void subscription(std::string name, F function) {
    subscription_.add(bind_subscription(std::move(name), std::move(function)));
  }
  template <typename Self, typename Method>
  void subscription(std::string name, Method method, Self* self) {
    subscription(std::move(name), binding_detail::Bound<Self, Method>{self, method});
  }

  // For the registry.
  const std::vector<std::unique_ptr<ObjectTable>>& objects() const { return objects_; }
  const ObjectTable& query_table() const { return query_; }
  const ObjectTable& mutation_table() const { return mutation_; }
  const ObjectTable& subscription_table() const { return subscription_; }

 private:
  std::pair<ObjectTable*, bool> table_of(std::string type_name, const std::type_info& type);

  std::vector<std::unique_ptr<ObjectTable>> objects_;
  ObjectTable query_;
  ObjectTable mutation_;
  ObjectTable subscription_;
};

}  // namespace waymark::graphql
