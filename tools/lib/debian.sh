# shellcheck shell=bash
# Debian 12: missing packages, and the pinned sources out of Debian's archive. Sourced by tools/setup.

BUILD_PACKAGES="g++ python3 libsasl2-dev libssl-dev libzstd-dev zlib1g-dev"
# Bazel's rule sets come as packages too: third_party/shims.bzl reads them.
BAZEL_PACKAGES="bazel-bootstrap bazel-platforms bazel-skylib bazel-rules-java bazel-rules-proto"
TEST_PACKAGES="openjdk-17-jdk-headless maven nodejs python3-venv clang-16 clang-format-16 clang-tidy-16 kcat"

is_debian_12() { (. /etc/os-release && [ "$ID:$VERSION_ID" = debian:12 ]) 2>/dev/null; }

# Debian's Bazel tells no version; one that does was installed by its user, and stays.
has_own_bazel() { bazel --version 2>/dev/null | grep -q '^bazel [0-9]'; }

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# missing_packages NAME...: those that are not installed.
missing_packages() {
  local have name
  # shellcheck disable=SC2016
  have=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null || true)
  for name in "$@"; do
    grep -qx "$name installed" <<<"$have" || printf '%s ' "$name"
  done
}

install_packages() {
  local missing
  missing=$(missing_packages "$@")
  [ -z "$missing" ] && return
  say "installing Debian packages: $missing"
  [ "$(id -u)" -eq 0 ] || sudo -v || die "needs root to install: $missing"
  run_long "apt-get update" as_root apt-get -o DPkg::Lock::Timeout=600 update
  # shellcheck disable=SC2086
  run_long "apt-get install" as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get -o DPkg::Lock::Timeout=600 install -y --no-install-recommends $missing
}

# The machine's own Debian sources, once more for the suites that hold our pins, with source packages.
write_apt_sources() {
  local parts=$1 file
  for file in /etc/apt/sources.list.d/*.sources; do
    [ -e "$file" ] || continue
    awk 'BEGIN { RS = ""; ORS = "\n\n" } /URIs:[^\n]*\/debian\/?(\n|$)/' "$file" | grep -v '^#' |
      sed -e 's/^Types:.*/Types: deb deb-src/' -e 's/^Suites:.*/Suites: trixie bookworm/' \
        -e 's/^Components:.*/Components: main/'
  done >"$parts/kontrakt.sources"
  { cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null || true; } |
    sed -nE 's#^deb +(\[[^]]*\] +)?([^ ]+/debian/?) +.*#\1\2#p' | sort -u | while read -r source; do
      printf '%s %s %s main\n' deb "$source" trixie deb-src "$source" trixie deb-src "$source" bookworm
    done >"$parts/kontrakt.list"
  [ -s "$parts/kontrakt.sources" ] || [ -s "$parts/kontrakt.list" ] ||
    die "found no Debian archive (…/debian) in /etc/apt/sources.list or /etc/apt/sources.list.d"
}

# own_apt STATE ARGS...: apt-get with lists and cache of its own; the system's are not touched.
own_apt() {
  local state=$1
  shift
  apt-get -o Dir::State::lists="$state/lists" -o Dir::State::status="$state/status" \
    -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$state/parts" \
    -o Dir::Cache="$state/cache" -o APT::Sandbox::User=root -o Acquire::Languages=none \
    -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false "$@"
}

prepare_apt() {
  local state=$1
  fresh_folder "$state"
  mkdir -p "$state/lists/partial" "$state/parts" "$state/cache/archives/partial" "$state/files"
  : >"$state/status"
  write_apt_sources "$state/parts"
  own_apt "$state" update
}

# fetch_file STATE HOW PACKAGE=VERSION FILE SHA256
fetch_file() {
  local state=$1 how=$2 package=$3 file=$4 sha256=$5
  (
    cd "$state/files" || exit 1
    if [ "$how" = headers ]; then
      own_apt "$state" download "$package"
    else
      own_apt "$state" source --download-only --tar-only "$package"
    fi
    sha256sum --check --quiet <<<"$sha256  $file"
  )
}

# place_file STATE GOAL HOW REPOSITORY FILE NAME: from the downloaded file to what Bazel is given.
place_file() {
  local from=$1/files/$5 goal=$2 how=$3 repository=$4 name=$6 folder=$2/override/$4
  case $how in
    distdir) mv "$from" "$goal/distdir/$name" ;;
    override)
      mkdir -p "$folder"
      tar -xzf "$from" -C "$folder" --strip-components=1
      ;;
    headers)
      mkdir -p "$folder/include" "$1/unpacked"
      dpkg -x "$from" "$1/unpacked"
      mv "$1/unpacked/usr/include/$name" "$folder/include/"
      printf 'workspace(name = "%s")\n' "$repository" >"$folder/WORKSPACE"
      cp "$ROOT/third_party/$repository.BUILD" "$folder/BUILD.bazel"
      ;;
    *) die "third_party/debian.pins: unknown kind '$how'" ;;
  esac
}

# fill_sources GOAL: everything in debian.pins, checked, as $GOAL/distdir and $GOAL/override/<repository>.
fill_sources() {
  local goal=$1 state=$1/apt how repository package file sha256 name
  fresh_folder "$goal"
  mkdir -p "$goal/distdir" "$goal/override"
  run_long "lists of Debian's packages" prepare_apt "$state"
  while read -r how repository package file sha256 name; do
    run_long "source of $repository ($package)" fetch_file "$state" "$how" "$package" "$file" "$sha256" ||
      die "Debian's $file could not be had, or is not the one pinned in third_party/debian.pins"
    place_file "$state" "$goal" "$how" "$repository" "$file" "$name"
  done < <(grep -v '^#' "$ROOT/third_party/debian.pins")
  rm -rf "$state"
  finish_folder "$goal"
}
