# shellcheck shell=bash
# Talking while working, and one worker at a time. Sourced; needs $KONTRAKT_CACHE.

say() { printf '%s\n' "$*" >&2; }

die() {
  say "error: $*"
  exit 1
}

# run_long TITLE COMMAND...: runs it with its output in a log, shows title, time and the log's last line while
# it runs, and the end of the log if it fails.
run_long() {
  local title=$1 log started pid status=0
  shift
  log=$(mktemp "$KONTRAKT_CACHE/log.XXXXXX")
  started=$SECONDS
  "$@" >"$log" 2>&1 </dev/null &
  pid=$!
  show_progress "$title" "$log" "$pid" "$started"
  wait "$pid" || status=$?
  if [ "$status" -eq 0 ]; then
    say "  $title: done in $((SECONDS - started)) s"
  else
    say "  $title: failed after $((SECONDS - started)) s, its last lines:"
    tail -n 30 "$log" | sed 's/^/    /' >&2
  fi
  rm -f "$log"
  return "$status"
}

# On a terminal one line that is rewritten every second; elsewhere a new line every 15 seconds.
show_progress() {
  local title=$1 log=$2 pid=$3 started=$4 next=5 waited last
  while kill -0 "$pid" 2>/dev/null; do
    waited=$((SECONDS - started))
    last=$(tail -c 400 "$log" | tr '\r' '\n' | grep -av "^ *$" | tail -n 1 | cut -c1-70 || true)
    if [ -t 2 ]; then
      printf '\r\033[K  %s: %d s  %s' "$title" "$waited" "$last" >&2
    elif [ "$waited" -ge "$next" ]; then
      say "  $title: $waited s  $last"
      next=$((waited + 15))
    fi
    sleep 0.3
  done
  if [ -t 2 ]; then printf '\r\033[K' >&2; fi
}

# Holds $KONTRAKT_CACHE/setup.lock until this process ends.
take_lock() {
  exec 9>"$KONTRAKT_CACHE/setup.lock"
  flock -n 9 && return
  say "  another tools/setup is at work: waiting for it"
  flock 9
}

# hash_of: twelve digits that change when what comes in does.
hash_of() { sha256sum | cut -c1-12; }

# fresh_folder DIR: an empty DIR. Ends with finish_folder DIR; is_finished tells a whole one from a broken one.
fresh_folder() { rm -rf "$1" && mkdir -p "$1"; }
finish_folder() { touch "$1/.complete"; }
is_finished() { [ -e "$1/.complete" ]; }
