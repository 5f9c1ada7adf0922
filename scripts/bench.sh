#!/usr/bin/env bash
# Measures this engine and, where it is installed, Kamailio (with its fast allocator) on the same cfg files,
# taking turns, and prints one table.
#
#   scripts/bench.sh decode          packets of HEP that one core decodes, and decodes, parses and makes rows of, in a second
#   scripts/bench.sh [--rounds N] [--quick] [--ours-only | --peer-only] [CASE...]
#
# CASE: options message call register call-dialog call-hep call-trace-mode call-trace-tcp call-dump call-pcap script lua js (default: all)
#       or capture alone: HEP into databases, see bench-capture.sh
#       lua and js: a callback of 20 KSR calls answers OPTIONS
#       script is four cases, script-none -once -loop -hundred, and gives the cost of one script statement
# --rounds N   runs of each server per case; the median is shown with the lowest and highest (default 3)
# --quick      a quarter of the work per run: a first impression, not a figure to publish
#
# units/s and server CPU are taken with 64 in flight, the latencies with 8. CPU is user and system time of the
# server's processes, so it holds on a noisy machine where throughput does not.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
for argument; do
  # The capture case has a database server and rates of its own.
  [[ $argument != capture ]] || exec "$root/scripts/bench-capture.sh" $(printf '%s\n' "$@" | grep -vx capture)
done
script_cases=(script-none script-once script-loop script-hundred)
if [[ ${1:-} == decode ]]; then
  dotnet test "$root/tests/Modules.Tests" -c Release --nologo --filter "FullyQualifiedName~HepDecodeRateTests" --logger "console;verbosity=detailed" </dev/null | grep -E "packets/s|Passed!|Failed|error"
  exit "${PIPESTATUS[0]}"
fi
rounds=3 divide=1 servers="ours peer" cases=()

while (($#)); do
  case $1 in
    --rounds) rounds=$2; shift ;;
    --quick) divide=4 ;;
    --ours-only) servers="ours" ;;
    --peer-only) servers="peer" ;;
    -h | --help) sed -n '2,15p' "$0" | sed 's/^# \{0,1\}//'; exit 0 ;;
    -*) echo "bench.sh: unknown option $1" >&2; exit 2 ;;
    script) cases+=("${script_cases[@]}") ;;
    *) [[ -f $root/benchmarks/cfg/$1.cfg ]] || { echo "bench.sh: no case '$1'" >&2; exit 2; }; cases+=("$1") ;;
  esac
  shift
done
((${#cases[@]})) || cases=(options message call register call-dialog call-hep call-trace-mode call-trace-tcp call-dump call-pcap "${script_cases[@]}" lua js)
if [[ $servers == *peer* ]] && ! command -v kamailio >/dev/null; then
  echo "kamailio is not installed: this engine alone is measured" >&2
  servers="ours"
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/signalbox-bench.XXXXXX")
server_pid="" sink_pid=""
stop() {
  local pid
  for pid in $server_pid $sink_pid; do
    kill "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
  server_pid="" sink_pid=""
}
trap 'stop; rm -rf "$work"' EXIT

mkdir -p "$root/out/bench"
load=$root/out/bench/sipload
g++ -O2 -std=c++17 -o "$load" "$root/benchmarks/Load/sipload.cpp" 2>"$work/g++.log" || { cat "$work/g++.log" >&2; exit 1; }
if [[ $servers == *ours* ]]; then
  dotnet publish "$root/src/Host" -c Release -o "$root/out" --nologo -v q </dev/null
fi

port=$((20000 + RANDOM % 20000))
proxy=127.0.0.1:$port uas=127.0.0.1:$((port + 1)) sink=127.0.0.1:$((port + 2))

# the load generator's mode and the units of one run
plan() {
  case $1 in
    script-hundred) echo "options $((20000 / divide))" ;;
    options | lua | js | script-*) echo "options $((400000 / divide))" ;;
    message) echo "message $((120000 / divide))" ;;
    register) echo "register $((200000 / divide))" ;;
    *) echo "call $((40000 / divide))" ;;
  esac
}

start() { # server case
  local -a defines=(-A "LISTEN=udp:$proxy" -A "COLLECTOR=\"sip:$sink\"" -A "COLLECTOR_TCP=\"sip:$sink;transport=tcp\"" -A "FOLDER=\"$work/dump\""
    -A "LUA_SCRIPT=\"$root/benchmarks/cfg/kemi.lua\"" -A "JS_SCRIPT=\"$root/benchmarks/cfg/kemi.js\"")
  mkdir -p "$work/dump"
  "$load" sink --to "$sink" & sink_pid=$!
  if [[ $1 == peer ]]; then
    kamailio -f "$root/benchmarks/cfg/$2.cfg" -x fm -X fm -m 4096 -DD -E -Y "$work" "${defines[@]}" >"$work/server.log" 2>&1 & server_pid=$!
  else
    "$root/out/signalbox" -f "$root/benchmarks/cfg/$2.cfg" -DD -E -Y "$work" "${defines[@]}" >"$work/server.log" 2>&1 & server_pid=$!
  fi
}

field() { sed -n "s/.*[ ^]$1=\([^ ]*\).*/\1/p" <<<"$2"; }

measure() { # server case round: one line of figures to results.tsv
  local mode units full slow
  read -r mode units < <(plan "$2")
  start "$1" "$2"
  # Waits until the server answers, then lets it reach its working speed: longer than a transaction stays after its end (5 s), so that
  # what is measured is a server that lets go as much as it takes on.
  local try answered=no
  for try in 1 2 3 4 5; do
    "$load" "$mode" --to "$proxy" --uas "$uas" --n 1 --window 1 --limit 2 >/dev/null 2>&1 && answered=yes && break
    sleep 0.2
  done
  if [[ $answered == no ]]; then
    echo "$1 $2: no answer, left out: $(tail -n 3 "$work/server.log")" >&2
    stop
    return
  fi
  "$load" "$mode" --to "$proxy" --uas "$uas" --n 2000000 --limit $((8 / (divide > 1 ? 2 : 1))) >/dev/null || true
  full=$("$load" "$mode" --to "$proxy" --uas "$uas" --n "$units" --window 64 --pid "$server_pid" --limit 120) || echo "$1 $2: $full" >&2
  slow=$("$load" "$mode" --to "$proxy" --uas "$uas" --n $((units / 4)) --window 8 --limit 120) || echo "$1 $2: $slow" >&2
  if ! kill -0 "$server_pid" 2>/dev/null; then
    echo "$1 $2: the server ended: $(tail -n 3 "$work/server.log")" >&2
  fi
  stop
  rm -rf "$work/dump"
  printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$2" "$1" "$(field rate "$full")" "$(field cpu_us "$full")" \
    "$(field p50_ms "$slow")" "$(field p99_ms "$slow")" "$(field p999_ms "$slow")" "$(field pss_mib "$full")" \
    "$(( $(field bad "$full") + $(field bad "$slow") ))" >>"$work/results.tsv"
}

: >"$work/results.tsv"
for case in "${cases[@]}"; do
  for ((round = 1; round <= rounds; round++)); do
    for server in $servers; do
      echo "$case, round $round of $rounds, $server" >&2
      measure "$server" "$case" "$round"
    done
  done
done

echo "commit $(git -C "$root" rev-parse --short HEAD 2>/dev/null || echo unknown), $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(date -u +%F), $rounds rounds; peer: $(kamailio -v 2>/dev/null | sed -n 's/^version: \(kamailio [0-9.]*\).*/\1/p' || true) -x fm -X fm"
echo
sort -t$'\t' -k1,1 -k2,2 "$work/results.tsv" | awk -F'\t' -v order="${cases[*]}" '
  { n = ++count[$1, $2]; for (c = 3; c <= 9; c++) value[$1, $2, c, n] = $c }
  function middle(kase, server, c,    i, j, k, t, v) {
    k = count[kase, server]
    for (i = 1; i <= k; i++) v[i] = value[kase, server, c, i] + 0
    for (i = 2; i <= k; i++) for (j = i; j > 1 && v[j] < v[j-1]; j--) { t = v[j]; v[j] = v[j-1]; v[j-1] = t }
    low = v[1]; high = v[k]
    return k % 2 ? v[(k+1)/2] : (v[k/2] + v[k/2+1]) / 2
  }
  END {
    print "| case | server | units/s | CPU µs/unit (low–high) | p50 ms | p99 ms | p99.9 ms | memory MiB | failed | CPU ratio |"
    print "|---|---|---|---|---|---|---|---|---|---|"
    split(order, names, " ")
    for (i = 1; i in names; i++) for (s = 1; s <= 2; s++) {
      server = s == 1 ? "ours" : "peer"; kase = names[i]
      if (!((kase, server) in count)) continue
      cpu = middle(kase, server, 4); a = low; b = high
      if (s == 1) own = cpu
      ratio = s == 2 && ((kase, "ours") in count) ? sprintf("%.2f", own / cpu) : ""
      printf "| %s | %s | %.0f | %.1f (%.1f–%.1f) | %.2f | %.2f | %.2f | %.0f | %d | %s |\n", kase, s == 1 ? "Signalbox" : "Kamailio",
        middle(kase, server, 3), cpu, a, b, middle(kase, server, 5), middle(kase, server, 6), middle(kase, server, 7), middle(kase, server, 8), middle(kase, server, 9), ratio
    }
    if (("script-hundred", "ours") in count) statements()
  }
  function statement(server, what, empty, n) { return 1000 * (middle(what, server, 4) - middle(empty, server, 4)) / n }
  function statements(    own, peer, i, names, empties, turns) {
    print "\n| statements a request | Signalbox ns each | Kamailio ns each | ratio |\n|---|---|---|---|"
    split("script-once script-hundred", names, " "); split("script-none script-loop", empties, " "); split("60 6000", turns, " ")
    for (i = 1; i <= 2; i++) {
      own = statement("ours", names[i], empties[i], turns[i])
      peer = (names[i], "peer") in count ? statement("peer", names[i], empties[i], turns[i]) : 0
      printf "| %d | %.1f | %s | %s |\n", turns[i], own, peer ? sprintf("%.1f", peer) : "", peer ? sprintf("%.2f", own / peer) : ""
    }
  }'
