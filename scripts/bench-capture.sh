#!/usr/bin/env bash
# The capture case of bench.sh: HEP 3 over UDP into PostgreSQL and SQLite, this engine and Kamailio's sipcapture, with a PostgreSQL
# server of its own in a temporary folder. Prints packets sent, rows stored, and the client's CPU (user and system) per row stored.
#
#   scripts/bench.sh capture [--rounds N] [--quick] [--ours-only | --peer-only]
#
# Ours: 20,000 packets/s into PostgreSQL and 30,000/s into SQLite, for 60 s (--quick: 10 s); ends with status 1 when a row is missing.
# The peer loses packets at such rates; its cost per row is taken at 1,000/s for 20 s. BIN names another binary than out/signalbox.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
rounds=1 seconds=60 servers="ours peer"
while (($#)); do
  case $1 in
    --rounds) rounds=$2; shift ;;
    --quick) seconds=10 ;;
    --ours-only) servers=ours ;;
    --peer-only) servers=peer ;;
    -h | --help) sed -n '2,8p' "$0" | sed 's/^# \{0,1\}//'; exit 0 ;;
    *) echo "bench-capture.sh: unknown option $1" >&2; exit 2 ;;
  esac
  shift
done
command -v kamailio >/dev/null || servers=ours
postgres=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1 || true)
[[ -n $postgres ]] || { echo "bench.sh capture needs Debian's postgresql" >&2; exit 2; }

work=$(mktemp -d "${TMPDIR:-/tmp}/signalbox-capture.XXXXXX")
chmod 755 "$work"
binary=${BIN:-$root/out/signalbox}
server="" database="" status=0
stop_server() { [[ -z $server ]] || { kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; }; server=""; }
stop_database() { [[ -z $database ]] || { kill -INT "$(head -n 1 "$work/pg/data/postmaster.pid")" 2>/dev/null || true; wait "$database" 2>/dev/null || true; }; database=""; }
trap 'stop_server; stop_database; rm -rf "$work"' EXIT

g++ -O2 -std=c++17 -o "$work/sipload" "$root/benchmarks/Load/sipload.cpp" 2>"$work/g++.log" || { cat "$work/g++.log" >&2; exit 1; }
[[ $servers != *ours* || -n ${BIN:-} ]] || dotnet publish "$root/src/Host" -c Release -o "$root/out" --nologo -v q </dev/null
as_postgres() { if ((EUID == 0)); then runuser -u postgres -- "$@"; else "$@"; fi; }

start_database() {
  pgport=$((31000 + RANDOM % 9000))
  rm -rf "$work/pg"
  mkdir "$work/pg"
  ((EUID != 0)) || chown postgres "$work/pg"
  as_postgres "$postgres/initdb" -D "$work/pg/data" -U kamailio -A trust >/dev/null
  as_postgres "$postgres/postgres" -D "$work/pg/data" -p "$pgport" -k "$work/pg" -c listen_addresses=127.0.0.1 >"$work/pg.log" 2>&1 & database=$!
  for _ in $(seq 200); do psql -h 127.0.0.1 -p "$pgport" -U kamailio -d postgres -qc 'create database kamailio' >/dev/null 2>&1 && return; sleep 0.1; done
  cat "$work/pg.log" >&2
  exit 1
}
query() { if [[ $kind == postgres ]]; then psql -h 127.0.0.1 -p "$pgport" -U kamailio -d kamailio -Atc "$1"; else sqlite3 -cmd '.timeout 5000' "$work/capture.db" "$1"; fi; }

# ticks of the server and all its children
ticks() { awk -v root="$server" '{ parent[$1] = $4; used[$1] = $14 + $15 } END { for (p in used) { for (q = p; q > 1 && q != root; q = parent[q]); if (q == root) sum += used[p] } print sum }' <(cat /proc/[0-9]*/stat 2>/dev/null | sed 's/(.*)/x/'); }

start_server() { # server
  port=$((21000 + RANDOM % 9000))
  rm -f "$work/ctl"
  local -a defines=(-A "LISTEN=udp:127.0.0.1:$port" -A "CAPTURE_DB=\"$url\"" -A "DB_MODULE=\"db_$kind.so\"" -A "CTL=\"unix:$work/ctl\"")
  cp "$root/benchmarks/cfg/capture.cfg" "$work/capture.cfg"
  if [[ $1 == ours ]]; then
    sed -i "s|^request_route|modparam(\"db_$kind\", \"auto_create\", 1)\nmodparam(\"db_$kind\", \"spill_folder\", \"$work/spill\")\n&|" "$work/capture.cfg"
    "$binary" -f "$work/capture.cfg" -DD -E -Y "$work" "${defines[@]}" >"$work/server.log" 2>&1 & server=$!
  else
    kamailio -f "$work/capture.cfg" -x fm -X fm -m 1024 -DD -E -Y "$work" "${defines[@]}" >"$work/server.log" 2>&1 & server=$!
  fi
  for _ in $(seq 100); do [[ -S $work/ctl ]] && break; sleep 0.1; done
  sleep 1
}

measure() { # server rate seconds
  local before first rows=0 last=-1 try sent=$(($2 * $3))
  start_server "$1"
  "$work/sipload" hep --to "127.0.0.1:$port" --n $(($2 / 2)) --rate "$2" >/dev/null
  sleep 2
  first=$(query 'select count(*) from sip_capture') before=$(ticks)
  "$work/sipload" hep --to "127.0.0.1:$port" --n "$sent" --rate "$2" --limit 300 >/dev/null
  for try in $(seq 120); do
    rows=$(($(query 'select count(*) from sip_capture') - first))
    ((rows < sent && (rows != last || try < 8))) || break
    last=$rows
    sleep 0.5
  done
  printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$kind" "$1" "$2" "$sent" "$rows" "$(awk "BEGIN { print ($(ticks) - $before) * 1e6 / $(getconf CLK_TCK) / ($rows > 0 ? $rows : 1) }")" >>"$work/results.tsv"
  [[ $1 == peer || $rows -eq $sent ]] || { echo "$kind: $((sent - rows)) of $sent rows are missing" >&2; status=1; }
  stop_server
}

: >"$work/results.tsv"
for ((round = 1; round <= rounds; round++)); do
  for kind in postgres sqlite; do
    for who in $servers; do
      echo "capture into $kind, round $round of $rounds, $who" >&2
      if [[ $kind == postgres ]]; then start_database; url="postgres://kamailio:x@127.0.0.1:$pgport/kamailio"; else rm -f "$work"/capture.db*; url="sqlite:///$work/capture.db"; fi
      if [[ $who == peer ]]; then
        if [[ $kind == sqlite ]]; then
          # The peer's driver writes NULL for empty text, which our tables refuse.
          sqlite3 "$work/capture.db" <"$root/tests/Interop.Tests/Cases/sip_capture.sql"
          for column in ruri_user from_user to_user pid_user auth_user callid_aleg date callid; do
            sqlite3 "$work/capture.db" "CREATE INDEX sip_capture_${column}_idx ON sip_capture ($column)"
          done
        else
          # Our table is the peer's: we make it.
          start_server ours
          stop_server
        fi
        measure peer 1000 20
      elif [[ $kind == postgres ]]; then
        measure ours 20000 "$seconds"
      else
        measure ours 30000 "$seconds"
      fi
      stop_database
    done
  done
done

echo "commit $(git -C "$root" rev-parse --short HEAD 2>/dev/null || echo unknown), $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(date -u +%F), $rounds rounds of $seconds s"
awk -F'\t' '
  { key = $1 "\t" $2; rate[key] = $3; sent[key] += $4; rows[key] += $5; sum[key] += $6; n[key]++
    if (!(key in low) || $6 < low[key]) low[key] = $6; if (!(key in high) || $6 > high[key]) high[key] = $6 }
  END {
    print "| into | server | packets/s | sent | stored | client CPU µs/row (low–high) | ratio |"; print "|---|---|---|---|---|---|---|"
    split("postgres sqlite", kinds, " "); split("ours peer", servers, " ")
    for (i = 1; i <= 2; i++) for (j = 1; j <= 2; j++) {
      key = kinds[i] "\t" servers[j]; if (!(key in n)) continue
      mean = sum[key] / n[key]; if (j == 1) own = mean
      printf "| %s | %s | %d | %d | %d | %.1f (%.1f–%.1f) | %s |\n", kinds[i], j == 1 ? "Signalbox" : "Kamailio", rate[key], sent[key], rows[key], mean, low[key], high[key], (j == 2 && own ? sprintf("%.2f", own / mean) : "")
    }
  }' "$work/results.tsv"
exit $status
