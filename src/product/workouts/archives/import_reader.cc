#include "product/workouts/archives/import_reader.h"

#include <algorithm>
#include <array>

#include "product/workouts/files/formats.h"

namespace waymark::workouts {
namespace {

/// A health export is the largest XML file of its ZIP, or nearly so.
constexpr std::size_t kExportCandidates = 16;

bool is_gzip(std::string_view first_bytes) {
  return first_bytes.starts_with("\x1f\x8b");
}

bool ends_with(std::string_view name, std::string_view ending) {
  if (name.size() < ending.size()) return false;
  name.remove_prefix(name.size() - ending.size());
  return std::equal(name.begin(), name.end(), ending.begin(), [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b;
  });
}

/// What Macs put beside every file of theirs.
bool is_resource_fork(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  return name.starts_with("__MACOSX/") ||
         name.substr(slash == std::string_view::npos ? 0 : slash + 1).starts_with("._");
}

Error nested() {
  return Error::invalid("file", "error.archive.nested");
}

}  // namespace

struct ImportReader::OpenFile {
  std::string name;
  bool is_export = false;
  std::unique_ptr<Pieces> pieces;
  std::unique_ptr<FileReader> reader;
  Sha256 hash;
};

/// The routes of a health export, which lie in the ZIP beside it.
class ImportReader::Routes final : public RouteFiles {
 public:
  Routes(const Zip& zip, Budget& budget, std::string_view beside) : zip_(zip), budget_(budget) {
    const std::size_t slash = beside.rfind('/');
    if (slash != std::string_view::npos) folder_ = beside.substr(0, slash);
  }

  bool read(std::string_view path, FileReader& into) override {
    while (path.starts_with('/')) path.remove_prefix(1);
    const ZipFile* file =
        zip_.find(folder_.empty() ? std::string(path) : folder_ + "/" + std::string(path));
    if (!file) return false;
    const std::unique_ptr<Pieces> pieces = zip_.open(*file, budget_);
    for (std::string_view piece = pieces->next(); !piece.empty(); piece = pieces->next())
      into.feed(piece);
    into.finish();
    return true;
  }

 private:
  const Zip& zip_;
  Budget& budget_;
  std::string folder_;
};

ImportReader::ImportReader(std::shared_ptr<const Bytes> bytes, std::string name, Findings& findings,
                           ArchiveLimits limits)
    : bytes_(std::move(bytes)),
      name_(std::move(name)),
      findings_(findings),
      limits_(limits),
      budget_(limits) {}

ImportReader::~ImportReader() = default;

bool ImportReader::step(std::size_t bytes) {
  if (!begun_) begin();
  for (std::size_t read = 0; read < bytes;) {
    if (!open_ && !begin_file()) return false;
    if (open_) read += read_on();
    read += kFirstPieceBytes;  // so that a step ends also among files that hold nothing
  }
  return true;
}

double ImportReader::progress() const {
  if (packed_total_ == 0) return 0;
  const double share =
      static_cast<double>(packed_done_ + taken_) / static_cast<double>(packed_total_);
  return std::min(share, 1.0);
}

void ImportReader::begin() {
  begun_ = true;
  std::array<char, 4> start{};
  const std::size_t size = bytes_->read_at(0, start);
  if (size == 0) throw Error::invalid("file", "error.upload.no_file");
  if (Zip::looks_like({start.data(), size})) {
    zip_.emplace(*bytes_, limits_);
    choose_files();
  } else {
    files_.push_back(nullptr);
    packed_total_ = bytes_->size();
  }
}

void ImportReader::choose_files() {
  if (const ZipFile* health = find_health_export()) {
    routes_ = std::make_unique<Routes>(*zip_, budget_, health->name);
    files_.push_back(health);
  } else {
    for (const ZipFile& file : zip_->files())
      if (!file.is_folder() && !is_resource_fork(file.name)) files_.push_back(&file);
  }
  for (const ZipFile* file : files_) packed_total_ += file->packed;
}

/// By its content: its name is in the language of the phone.
const ZipFile* ImportReader::find_health_export() {
  std::vector<const ZipFile*> candidates;
  for (const ZipFile& file : zip_->files())
    if (ends_with(file.name, ".xml") && !file.encrypted && !is_resource_fork(file.name))
      candidates.push_back(&file);
  const std::size_t count = std::min(candidates.size(), kExportCandidates);
  std::partial_sort(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(count),
                    candidates.end(),
                    [](const ZipFile* a, const ZipFile* b) { return a->unpacked > b->unpacked; });
  candidates.resize(count);
  for (const ZipFile* file : candidates) {
    try {
      if (format_of(zip_->open(*file, budget_)->next(), file->name) == FileFormat::apple_health)
        return file;
    } catch (const Error&) {
      continue;  // told of when its turn comes
    }
  }
  return nullptr;
}

std::string ImportReader::next_name() const {
  return files_[next_] ? files_[next_]->name : name_;
}

std::unique_ptr<Pieces> ImportReader::open_packed() {
  taken_ = 0;
  if (files_[next_]) return zip_->open(*files_[next_], budget_, &taken_);
  return std::make_unique<StretchPieces>(*bytes_, 0, bytes_->size(), &taken_);
}

/// Opens the next file, or passes over it; false behind the last.
bool ImportReader::begin_file() {
  if (next_ == files_.size()) {
    if (with_workouts_ == 0) throw Error::invalid("file", "error.archive.nothing");
    return false;
  }
  try {
    open_next();
  } catch (const Error& error) {
    failed(next_name(), error);
  }
  return true;
}

void ImportReader::open_next() {
  auto file = std::make_unique<OpenFile>();
  file->name = next_name();
  file->pieces = open_packed();
  std::string_view first = file->pieces->next();
  if (is_gzip(first)) {
    file->pieces = std::make_unique<InflatedPieces>(open_packed(), Wrapping::gzip, budget_);
    first = file->pieces->next();
    if (ends_with(file->name, ".gz")) file->name.resize(file->name.size() - 3);
    if (is_gzip(first)) throw nested();
  }
  if (Zip::looks_like(first)) throw nested();
  // Archives are full of tables that tell of friends and shoes: of a table its columns alone count.
  const bool table = zip_ && ends_with(file->name, ".csv");
  const std::optional<FileFormat> format =
      format_of(first, table ? std::string_view() : std::string_view(file->name));
  if (!format) {
    if (!zip_) throw Error::invalid("file", "error.import.unknown_format");
    findings_.file_passed_over(next_name());
    end_file();
    return;
  }
  ++with_workouts_;
  file->is_export = *format == FileFormat::apple_health;
  file->reader = file->is_export ? apple_health_reader(findings_, routes_.get())
                                 : reader_of(*format, findings_);
  findings_.file_begins(next_name(), *format);
  if (!file->is_export) file->hash.add(first);
  file->reader->feed(first);
  open_ = std::move(file);
}

/// The open file's next piece, or its end; how many bytes.
std::size_t ImportReader::read_on() {
  try {
    const std::string_view piece = open_->pieces->next();
    if (!piece.empty()) {
      if (!open_->is_export) open_->hash.add(piece);
      open_->reader->feed(piece);
      return piece.size();
    }
    open_->reader->finish();
    findings_.file_ends(open_->is_export ? std::string() : hex_encode(open_->hash.digest()));
    end_file();
  } catch (const Error& error) {
    failed(next_name(), error);
  }
  return 0;
}

void ImportReader::end_file() {
  open_.reset();
  packed_done_ += files_[next_] ? files_[next_]->packed : bytes_->size();
  taken_ = 0;
  ++next_;
}

/// While an error is handled: of many files one may fail; a file by itself, or an archive that is a
/// bomb, ends it all.
void ImportReader::failed(const std::string& name, const Error& error) {
  if (!zip_ || budget_.spent() || error.code() != ErrorCode::invalid_input) throw;
  if (!open_) ++with_workouts_;
  findings_.file_failed(name, error);
  end_file();
}

}  // namespace waymark::workouts
