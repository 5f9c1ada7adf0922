# shellcheck shell=bash disable=SC2154
# The mode --reloads of soak.sh, which sets root, out, work, port, rate, reloads and pids.
#
# Calls go to a number that answers 486 after 300 ms, so that they span reloads (one about every 250 ms); the failure route that was armed
# before sends them to a number that answers 200. Even files name it F, odd ones G: each reload removes the route of the calls under way.
busy=$((port + 1)) good=$((port + 2)) status=0
cd "$work"

write() {
  cat >soak.cfg.new <<CFG
children=2
listen=udp:127.0.0.1:$port
loadmodule "tm.so"
loadmodule "sl.so"
loadmodule "pv.so"
loadmodule "htable.so"
loadmodule "ctl.so"
modparam("ctl", "binrpc", "unix:$work/ctl")
modparam("htable", "htable", "seen=>size=8;autoexpire=60;")
request_route {
    if (\$rm == "OPTIONS") { sl_send_reply("200", "$2"); exit; }
    if (\$rm == "INVITE") { \$sht(seen=>\$ci) = "$2"; t_on_failure("$1"); \$du = "sip:127.0.0.1:$busy"; }
    else \$du = "sip:127.0.0.1:$good";
    t_relay();
}
failure_route[$1] {
    if (\$sht(seen=>\$ci) == \$null) { t_reply("500", "table lost"); exit; }
    \$du = "sip:127.0.0.1:$good";
    t_relay();
}
CFG
  mv soak.cfg.new soak.cfg
}

cat >busy.xml <<'XML'
<?xml version="1.0" encoding="ISO-8859-1" ?>
<scenario name="busy">
  <recv request="INVITE"/>
  <send><![CDATA[SIP/2.0 180 Ringing
[last_Via:]
[last_From:]
[last_To:];tag=[pid]b[call_number]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0

]]></send>
  <pause milliseconds="300"/>
  <send retrans="500"><![CDATA[SIP/2.0 486 Busy Here
[last_Via:]
[last_From:]
[last_To:];tag=[pid]b[call_number]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0

]]></send>
  <recv request="ACK"/>
</scenario>
XML

# Round trips of OPTIONS until the file "enough" is there: p50 and p99 in microseconds.
cat >probe.py <<'PY'
import os, socket, sys, time
port, times, lost = int(sys.argv[1]), [], 0
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(("127.0.0.1", 0)); s.settimeout(2)
me = s.getsockname()[1]; n = 0
while not os.path.exists("enough"):
    n += 1
    text = f"OPTIONS sip:x@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{me};branch=z9hG4bKp{n}\r\nFrom: <sip:p@h>;tag=p\r\nTo: <sip:x@h>\r\nCall-ID: probe{n}\r\nCSeq: {n} OPTIONS\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n"
    begin = time.perf_counter(); s.sendto(text.encode(), ("127.0.0.1", port))
    try: s.recv(4096); times.append(time.perf_counter() - begin)
    except TimeoutError: lost += 1
    time.sleep(0.002)
times.sort()
print(f"{times[len(times) // 2] * 1e6:.0f} {times[len(times) * 99 // 100] * 1e6:.0f} {len(times)} {lost}")
PY

write F v0
"$out/signalbox" -f soak.cfg -DD -E -Y "$work" >server.log 2>&1 &
server=$!
pids+=("$server")
for _ in $(seq 50); do [[ -S ctl ]] && break; sleep 0.1; done
sipp -sf busy.xml -i 127.0.0.1 -p "$busy" -nostdin </dev/null >/dev/null 2>&1 &
pids+=($!)
sipp -sn uas -i 127.0.0.1 -p "$good" -nostdin </dev/null >/dev/null 2>&1 &
pids+=($!)
sleep 1
memory() { awk '/^VmRSS/ {print int($2 / 1024)}' "/proc/$server/status"; }

# Calls for as long as the quiet part and the reloads may take; ended by signal, which lets the calls under way finish.
sipp -sn uac -i 127.0.0.1 -p $((port + 3)) "127.0.0.1:$port" -r "$rate" -l $((rate * 10)) -d 500 -nostdin -trace_stat -fd 1 -stf calls.csv -trace_err </dev/null >/dev/null 2>&1 &
caller=$!
pids+=("$caller")
sleep 10
python3 probe.py "$port" >quiet.txt & probe=$!
sleep 15
touch enough; wait "$probe"; rm enough
first=$(memory)
# The peer's tool where it is there: a .NET process for each reload would take the processor that the round trips are measured on.
reload=("$out/signalbox" reload -s "unix:$work/ctl")
! command -v kamcmd >/dev/null || reload=(kamcmd -s "unix:$work/ctl" core.reload)
python3 probe.py "$port" >loud.txt & probe=$!
begin=$(date +%s)
for ((i = 1; i <= reloads; i++)); do
  ((i % 2)) && write G "v$i" || write F "v$i"
  "${reload[@]}" >reload.log 2>&1 || { echo "reload $i failed:"; cat reload.log; status=1; break; }
  kill -0 "$server" 2>/dev/null || { echo "the server ended:"; tail -n 5 server.log; status=1; break; }
  ((i % 100)) || echo "reload $i: $(memory) MiB after $(($(date +%s) - begin)) s"
done
touch enough; wait "$probe"
kill -USR1 "$caller"; ended=0
wait "$caller" || ended=$?
sleep 15
last=$(memory)
column() { awk -F';' -v name="$1" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i } END { print $at + 0 }' calls.csv; }
read -r q50 q99 qn qlost <quiet.txt
read -r l50 l99 ln llost <loud.txt
failed=$(column 'FailedCall(C)')
echo "calls: $(column 'SuccessfulCall(C)') good, $failed failed (sipp ended with $ended)"
echo "memory: $first MiB before, $last MiB after $reloads reloads"
echo "round trip of OPTIONS: without reloads p50 $q50 us, p99 $q99 us ($qn, $qlost lost); during reloads p50 $l50 us, p99 $l99 us ($ln, $llost lost)"
"$out/signalbox" rpc -s "unix:$work/ctl" core.reload_status | tail -n 12
((failed == 0 && llost == 0)) || status=1
((last * 5 <= first * 6)) || { echo "memory grew"; status=1; }
((l99 * 2 <= q99 * 3 || l99 <= q99 + 1000)) || { echo "p99 is more than 1.5 times that without reloads"; status=1; }
