# SPDX-License-Identifier: GPL-2.0-or-later
# Every library comes from the system (Debian 12 packages, listed in packages.txt). Nothing is
# fetched when building.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

# Linked as `dep::<name>`. SYSTEM: their headers do not have to pass our warnings.
function(dejavu_pkg name module)
  pkg_check_modules(${name} REQUIRED IMPORTED_TARGET ${module})
  add_library(dep::${name} ALIAS PkgConfig::${name})
endfunction()

dejavu_pkg(xapian xapian-core)
dejavu_pkg(httplib cpp-httplib)
dejavu_pkg(cmark libcmark-gfm)
dejavu_pkg(yaml yaml-cpp)
dejavu_pkg(toml tomlplusplus)
dejavu_pkg(fmt fmt)
dejavu_pkg(utf8proc libutf8proc)
dejavu_pkg(re2 re2)
dejavu_pkg(md libmd)
dejavu_pkg(zstd libzstd)
dejavu_pkg(xxhash libxxhash)
dejavu_pkg(sqlite sqlite3)
find_package(nlohmann_json 3.11 REQUIRED)
add_library(dep::json ALIAS nlohmann_json::nlohmann_json)
find_package(CLI11 2.1 REQUIRED)
add_library(dep::cli11 ALIAS CLI11::CLI11)
find_package(Boost 1.74 REQUIRED)
add_library(dep::boost_headers ALIAS Boost::headers)

find_library(CMARK_GFM_EXTENSIONS cmark-gfm-extensions REQUIRED)
add_library(dejavu_cmark_extensions INTERFACE)
target_link_libraries(dejavu_cmark_extensions INTERFACE ${CMARK_GFM_EXTENSIONS} dep::cmark)
add_library(dep::cmark_extensions ALIAS dejavu_cmark_extensions)
