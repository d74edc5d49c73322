# Sourced by .ci/run and .ci/check: steps that say how long they took.

# Runs a command under a title.
step() {
  local title=$1 began=$SECONDS
  shift
  printf '\n== %s\n' "$title"
  "$@"
  printf -- '-- %s: %d s\n' "$title" $((SECONDS - began))
}

# Runs functions side by side, prints what each has said, and fails when one has failed.
together() {
  local lane logs failed=0
  local -a pids=()
  logs=$(mktemp -d)
  for lane in "$@"; do
    (set -e; "$lane") >"$logs/$lane" 2>&1 &
    pids+=($!)
  done
  for lane in "$@"; do
    wait "${pids[0]}" || failed=1
    pids=("${pids[@]:1}")
    cat "$logs/$lane"
  done
  rm -rf "$logs"
  return $failed
}
