#!/usr/bin/env bash
# Calls through examples/proxy.cfg for a long time while the script is reloaded, watching failed calls and memory.
#
#   scripts/soak.sh [--minutes N] [--rate CALLS_PER_SECOND]     (default 10 minutes, 300 calls/s)
#   scripts/soak.sh --reloads N [--rate CALLS_PER_SECOND]
#                                     instead: N reloads (default 1000) while SIPp places calls that fail over: each file in turn has the
#                                     failure route that the calls before have armed and lacks that of the next ones. Prints the round trip of
#                                     OPTIONS (p50, p99) beside 20 reloads a second and beside 20 commands that reload nothing; ends with status 1
#                                     when a call failed, memory grew by a fifth, or p99 is more than 1.5 times as high beside reloads
#   scripts/soak.sh --fuzz [N]        instead: load N damaged configurations (default 100000), see FuzzTests
#   scripts/soak.sh --mix [--minutes N] [--rate UNITS_PER_SECOND]
#                                     instead: mixed traffic (benchmarks/Load/sipmix.cpp) through benchmarks/cfg/mix.cfg, by default
#                                     30 minutes at half of the rate that this machine was found to bear; ends with status 1 when a
#                                     unit was lost or answered wrongly, or memory in the second half is a tenth above that of the first
#
#   scripts/soak.sh --kemi lua|js [CALLBACKS]
#                                     instead: script callbacks of 20 KSR calls (benchmarks/cfg/kemi.lua, kemi.js), 10 million by default;
#                                     ends with status 1 when one failed, or memory grew by more than a tenth after the first tenth
#
# Runs: signalbox with examples/proxy.cfg on loopback ports, SIPp's built-in uac and uas scenarios through it,
# "signalbox reload" every 5 seconds, and a line a minute with memory, calls and failures. Ends with status 1 when a
# call failed or memory at the end is more than a fifth above its value after the first minute.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
minutes=10 rate=300 mode=calls half=""
while (($#)); do
  case $1 in
    --minutes) minutes=$2; shift ;;
    --rate) rate=$2 half=$2; shift ;;
    --mix) mode=mix minutes=30 ;;
    --kemi) mode=kemi language=${2:-lua} callbacks=${3:-10000000}; shift $(($# > 2 ? 2 : $# - 1)) ;;
    --reloads)
      mode=reloads reloads=1000
      if [[ ${2:-} =~ ^[0-9]+$ ]]; then reloads=$2; shift; fi
      ;;
    --fuzz)
      count=${2:-100000}
      report=$(mktemp)
      SIGNALBOX_FUZZ=$count SIGNALBOX_FUZZ_REPORT=$report dotnet test "$root/tests/Script.Tests" -c Release --nologo -v q --filter "FullyQualifiedName~FuzzTests" </dev/null
      cat "$report"
      rm -f "$report"
      exit 0
      ;;
    -h | --help) sed -n '2,23p' "$0" | sed 's/^# \{0,1\}//'; exit 0 ;;
    *) echo "soak.sh: unknown option $1" >&2; exit 2 ;;
  esac
  shift
done
[[ $mode != calls ]] || command -v sipp >/dev/null || { echo "soak.sh needs sipp (Debian package sip-tester)" >&2; exit 2; }

work=$(mktemp -d "${TMPDIR:-/tmp}/signalbox-soak.XXXXXX")
pids=()
stop() {
  local pid
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
}
trap 'stop; rm -rf "$work"' EXIT

out=${SIGNALBOX_OUT:-$root/out}
[[ -n ${SIGNALBOX_OUT:-} ]] || dotnet publish "$root/src/Host" -c Release -o "$out" --nologo -v q </dev/null
port=$((20000 + RANDOM % 20000))

if [[ $mode == kemi ]]; then
  g++ -O2 -std=c++17 -o "$work/sipload" "$root/benchmarks/Load/sipload.cpp"
  "$out/signalbox" -f "$root/benchmarks/cfg/$language.cfg" -DD -E -Y "$work" -A "LISTEN=udp:127.0.0.1:$port" \
    -A "LUA_SCRIPT=\"$root/benchmarks/cfg/kemi.lua\"" -A "JS_SCRIPT=\"$root/benchmarks/cfg/kemi.js\"" >"$work/server.log" 2>&1 &
  server=$!
  pids=("$server")
  sleep 2
  first=0 memory=0 status=0
  for ((part = 1; part <= 10; part++)); do
    figures=$("$work/sipload" options --to "127.0.0.1:$port" --uas "127.0.0.1:$((port + 1))" --n $((callbacks / 10)) --window 64 --pid "$server" --limit 3600)
    memory=$(sed -n 's/.*pss_mib=\([0-9]*\).*/\1/p' <<<"$figures")
    echo "$((part * callbacks / 10)) callbacks: $memory MiB, $(grep -o 'done=[0-9]* bad=[0-9]*' <<<"$figures")"
    grep -q 'bad=0 ' <<<"$figures" || status=1
    ((part > 1)) || first=$memory
  done
  if ((memory * 10 > first * 11)); then
    echo "memory grew from $first to $memory MiB" >&2
    status=1
  fi
  exit "$status"
fi

# Mixed traffic. A rate is borne when nothing was lost and at most one unit of a thousand had to be asked again.
mixed() {
  "$work/sipmix" mix --to "127.0.0.1:$port" --uas "127.0.0.1:$((port + 1))" --pid "$server" --rate "$1" --minutes "$2"
}
capacity() {
  local found=500 try
  for try in 2000 4000 6000 9000 13000 19000 28000; do
    mixed "$try" 0.2 >capacity.log || break
    awk '/^minute/ { if ($3 < 1000 * $11) exit 1 }' capacity.log || break
    found=$try
  done
  echo "$found"
}
if [[ $mode == mix ]]; then
  g++ -O2 -std=c++17 -o "$work/sipmix" "$root/benchmarks/Load/sipmix.cpp"
  cd "$work"
  serve() {
    "$out/signalbox" -f "$root/benchmarks/cfg/mix.cfg" -DD -E -Y "$work" -A "LISTEN=udp:127.0.0.1:$port" >server.log 2>&1 &
    server=$!
    pids=("$server")
    sleep 2
  }
  serve
  if [[ -z $half ]]; then
    borne=$(capacity)
    half=$((borne / 2))
    echo "borne: $borne units/s; soak at $half"
    stop
    serve
  fi
  status=0
  mixed "$half" "$minutes" | tee mix.log || status=1
  kill -0 "$server" 2>/dev/null || { echo "the server ended:"; tail -n 5 server.log; exit 1; }
  awk '/^minute/ { for (i = 1; i < NF; i++) if ($(i + 1) == "MiB,") mib[++n] = $i }
    END { for (i = 1; i <= n; i++) { half = i * 2 > n; if (mib[i] > top[half]) top[half] = mib[i] }
          printf "memory at most %d MiB in the first half, %d MiB in the second\n", top[0], top[1]; exit top[1] * 10 > top[0] * 11 }' mix.log || status=1
  exit "$status"
fi

if [[ $mode == reloads ]]; then
  . "$root/scripts/soak-reloads.sh"
  exit "$status"
fi

"$out/signalbox" -f "$root/examples/proxy.cfg" -DD -E -Y "$work" -A "LISTEN=udp:127.0.0.1:$port" -A "NEXT_HOP=\"sip:127.0.0.1:$((port + 1))\"" \
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
  "$out/signalbox" reload -s "unix:$work/ctl" >reload.log || { echo "reload failed:"; cat reload.log; exit 1; }
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
