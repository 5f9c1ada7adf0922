#!/usr/bin/env bash
# Calls through examples/proxy.cfg for a long time while the script is reloaded, watching failed calls and memory.
#
#   scripts/soak.sh [--minutes N] [--rate CALLS_PER_SECOND]     (default 10 minutes, 300 calls/s)
#   scripts/soak.sh --fuzz [N]        instead: load N damaged configurations (default 100000), see FuzzTests
#
# Runs: signalbox with examples/proxy.cfg on loopback ports, SIPp's built-in uac and uas scenarios through it,
# "signalbox reload" every 5 seconds, and a line a minute with memory, calls and failures. Ends with status 1 when a
# call failed or memory at the end is more than a fifth above its value after the first minute.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
minutes=10 rate=300
while (($#)); do
  case $1 in
    --minutes) minutes=$2; shift ;;
    --rate) rate=$2; shift ;;
    --fuzz)
      count=${2:-100000}
      report=$(mktemp)
      SIGNALBOX_FUZZ=$count SIGNALBOX_FUZZ_REPORT=$report dotnet test "$root/tests/Script.Tests" -c Release --nologo -v q --filter "FullyQualifiedName~FuzzTests" </dev/null
      cat "$report"
      rm -f "$report"
      exit 0
      ;;
    -h | --help) sed -n '2,9p' "$0" | sed 's/^# \{0,1\}//'; exit 0 ;;
    *) echo "soak.sh: unknown option $1" >&2; exit 2 ;;
  esac
  shift
done
command -v sipp >/dev/null || { echo "soak.sh needs sipp (Debian package sip-tester)" >&2; exit 2; }

work=$(mktemp -d "${TMPDIR:-/tmp}/signalbox-soak.XXXXXX")
pids=()
stop() {
  local pid
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
}
trap 'stop; rm -rf "$work"' EXIT

dotnet publish "$root/src/Host" -c Release -o "$root/out" --nologo -v q </dev/null
port=$((20000 + RANDOM % 20000))
"$root/out/signalbox" -f "$root/examples/proxy.cfg" -DD -E -Y "$work" -A "LISTEN=udp:127.0.0.1:$port" -A "NEXT_HOP=\"sip:127.0.0.1:$((port + 1))\"" \
  -A "TRACE_DB=\"sqlite:///$work/trace.db\"" -A "CTL=\"unix:$work/ctl\"" >"$work/server.log" 2>&1 &
server=$!
pids+=("$server")
cd "$work"
for _ in $(seq 50); do [[ -S ctl ]] && break; sleep 0.1; done
sipp -sn uas -i 127.0.0.1 -p $((port + 1)) -nostdin </dev/null >/dev/null 2>&1 &
pids+=($!)
sipp -sn uac -i 127.0.0.1 -p $((port + 2)) "127.0.0.1:$port" -r "$rate" -m $((minutes * 60 * rate)) -l $((rate * 10)) \
  -nostdin -trace_stat -fd 10 -stf calls.csv </dev/null >/dev/null 2>&1 &
caller=$!
pids+=("$caller")

memory() { awk '/^VmRSS/ {print int($2 / 1024)}' "/proc/$server/status"; }
column() { awk -F';' -v name="$1" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i } END { print $at + 0 }' calls.csv; }
first="" seconds=0
while kill -0 "$caller" 2>/dev/null; do
  sleep 5
  seconds=$((seconds + 5))
  kill -0 "$server" 2>/dev/null || { echo "the server ended:"; tail -n 5 server.log; exit 1; }
  "$root/out/signalbox" reload -s "unix:$work/ctl" >reload.log || { echo "reload failed:"; cat reload.log; exit 1; }
  if ((seconds % 60 == 0)); then
    first=${first:-$(memory)}
    echo "minute $((seconds / 60)): $(memory) MiB, $(column 'SuccessfulCall(C)') calls, $(column 'FailedCall(C)') failed"
  fi
done
status=0
wait "$caller" || status=$?
last=$(memory)
echo "end: $last MiB, $(column 'SuccessfulCall(C)') calls, $(column 'FailedCall(C)') failed"
((status == 0)) || exit 1
((last * 5 <= ${first:-$last} * 6)) || { echo "memory grew from $first to $last MiB"; exit 1; }
