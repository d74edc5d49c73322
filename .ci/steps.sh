# Sourced by .ci/run and .ci/check: steps that say how long they took.

# Runs a command under a title.
step() {
  local title=$1 began=$SECONDS
  shift
  printf '\n== %s\n' "$title"
  "$@"
  printf -- '-- %s: %d s\n' "$title" $((SECONDS - began))
}

# Runs functions side by side and prints what each has said, those that failed last; fails when one has failed.
together() {
  local lane logs
  local -a pids=() failed=()
  logs=$(mktemp -d)
  for lane in "$@"; do
    (set -e; "$lane") >"$logs/$lane" 2>&1 &
    pids+=($!)
  done
  for lane in "$@"; do
    if wait "${pids[0]}"; then cat "$logs/$lane"; else failed+=("$lane"); fi
    pids=("${pids[@]:1}")
  done
  for lane in "${failed[@]}"; do
    cat "$logs/$lane"
    printf '\nFailed: %s\n' "$lane"
  done
  rm -rf "$logs"
  return ${#failed[@]}
}
