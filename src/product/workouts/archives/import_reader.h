// Reads whatever somebody uploads or names on the command line: a file that a device wrote, the same
// packed with gzip, a ZIP of many (each of which may be packed with gzip once more, as Strava's export
// has them), or the export of Apple's Health app.
//
//   bytes.h   where the bytes are     zip.h      the directory of a ZIP
//   pieces.h  unpacking               limits.h   against bombs
//
// What a file is is told by its content; names help only where that leaves a doubt. A ZIP inside a
// ZIP is refused, not opened. In a ZIP with a health export only the export is read; its routes
// belong to its workouts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/encoding.h"
#include "product/workouts/archives/bytes.h"
#include "product/workouts/archives/limits.h"
#include "product/workouts/archives/zip.h"
#include "product/workouts/files/apple_health_reader.h"
#include "product/workouts/files/file_reader.h"

namespace waymark::workouts {

/// What is found, and in which file. Called on the thread that reads.
class Findings : public Finds {
 public:
  /// What comes next is of this file, until file_ends() or file_failed().
  virtual void file_begins(const std::string& name, FileFormat format) = 0;
  /// It was read to its end. `sha256`: of its unpacked bytes, in hexadecimal; empty for a health
  /// export, which is another file each time it is made.
  virtual void file_ends(const std::string& sha256) = 0;
  /// One of many could not be read, to the end or at all; the others are.
  virtual void file_failed(const std::string& name, const Error& error) = 0;
  /// One of many is nothing that a workout could be in: a picture, a list of friends.
  virtual void file_passed_over(const std::string& name) = 0;
};

/// One upload. Not thread-safe, but may move between threads.
class ImportReader {
 public:
  /// `name`: what it is called by whom it comes from. `findings` outlives this.
  ImportReader(std::shared_ptr<const Bytes> bytes, std::string name, Findings& findings,
               ArchiveLimits limits = {});
  ~ImportReader();

  /// Reads on, until about so many bytes have been unpacked; false when that was all. Throws
  /// Error(invalid_input) naming `file` when the upload as a whole cannot be read (what was found
  /// before stays found), and what `findings` throws.
  bool step(std::size_t bytes = std::size_t{1} << 20);
  /// How far, from 0 to 1.
  double progress() const;

 private:
  struct OpenFile;
  class Routes;

  void begin();
  void choose_files();
  const ZipFile* find_health_export();
  bool begin_file();
  void open_next();
  std::size_t read_on();
  void end_file();
  void failed(const std::string& name, const Error& error);
  std::unique_ptr<Pieces> open_packed();
  std::string next_name() const;

  std::shared_ptr<const Bytes> bytes_;
  std::string name_;
  Findings& findings_;
  ArchiveLimits limits_;
  Budget budget_;
  bool begun_ = false;
  std::optional<Zip> zip_;
  std::vector<const ZipFile*> files_;  // of the ZIP, those to be read; one null one without a ZIP
  std::size_t next_ = 0;
  std::size_t with_workouts_ = 0;  // files that were read or should have been
  std::uint64_t packed_total_ = 0;
  std::uint64_t packed_done_ = 0;  // of the files before the open one
  std::uint64_t taken_ = 0;        // of the open one
  std::unique_ptr<Routes> routes_;
  std::unique_ptr<OpenFile> open_;
};

}  // namespace waymark::workouts
