// The REST edge of imports.
//
//   POST   /api/workouts/import  a file with one workout, of up to 64 MiB → 201 Workout (200 when it became
//                                a part of one that was there); with more than that → 202 ImportJob
//   POST   /api/imports          any file or archive → 202 ImportJob; ?name=
//   GET    /api/imports          one's jobs, newest first
//   GET    /api/imports/{id}     ImportJob
//   DELETE /api/imports/{id}     cancels it → ImportJob
//
// A file is the body, or the field `file` of multipart/form-data; for the first route with the fields `type`
// and `title`, or ?type=, ?title= and ?name= (what the file is called). 202 comes with Location: /api/imports/{id}.
#pragma once

#include <cstddef>

namespace waymark::http {
class Router;
}

namespace waymark::workouts {

class Imports;

/// `archive_limit`: bytes of an upload to /api/imports. What is borrowed outlives the router.
void add_import_routes(http::Router& router, Imports& imports, std::size_t archive_limit);

}  // namespace waymark::workouts
