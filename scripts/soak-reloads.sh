# shellcheck shell=bash disable=SC2154
# The mode --reloads of soak.sh, which sets root, out, work, port, rate, reloads and pids.
#
# Calls go to a number that answers 486 after 300 ms, so that they span reloads (one about every 250 ms); the failure route that was armed
# before sends them to a number that answers 200. Even files name it F, odd ones G: each reload removes the route of the calls under way.
busy=$((port + 1)) good=$((port + 2)) status=0
cd "$work"

write() {
  cat <<CFG
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
    if (\$rm == "OPTIONS") { sl_send_reply("200", "VERSION"); exit; }
    if (\$rm == "INVITE") { \$sht(seen=>\$ci) = "VERSION"; t_on_failure("$1"); \$du = "sip:127.0.0.1:$busy"; }
    else \$du = "sip:127.0.0.1:$good";
    t_relay();
}
failure_route[$1] {
    if (\$sht(seen=>\$ci) == \$null) { t_reply("500", "table lost"); exit; }
    \$du = "sip:127.0.0.1:$good";
    t_relay();
}
CFG
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

# Round trips of OPTIONS until the file "enough" is there: begin and end of each, in seconds of the machine's steady clock.
cat >probe.py <<'PY'
import os, socket, sys, time
port, times, lost = int(sys.argv[1]), [], 0
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(("127.0.0.1", 0)); s.settimeout(2)
me = s.getsockname()[1]; n = 0
while not os.path.exists("enough"):
    n += 1
    text = f"OPTIONS sip:x@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{me};branch=z9hG4bKp{n}\r\nFrom: <sip:p@h>;tag=p\r\nTo: <sip:x@h>\r\nCall-ID: probe{n}\r\nCSeq: {n} OPTIONS\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n"
    begin = time.monotonic(); s.sendto(text.encode(), ("127.0.0.1", port))
    try: s.recv(4096); times.append((begin, time.monotonic()))
    except TimeoutError: lost += 1
    time.sleep(0.001)
with open(sys.argv[2], "w") as file:
    file.writelines(f"{begin} {end}\n" for begin, end in times)
print(lost)
PY

# Asks for a command by BINRPC COUNT times, one every 50 ms, with the next file in place each time. A client of each time, as kamcmd, would take the
# processor that the round trips are measured on: kamcmd core.version alone, one after the other, brings their p99 from 0.3 to 1.4 ms.
cat >commands.py <<'PY'
import os, socket, sys, time
command, count, out = sys.argv[1], int(sys.argv[2]), sys.argv[3]
texts = [open(name).read() for name in ("soak.F", "soak.G")]
name = command.encode() + b"\0"
request = bytes([0xA1, 0x03, len(name) + 2]) + b"\1\2\3\4" + bytes([0x91, len(name)]) + name
def memory(): return next(int(line.split()[1]) // 1024 for line in open(f"/proc/{sys.argv[4]}/status") if line.startswith("VmRSS"))
with open(out, "w") as file:
    for i in range(1, count + 1):
        due = time.monotonic() + 0.05
        with open("soak.cfg.new", "w") as new: new.write(texts[i % 2].replace("VERSION", f"v{i}"))
        os.rename("soak.cfg.new", "soak.cfg")
        begin = time.monotonic()
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
            door.connect("ctl"); door.sendall(request); reply = door.recv(65536)
        if len(reply) < 2 or reply[1] >> 4 != 1: sys.exit(f"{command} {i} failed: {reply}")
        file.write(f"{begin} {time.monotonic()}\n")
        if i % 100 == 0: print(f"{command} {i}: {memory()} MiB", flush=True)
        time.sleep(max(0, due - time.monotonic()))
PY

# p50 and p99 in microseconds and number: of all round trips of a phase, and of those that overlap a command.
cat >figures.py <<'PY'
import bisect, sys
read = lambda name: [tuple(map(float, line.split())) for line in open(name)]
trips, commands = read(sys.argv[1]), read(sys.argv[2])
begins = [begin for begin, _ in commands]
trips = [trip for trip in trips if trip[1] >= begins[0] and trip[0] <= commands[-1][1]]
def overlaps(trip):
    i = bisect.bisect_right(begins, trip[1]) - 1
    return i >= 0 and commands[i][1] >= trip[0]
def figures(chosen):
    times = sorted(end - begin for begin, end in chosen)
    return f"{times[len(times) // 2] * 1e6:.0f} {times[len(times) * 99 // 100] * 1e6:.0f} {len(times)}"
print(figures(trips), figures([trip for trip in trips if overlaps(trip)]))
PY

write F >soak.F
write G >soak.G
cp soak.F soak.cfg
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

# Calls from before the quiet phase on; ended by signal, which lets the calls under way finish.
sipp -sn uac -i 127.0.0.1 -p $((port + 3)) "127.0.0.1:$port" -r "$rate" -l $((rate * 10)) -d 500 -nostdin -trace_stat -fd 1 -stf calls.csv -trace_err </dev/null >/dev/null 2>&1 &
caller=$!
pids+=("$caller")
sleep 10

# phase COMMAND COUNT: p50, p99 and number of all round trips, the same of those that overlap a command, and how many were lost.
phase() {
  local probe
  python3 probe.py "$port" "trips.$1" >"lost.$1" & probe=$!
  sleep 1
  python3 commands.py "$1" "$2" "times.$1" "$server" || status=1
  touch enough; wait "$probe"; rm enough
  read -r -a figures <<<"$(python3 figures.py "trips.$1" "times.$1") $(<"lost.$1")"
}

# The same number of commands that reload nothing, 400 at most: whoever asks takes processor time too.
phase core.version $((reloads < 400 ? reloads : 400))
quiet=("${figures[@]}") first=$(memory)
phase core.reload "$reloads"
loud=("${figures[@]}")
kill -0 "$server" 2>/dev/null || { echo "the server ended:"; tail -n 5 server.log; status=1; }
kill -USR1 "$caller"; ended=0
wait "$caller" || ended=$?
sleep 20
last=$(memory)
column() { awk -F';' -v name="$1" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i } END { print $at + 0 }' calls.csv; }
failed=$(column 'FailedCall(C)')
echo "calls: $(column 'SuccessfulCall(C)') good, $failed failed (sipp ended with $ended)"
echo "memory: $first MiB before, $last MiB after $reloads reloads"
echo "round trip of OPTIONS in us, 20 commands a second: p50, p99 (number), and of those that overlap a command"
echo "  core.version: ${quiet[0]}, ${quiet[1]} (${quiet[2]}); ${quiet[3]}, ${quiet[4]} (${quiet[5]}); ${quiet[6]} lost"
echo "  core.reload:  ${loud[0]}, ${loud[1]} (${loud[2]}); ${loud[3]}, ${loud[4]} (${loud[5]}); ${loud[6]} lost"
"$out/signalbox" rpc -s "unix:$work/ctl" core.reload_status | tail -n 12
((failed == 0 && loud[6] == 0)) || status=1
((last * 5 <= first * 6)) || { echo "memory grew"; status=1; }
((loud[1] * 2 <= quiet[1] * 3)) || { echo "p99 during reloads is more than 1.5 times that without"; status=1; }
((loud[4] * 2 <= quiet[4] * 3)) || { echo "p99 of what overlaps a reload is more than 1.5 times that of what overlaps another command"; status=1; }
