#include "app/store_engine.h"

#include <array>
#include <cstdlib>
#include <utility>

#include "app/aws_access.h"
#include "base/error.h"
#include "platform/http/curl/curl_client.h"
#include "platform/store/dynamo/dynamo_store.h"
#include "platform/store/postgres/postgres_store.h"
#include "platform/store/rocks/bulk_loader.h"
#include "platform/store/rocks/rocks_follower.h"
#include "platform/store/rocks/rocks_store.h"

namespace waymark::app {
namespace {

namespace fs = std::filesystem;

/// Threads of the embedded engine that wait for its disk, and how much may wait for them.
constexpr std::size_t kDiskThreads = 4;
constexpr std::size_t kDiskQueue = 4'096;

store::RocksOptions rocks_options(const fs::path& folder, const StoreSettings& settings,
                                  std::uint64_t log_kept_bytes) {
  store::RocksOptions options(folder);
  options.block_cache_bytes = static_cast<std::size_t>(settings.cache_megabytes) << 20;
  options.read_cache_bytes = static_cast<std::size_t>(settings.read_cache_megabytes) << 20;
  options.log_kept_bytes = log_kept_bytes;
  options.reserve_bytes = static_cast<std::uint64_t>(settings.reserve_megabytes) << 20;
  return options;
}

fs::path rocks_folder(const EngineSpec& spec, const StoreSettings& settings) {
  const fs::path folder = spec.place.empty() ? fs::path(settings.directory) : fs::path(spec.place);
  return fs::absolute(folder) / "store";
}

std::string embedded_name(const fs::path& folder) {
  return "embedded:" + folder.string();
}

/// Cursors wander between nodes, which share the server's key.
Secret cursor_key(const EngineParts& parts) {
  return parts.server_key.derive("store cursors");
}

/// Waits for its disk in a pool of its own: nobody's data wait for somebody's password or a large file.
class Embedded final : public StoreEngine {
 public:
  Embedded(const fs::path& folder, const StoreSettings& settings, const EngineParts& parts)
      : folder_(folder),
        disk_(kDiskThreads, kDiskQueue),
        store_(rocks_options(folder, settings, parts.log_kept_bytes), parts.clock, parts.random,
               disk_, parts.metrics) {}
  ~Embedded() override { disk_.stop(); }
  Embedded(const Embedded&) = delete;
  Embedded& operator=(const Embedded&) = delete;

  store::Store& store() override { return store_; }
  store::RocksStore& rocks() { return store_; }
  Task<void> create() override { co_return; }
  Task<store::IndexCheck> check() override {
    const auto verify = [this] { return store_.verify(); };
    store::Verification found = co_await disk_.run(verify);
    store::IndexCheck result;
    result.items = found.items;
    result.index_entries = found.index_entries + found.expiry_entries;
    result.faults = std::move(found.faults);
    co_return result;
  }
  store::Journal* journal() override { return &store_.journal(); }
  bool shared() const override { return false; }
  std::string name() const override { return embedded_name(folder_); }
  void close() override {
    store_.close();
    disk_.stop();
  }

 private:
  fs::path folder_;
  runtime::BackgroundPool disk_;
  store::RocksStore store_;
};

/// The embedded engine's data, while another process may be serving them.
class Followed final : public StoreEngine {
 public:
  Followed(fs::path folder, const EngineParts& parts)
      : folder_(std::move(folder)), store_(folder_, own_.path, parts.clock, parts.pool) {}

  store::Store& store() override { return store_; }
  Task<void> create() override {
    throw Error(ErrorCode::unavailable, "error.unavailable", name() + " is only read");
    co_return;
  }
  Task<store::IndexCheck> check() override { return store::check_indexes(store_); }
  void catch_up() override { store_.catch_up(); }
  bool shared() const override { return true; }
  std::string name() const override { return embedded_name(folder_); }

 private:
  /// Where the follower keeps its log.
  struct OwnFolder {
    OwnFolder() {
      std::string made = (fs::temp_directory_path() / "waymark-follower-XXXXXX").string();
      if (mkdtemp(made.data()) == nullptr)
        throw Error(ErrorCode::unavailable, "error.unavailable", "no temporary folder " + made);
      path = made;
    }
    ~OwnFolder() {
      std::error_code ignored;
      fs::remove_all(path, ignored);
    }
    OwnFolder(const OwnFolder&) = delete;
    OwnFolder& operator=(const OwnFolder&) = delete;
    fs::path path;
  };

  fs::path folder_;
  OwnFolder own_;
  store::RocksFollower store_;
};

class Postgres final : public StoreEngine {
 public:
  Postgres(const EngineSpec& spec, const PostgresSettings& settings, const EngineParts& parts)
      : table_(settings.table),
        store_(options_of(spec, settings, parts), parts.clock, parts.random, parts.metrics) {}

  store::Store& store() override { return store_; }
  Task<void> create() override { return store_.create(); }
  Task<store::IndexCheck> check() override { return store::check_indexes(store_); }
  bool shared() const override { return true; }
  void on_events(std::function<void()> committed) override {
    store_.on_notify([told = std::move(committed)](std::string_view) { told(); });
  }
  /// Where it is stays unsaid: a connection string may hold a password.
  std::string name() const override { return "postgres:" + table_; }
  void close() override { store_.close(); }

 private:
  static store::PostgresOptions options_of(const EngineSpec& spec, const PostgresSettings& settings,
                                           const EngineParts& parts) {
    Secret connection = spec.place.empty() ? settings.connection : Secret(spec.place);
    if (connection.expose().empty())
      throw config::ConfigError("store.postgres.connection: say where the database is");
    store::PostgresOptions options(std::move(connection), cursor_key(parts).expose());
    options.table = settings.table;
    options.connections = static_cast<std::size_t>(settings.connections);
    return options;
  }

  std::string table_;
  store::PostgresStore store_;
};

class Dynamo final : public StoreEngine {
 public:
  Dynamo(const EngineSpec& spec, const DynamoSettings& settings, const EngineParts& parts)
      : credentials_(aws_credentials(settings.access_key_id, settings.secret_access_key, client_,
                                     parts.pool, parts.clock)),
        options_(options_of(spec, settings, parts)),
        store_(options_, client_, *credentials_, parts.clock, parts.random, parts.metrics) {}

  store::Store& store() override { return store_; }
  Task<void> create() override { return store_.create(); }
  Task<store::IndexCheck> check() override { return store::check_indexes(store_); }
  bool shared() const override { return true; }
  std::string name() const override { return "dynamo:" + options_.table + "@" + options_.region; }
  void close() override { client_.stop(); }

 private:
  static store::DynamoOptions options_of(const EngineSpec& spec, const DynamoSettings& settings,
                                         const EngineParts& parts) {
    store::DynamoOptions options;
    options.region = aws_region(settings.region, "store.dynamo.region");
    options.endpoint = settings.endpoint;
    options.table = spec.place.empty() ? settings.table : spec.place;
    options.cursor_key = cursor_key(parts);
    options.sweeping =
        settings.sweep_by_scan ? store::Sweeping::by_scan : store::Sweeping::by_table;
    return options;
  }

  http::CurlClient client_;
  std::unique_ptr<aws::CredentialsProvider> credentials_;
  store::DynamoOptions options_;
  store::DynamoStore store_;
};

}  // namespace

EngineSpec EngineSpec::parse(const std::string& text, const std::string& option) {
  EngineSpec spec;
  const std::size_t colon = text.find(':');
  spec.engine = text.substr(0, colon);
  if (colon != std::string::npos) spec.place = text.substr(colon + 1);
  constexpr std::array<std::string_view, 3> kEngines{"embedded", "postgres", "dynamo"};
  for (const std::string_view engine : kEngines)
    if (spec.engine == engine) return spec;
  throw config::ConfigError(option + ": no engine is called '" + spec.engine +
                            "'; there are embedded, postgres and dynamo");
}

std::unique_ptr<StoreEngine> open_engine(const EngineSpec& spec, const StoreSettings& settings,
                                         Access access, const EngineParts& parts) {
  if (spec.engine == "postgres") return std::make_unique<Postgres>(spec, settings.postgres, parts);
  if (spec.engine == "dynamo") return std::make_unique<Dynamo>(spec, settings.dynamo, parts);
  const fs::path folder = rocks_folder(spec, settings);
  if (access == Access::read) return std::make_unique<Followed>(folder, parts);
  return std::make_unique<Embedded>(folder, settings, parts);
}

std::unique_ptr<store::Loading> open_loading(const EngineSpec& spec, const StoreSettings& settings,
                                             const StoreEngine& source, const EngineParts& parts) {
  if (spec.engine != "embedded") return nullptr;
  const fs::path folder = rocks_folder(spec, settings);
  if (source.name() == embedded_name(folder) || !store::BulkLoader::may_fill(folder))
    return nullptr;
  store::BulkOptions options(folder);
  options.reserve_bytes = static_cast<std::uint64_t>(settings.reserve_megabytes) << 20;
  return std::make_unique<store::BulkLoader>(options, parts.random);
}

}  // namespace waymark::app
