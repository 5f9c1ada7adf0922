#!/usr/bin/env bash
# What callers notice while the database and the collector of traces fail: OPTIONS through benchmarks/cfg/faults.cfg, each message
# traced into a PostgreSQL server of our own and to a collector.
#
#   scripts/faults.sh [--seconds N] [--rate MESSAGES_PER_SECOND]      (default 60 s a fault, 5,000 rows/s)
#
# In turn: normal, PostgreSQL stopped (SIGSTOP), continued, killed with -9, restarted, the collector's port closed. Prints p50, p99 and
# the ratio to normal for each, then rows sent and stored. Ends with status 1 when a row is missing or doubled, or a p99 is more than
# 2 times the normal one (and above 1 ms). BIN names another binary than out/signalbox.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
seconds=60 rate=5000
while (($#)); do
  case $1 in
    --seconds) seconds=$2; shift ;;
    --rate) rate=$2; shift ;;
    -h | --help) sed -n '2,9p' "$0" | sed 's/^# \{0,1\}//'; exit 0 ;;
    *) echo "faults.sh: unknown option $1" >&2; exit 2 ;;
  esac
  shift
done
postgres=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1 || true)
[[ -n $postgres ]] || { echo "faults.sh needs Debian's postgresql" >&2; exit 2; }
binary=${BIN:-$root/out/signalbox}
[[ -n ${BIN:-} ]] || dotnet publish "$root/src/Host" -c Release -o "$root/out" --nologo -v q </dev/null
work=$(mktemp -d "${TMPDIR:-/tmp}/signalbox-faults.XXXXXX")
chmod 755 "$work"
server="" sink=""
as_postgres() { if ((EUID == 0)); then runuser -u postgres -- "$@"; else "$@"; fi; }
master() { head -n 1 "$work/pg/data/postmaster.pid"; }
# runuser, which stops when its child does, is the parent
everyone() { echo "$(master) $(pgrep -P "$(master)" | tr '\n' ' ') $(((EUID == 0)) && ps -o ppid= -p "$(master)")"; }
stop() {
  for pid in $server $sink; do kill "$pid" 2>/dev/null || true; done
  # shellcheck disable=SC2046
  kill -CONT $(everyone) 2>/dev/null && kill -INT "$(master)" 2>/dev/null || true
  wait 2>/dev/null || true
}
trap 'stop; rm -rf "$work"' EXIT
g++ -O2 -std=c++17 -o "$work/sipload" "$root/benchmarks/Load/sipload.cpp" 2>"$work/g++.log" || { cat "$work/g++.log" >&2; exit 1; }
port=$((20000 + RANDOM % 9000)) pgport=$((31000 + RANDOM % 9000))
query() { psql -h 127.0.0.1 -p "$pgport" -U kamailio -d kamailio -Atc "$1"; }
start_postgres() {
  local try
  for try in $(seq 50); do
    as_postgres "$postgres/postgres" -D "$work/pg/data" -p "$pgport" -k "$work/pg" -c listen_addresses=127.0.0.1 >>"$work/pg.log" 2>&1 &
    sleep 1
    psql -h 127.0.0.1 -p "$pgport" -U kamailio -d postgres -qc 'select 1' >/dev/null 2>&1 && return
  done
  cat "$work/pg.log" >&2
  exit 1
}
mkdir "$work/pg"
((EUID != 0)) || chown postgres "$work/pg"
as_postgres "$postgres/initdb" -D "$work/pg/data" -U kamailio -A trust >/dev/null
start_postgres
psql -h 127.0.0.1 -p "$pgport" -U kamailio -d postgres -qc 'create database kamailio'
"$work/sipload" sink --to "127.0.0.1:$((port + 1))" & sink=$!
"$binary" -f "$root/benchmarks/cfg/faults.cfg" -DD -E -Y "$work" -A "LISTEN=udp:127.0.0.1:$port" -A "TRACE_DB=\"postgres://kamailio:x@127.0.0.1:$pgport/kamailio\"" \
  -A "COLLECTOR=\"sip:127.0.0.1:$((port + 1))\"" -A "SPILL=\"$work/spill\"" -A "CTL=\"unix:$work/ctl\"" >"$work/server.log" 2>&1 & server=$!
for _ in $(seq 100); do [[ -S $work/ctl ]] && break; sleep 0.1; done
sleep 1

field() { sed -n "s/.*[ ^]$1=\([^ ]*\).*/\1/p" <<<"$2"; }
messages=0 normal="" status=0
# Each OPTIONS makes two rows. The load goes in parts of a second, so that the rate is kept on a fast machine.
phase() { # name
  local part line worst=0 middle=0 p99 begun=$SECONDS
  while ((SECONDS - begun < seconds)); do
    line=$("$work/sipload" options --to "127.0.0.1:$port" --n $((rate / 2)) --window 8 --limit 60) || true
    messages=$((messages + $(field done "$line") + $(field resent "$line")))
    echo "$(field p50_ms "$line") $(field p99_ms "$line")" >>"$work/$1.parts"
    sleep 0.3
  done
  read -r middle p99 < <(sort -k2n "$work/$1.parts" | awk '{ a[NR] = $1; b[NR] = $2 } END { m = int((NR + 1) / 2); print a[m], b[m] }')
  normal=${normal:-$p99}
  awk -v name="$1" -v p50="$middle" -v p99="$p99" -v normal="$normal" 'BEGIN { printf "%-12s p50 %.3f ms  p99 %.3f ms  ratio %.2f\n", name, p50, p99, p99 / normal; exit !(p99 <= 2 * normal || p99 <= 1) }' || status=1
}
"$work/sipload" options --to "127.0.0.1:$port" --n 20000 --window 8 >/dev/null
sleep 2
before=$(query 'select count(*) from sip_trace')
phase normal
# shellcheck disable=SC2046
kill -STOP $(everyone); phase stopped
# shellcheck disable=SC2046
kill -CONT $(everyone); phase continued
# shellcheck disable=SC2046
kill -KILL $(everyone) 2>/dev/null; phase killed
start_postgres; phase restarted
kill "$sink"; sink=""; phase closed
for _ in $(seq 120); do
  stored=$(($(query 'select count(*) from sip_trace') - before))
  ((stored < 2 * messages)) || break
  sleep 1
done
sleep 1
stored=$(($(query 'select count(*) from sip_trace') - before))
echo "rows: expected $((2 * messages)), stored $stored"
((stored == 2 * messages)) || status=1
exit $status
