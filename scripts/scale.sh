#!/usr/bin/env bash
# Measures what a message costs when little and when much is held: transactions in flight and registered contacts.
#
#   scripts/scale.sh [--peer] [--flights "N..."] [--contacts "N..."]
#
# --peer       Kamailio (with its fast allocator) instead of this engine
# --flights    INVITE transactions in flight (default "1000 10000 100000")
# --contacts   registered contacts (default "1000 100000 1000000"); each is then refreshed, three runs, by the same address
#
# The figure is server CPU (user and system) per message or per REGISTER; see benchmarks/Load/sipmix.cpp and sipload.cpp.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
server=ours flights="1000 10000 100000" contacts="1000 100000 1000000"
while (($#)); do
  case $1 in
    --peer) server=peer ;;
    --flights) flights=$2; shift ;;
    --contacts) contacts=$2; shift ;;
    -h | --help) sed -n '2,10p' "$0" | sed 's/^# \{0,1\}//'; exit 0 ;;
    *) echo "scale.sh: unknown option $1" >&2; exit 2 ;;
  esac
  shift
done

work=$(mktemp -d "${TMPDIR:-/tmp}/signalbox-scale.XXXXXX")
pid=""
stop() {
  [[ -n $pid ]] && kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null
  pid=""
}
trap 'stop || true; rm -rf "$work"' EXIT
for tool in sipmix sipload; do g++ -O2 -std=c++17 -o "$work/$tool" "$root/benchmarks/Load/$tool.cpp"; done
[[ $server == peer ]] || dotnet publish "$root/src/Host" -c Release -o "$root/out" --nologo -v q </dev/null
port=$((20000 + RANDOM % 20000))
to=127.0.0.1:$port uas=127.0.0.1:$((port + 1)) phone=127.0.0.1:$((port + 2))

start() {
  local common=(-f "$root/benchmarks/cfg/$1.cfg" -DD -E -Y "$work" -A "LISTEN=udp:$to" -A "FR_INV_TIMER=600000")
  if [[ $server == peer ]]; then kamailio -x fm -X fm -m 4096 "${common[@]}" >"$work/server.log" 2>&1 &
  else "$root/out/signalbox" "${common[@]}" >"$work/server.log" 2>&1 & fi
  pid=$!
  sleep 2
}

# refreshes the contacts of $n addresses: one line of figures
register() { "$work/sipload" register --from "$phone" --to "$to" --aors "$n" --pid "$pid" --limit 300 "$@" | sed -E 's/.*(bad=[0-9]+).*(p999_ms=.*cpu_us=[0-9.]+ pss_mib=[0-9]+).*/\1 \2/'; }

for n in $flights; do
  start mix
  "$work/sipmix" flight --to "$to" --uas "$uas" --n "$n" --probes 40000 --rate 4000 --pid "$pid"
  stop || true
done
for n in $contacts; do
  start register
  register --n 200000 >/dev/null # warm
  echo "$n contacts, first time: $(register --n "$n")"
  for _ in 1 2 3; do echo "$n contacts, refreshed: $(register --n 300000)"; done
  stop || true
done
