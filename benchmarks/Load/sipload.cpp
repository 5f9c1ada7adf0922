// sipload: closed-loop SIP/HEP load on loopback, with the server's own CPU time per unit of work.
//
//   g++ -O2 -std=c++17 -o sipload sipload.cpp
//   sipload options  --to 127.0.0.1:5060 --n 200000 [--window 64] [--pid SERVERPID]
//   sipload message  --to ... --uas 127.0.0.1:5090 --n 50000      (stateful relay of MESSAGE, R-URI names the UAS)
//   sipload call     --to ... --uas 127.0.0.1:5090 --n 20000      (INVITE 180 200 ACK BYE 200 through the proxy)
//   sipload register --to ... --n 50000 [--aors 10000]
//   sipload hep      --to 127.0.0.1:9060 --n 200000 --rate 50000 [--hep 1|2|3] (open loop: HEP has no answer)
//   sipload sink     --to 127.0.0.1:9060                           (holds the port open and reads nothing, until killed)
//
// Closed loop: at most --window requests are in flight, so nothing is dropped by a slow server; what is not
// answered in 500 ms is sent again and counted as 'resent'. --pid gives the server's process; user+system time
// of it and all its descendants is read before and after, so 'cpu_us' = server CPU microseconds per unit
// (one OPTIONS, one MESSAGE, one REGISTER, one whole call, one HEP packet). That figure, compared in alternating
// runs between two servers, holds on a noisy machine where throughput does not.
#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include <algorithm>
#include <map>
#include <string>
#include <vector>
using std::string; using std::vector;

static double now() { timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec + t.tv_nsec * 1e-9; }

struct Opt { string mode, to = "127.0.0.1:5060", uas = "127.0.0.1:5090", from = "127.0.0.1:0", domain = ""; long n = 10000, window = 64, aors = 10000, rate = 20000; int hep = 3, pid = 0; double limit = 120; bool json = false; int extra = 0; } opt;

// ---- CPU time of a process tree -----------------------------------------------------------------------------
static double treeCpu(int root) {
  if (!root) return 0;
  std::map<int, std::pair<int, double>> all;
  DIR* d = opendir("/proc"); if (!d) return 0;
  while (dirent* e = readdir(d)) {
    int pid = atoi(e->d_name); if (!pid) continue;
    char p[64]; snprintf(p, sizeof p, "/proc/%d/stat", pid);
    FILE* f = fopen(p, "r"); if (!f) continue;
    char buf[2048]; size_t k = fread(buf, 1, sizeof buf - 1, f); fclose(f); buf[k] = 0;
    char* r = strrchr(buf, ')'); if (!r) continue;
    int ppid; unsigned long ut, st;
    if (sscanf(r + 2, "%*c %d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &ppid, &ut, &st) == 3) all[pid] = {ppid, double(ut + st) / sysconf(_SC_CLK_TCK)};
  }
  closedir(d);
  double sum = 0;
  for (auto& [pid, v] : all) { int p = pid; for (int i = 0; i < 64 && p > 1; i++) { if (p == root) { sum += v.second; break; } auto it = all.find(p); if (it == all.end()) break; p = it->second.first; } }
  return sum;
}
static long treeRss(int root) { // KiB, proportional set size where readable
  if (!root) return 0; long sum = 0; std::map<int,int> pp;
  DIR* d = opendir("/proc"); if (!d) return 0;
  while (dirent* e = readdir(d)) { int pid = atoi(e->d_name); if (!pid) continue; char p[64]; snprintf(p, sizeof p, "/proc/%d/stat", pid); FILE* f = fopen(p, "r"); if (!f) continue; char buf[2048]; size_t k = fread(buf,1,sizeof buf-1,f); fclose(f); buf[k]=0; char* r = strrchr(buf, ')'); int ppid; if (r && sscanf(r+2, "%*c %d", &ppid)==1) pp[pid]=ppid; }
  closedir(d);
  for (auto& [pid, x] : pp) { int p = pid; bool in = false; for (int i=0;i<64&&p>1;i++){ if(p==root){in=true;break;} auto it=pp.find(p); if(it==pp.end())break; p=it->second; } if(!in) continue; char q[64]; snprintf(q,sizeof q,"/proc/%d/smaps_rollup",pid); FILE* f=fopen(q,"r"); if(!f) continue; char l[256]; long v; while(fgets(l,sizeof l,f)) if(sscanf(l,"Pss: %ld",&v)==1) sum+=v; fclose(f);} 
  return sum;
}

// ---- sockets --------------------------------------------------------------------------------------------------
static sockaddr_in addr(const string& hp) { auto c = hp.rfind(':'); sockaddr_in a{}; a.sin_family = AF_INET; a.sin_port = htons(atoi(hp.c_str() + c + 1)); if (inet_pton(AF_INET, hp.substr(0, c).c_str(), &a.sin_addr) != 1) { fprintf(stderr, "bad address %s\n", hp.c_str()); exit(2); } if ((ntohl(a.sin_addr.s_addr) >> 24) != 127) { fprintf(stderr, "loopback addresses only\n"); exit(2); } return a; }
static int udp(const sockaddr_in& a) { int s = socket(AF_INET, SOCK_DGRAM, 0); int b = 8 << 20; setsockopt(s, SOL_SOCKET, SO_RCVBUF, &b, sizeof b); setsockopt(s, SOL_SOCKET, SO_SNDBUF, &b, sizeof b); if (bind(s, (sockaddr*)&a, sizeof a)) { perror("bind"); exit(2); } return s; }
static int port(int s) { sockaddr_in a; socklen_t l = sizeof a; getsockname(s, (sockaddr*)&a, &l); return ntohs(a.sin_port); }

struct Out { // batches datagrams into sendmmsg
  int s; vector<string> q; vector<sockaddr_in> to;
  void add(string m, const sockaddr_in& a) { q.push_back(std::move(m)); to.push_back(a); if (q.size() >= 64) flush(); }
  void flush() { size_t i = 0; while (i < q.size()) { mmsghdr h[64]; iovec v[64]; int k = 0; for (; k < 64 && i + k < q.size(); k++) { v[k] = {(void*)q[i + k].data(), q[i + k].size()}; h[k] = {}; h[k].msg_hdr.msg_iov = &v[k]; h[k].msg_hdr.msg_iovlen = 1; h[k].msg_hdr.msg_name = &to[i + k]; h[k].msg_hdr.msg_namelen = sizeof(sockaddr_in); } int r = sendmmsg(s, h, k, 0); if (r <= 0) { if (errno == EAGAIN || errno == ENOBUFS || errno == ECONNREFUSED) { usleep(50); if (errno == ECONNREFUSED) i++; continue; } perror("sendmmsg"); exit(3); } i += r; } q.clear(); to.clear(); }
};
struct In { // batches recvmmsg
  int s; static const int B = 64; char buf[B][8192]; mmsghdr h[B]; iovec v[B]; sockaddr_in from[B]; int k = 0;
  int recv() { for (int i = 0; i < B; i++) { v[i] = {buf[i], sizeof buf[i] - 1}; h[i] = {}; h[i].msg_hdr.msg_iov = &v[i]; h[i].msg_hdr.msg_iovlen = 1; h[i].msg_hdr.msg_name = &from[i]; h[i].msg_hdr.msg_namelen = sizeof from[i]; } k = recvmmsg(s, h, B, MSG_DONTWAIT, nullptr); if (k < 0) k = 0; for (int i = 0; i < k; i++) buf[i][h[i].msg_len] = 0; return k; }
};

// ---- tiny SIP helpers -------------------------------------------------------------------------------------------
static const char* hdr(const char* m, const char* name, size_t& len, const char* after = nullptr) { // value of first header of that name
  size_t nl = strlen(name); const char* p = after ? after : m;
  while ((p = strstr(p, "\r\n"))) { p += 2; if (p[0] == '\r') return nullptr; if (!strncasecmp(p, name, nl) && (p[nl] == ':' )) { p += nl + 1; while (*p == ' ') p++; const char* e = strstr(p, "\r\n"); len = e ? e - p : strlen(p); return p; } }
  return nullptr;
}
static string all(const char* m, const char* name, const char* as) { string r; size_t l; const char* p = nullptr; while ((p = hdr(m, name, l, p))) { r += as; r += ": "; r.append(p, l); r += "\r\n"; } return r; }
static long callIndex(const char* m) { size_t l; const char* p = hdr(m, "Call-ID", l); if (!p || strncmp(p, "load-", 5)) return -1; return atol(p + 5); }
static string mid(const string& s) { auto a = s.find('<'), b = s.find('>'); return a == string::npos || b == string::npos ? s : s.substr(a + 1, b - a - 1); }

static const char* SDP = "v=0\r\no=- 1563440415 1 IN IP4 127.0.0.1\r\ns=call\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 59814 RTP/AVP 9 8 0 101\r\na=rtpmap:9 G722/8000\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=sendrecv\r\n";

struct Call { long id = -1; int state = 0; double t0 = 0, last = 0; string msg, routes, contact, to; };

int main(int c, char** v) {
  if (c < 2) { fprintf(stderr, "see the comment at the top of the source\n"); return 2; }
  opt.mode = v[1];
  for (int i = 2; i < c; i++) { string k = v[i]; auto val = [&] { if (i + 1 >= c) { fprintf(stderr, "%s needs a value\n", k.c_str()); exit(2); } return string(v[++i]); };
    if (k == "--to") opt.to = val(); else if (k == "--uas") opt.uas = val(); else if (k == "--from") opt.from = val(); else if (k == "--n") opt.n = stol(val()); else if (k == "--window") opt.window = stol(val()); else if (k == "--aors") opt.aors = stol(val()); else if (k == "--rate") opt.rate = stol(val()); else if (k == "--hep") opt.hep = stoi(val()); else if (k == "--pid") opt.pid = stoi(val()); else if (k == "--limit") opt.limit = stod(val()); else if (k == "--domain") opt.domain = val(); else if (k == "--json") opt.json = true; else { fprintf(stderr, "unknown option %s\n", k.c_str()); return 2; } }
  sockaddr_in to = addr(opt.to); string host = opt.to; if (opt.domain.empty()) opt.domain = opt.to;
  if (opt.mode == "sink") { udp(to); pause(); return 0; }
  int s = udp(addr(opt.from)); int me = port(s); string my = "127.0.0.1:" + std::to_string(me);
  Out out{s}; static In in; in.s = s;
  Out uout{-1}; static In uin; sockaddr_in uasA{}; int us = -1;
  if (opt.mode == "message" || opt.mode == "call") { uasA = addr(opt.uas); us = udp(uasA); uout.s = us; uin.s = us; }
  const string tag = std::to_string(getpid());
  auto via = [&](long id, const char* sfx) { return "Via: SIP/2.0/UDP " + my + ";branch=z9hG4bK-" + tag + "-" + std::to_string(id) + sfx + ";rport\r\n"; };
  auto common = [&](long id, const string& to) { return "From: \"Load\" <sip:load@" + host + ">;tag=f" + std::to_string(id) + "\r\nTo: " + to + "\r\nCall-ID: load-" + std::to_string(id) + "-" + tag + "@127.0.0.1\r\n"; };
  auto first = [&](long id) -> string {
    string I = std::to_string(id);
    if (opt.mode == "options") return "OPTIONS sip:" + opt.domain + " SIP/2.0\r\n" + via(id, "o") + "Max-Forwards: 70\r\n" + common(id, "<sip:" + opt.domain + ">") + "CSeq: 1 OPTIONS\r\nContact: <sip:load@" + my + ">\r\nUser-Agent: sipload\r\nAccept: application/sdp\r\nContent-Length: 0\r\n\r\n";
    if (opt.mode == "register") { string u = "u" + std::to_string(id % opt.aors); return "REGISTER sip:" + opt.domain + " SIP/2.0\r\n" + via(id, "r") + "Max-Forwards: 70\r\nFrom: <sip:" + u + "@" + opt.domain + ">;tag=f" + I + "\r\nTo: <sip:" + u + "@" + opt.domain + ">\r\nCall-ID: load-" + I + "-" + tag + "@127.0.0.1\r\nCSeq: " + std::to_string(id + 1) + " REGISTER\r\nContact: <sip:" + u + "@" + my + ";transport=udp>;expires=3600\r\nUser-Agent: sipload\r\nContent-Length: 0\r\n\r\n"; }
    if (opt.mode == "message") { string b = "load message body 0123456789 0123456789 0123456789"; return "MESSAGE sip:bob@" + opt.uas + " SIP/2.0\r\n" + via(id, "m") + "Max-Forwards: 70\r\n" + common(id, "<sip:bob@" + opt.uas + ">") + "CSeq: 1 MESSAGE\r\nContact: <sip:load@" + my + ">\r\nUser-Agent: sipload\r\nContent-Type: text/plain\r\nContent-Length: " + std::to_string(b.size()) + "\r\n\r\n" + b; }
    string sdp = SDP;
    return "INVITE sip:bob@" + opt.uas + " SIP/2.0\r\n" + via(id, "i") + "Max-Forwards: 70\r\n" + common(id, "<sip:bob@" + opt.uas + ">") + "CSeq: 1 INVITE\r\nContact: <sip:load@" + my + ";transport=udp>\r\nAllow: INVITE, ACK, CANCEL, OPTIONS, BYE, REFER, NOTIFY, MESSAGE, SUBSCRIBE, INFO\r\nSupported: replaces, timer\r\nUser-Agent: sipload\r\nContent-Type: application/sdp\r\nContent-Length: " + std::to_string(sdp.size()) + "\r\n\r\n" + sdp;
  };

  if (opt.mode == "hep") { // open loop at --rate
    auto pack = [&](long id) { string sip = "INVITE sip:bob@127.0.0.1:5090 SIP/2.0\r\n" + via(id, "h") + "Max-Forwards: 70\r\n" + common(id / 6, "<sip:bob@127.0.0.1:5090>") + "CSeq: " + std::to_string(1 + id % 6) + " INVITE\r\nContact: <sip:load@" + my + ">\r\nUser-Agent: sipload\r\nContent-Type: application/sdp\r\nContent-Length: " + std::to_string(strlen(SDP)) + "\r\n\r\n" + SDP;
      timespec ts; clock_gettime(CLOCK_REALTIME, &ts); string p;
      auto n8 = [&](unsigned x) { p += char(x); }; auto n16 = [&](unsigned x) { p += char(x >> 8); p += char(x); }; auto n32 = [&](unsigned x) { n16(x >> 16); n16(x & 0xffff); };
      if (opt.hep == 3) { p = "HEP3"; n16(0); auto ch = [&](int t, int len) { n16(0); n16(t); n16(6 + len); };
        ch(1, 1); n8(2); ch(2, 1); n8(17); ch(3, 4); n32(0x7f000001); ch(4, 4); n32(0x7f000001); ch(7, 2); n16(5060 + id % 1000); ch(8, 2); n16(5090); ch(9, 4); n32(ts.tv_sec); ch(10, 4); n32(ts.tv_nsec / 1000); ch(11, 1); n8(1); ch(12, 4); n32(2001); ch(15, sip.size()); p += sip; p[4] = char(p.size() >> 8); p[5] = char(p.size()); }
      else { n8(opt.hep); n8(opt.hep == 2 ? 28 : 16); n8(2); n8(17); n16(5060 + id % 1000); n16(5090); n32(0x7f000001); n32(0x7f000001); if (opt.hep == 2) { unsigned sec = ts.tv_sec, us = ts.tv_nsec / 1000; for (unsigned x : {sec, us}) for (int b = 0; b < 4; b++) n8(x >> (8 * b)); n8(1); n8(0); n8(0); n8(0); } p += sip; }
      return p; };
    double c0 = treeCpu(opt.pid), t0 = now(); long sent = 0;
    while (sent < opt.n && now() - t0 < opt.limit) { long due = std::min<long>(opt.n, (now() - t0) * opt.rate); while (sent < due) out.add(pack(sent++), to); out.flush(); usleep(500); }
    double dt = now() - t0; sleep(1); double cpu = treeCpu(opt.pid) - c0;
    printf("mode=hep%d sent=%ld secs=%.2f rate=%.0f cpu_us=%.2f\n", opt.hep, sent, dt, sent / dt, cpu * 1e6 / sent); return 0;
  }

  vector<Call> w(opt.window); long next = 0, done = 0, bad = 0, resent = 0; vector<float> lat; lat.reserve(opt.n); std::map<long, int> where; // id -> slot is id % window
  vector<long> slotId(opt.window, -1); std::map<int, long> codes;
  vector<int> slotOf; slotOf.assign(opt.n, -1);
  double c0 = treeCpu(opt.pid), t0 = now(), lastScan = t0;
  auto start = [&](int slot) { if (next >= opt.n) { w[slot].state = 0; return; } Call& k = w[slot]; k = Call(); k.id = next++; slotOf[k.id] = slot; k.state = 1; k.t0 = k.last = now(); k.msg = first(k.id); out.add(k.msg, to); };
  auto finish = [&](int slot, bool ok) { Call& k = w[slot]; done++; if (!ok) bad++; lat.push_back(float(now() - k.t0)); start(slot); };
  for (int i = 0; i < opt.window; i++) start(i);
  out.flush();
  while (done < opt.n && now() - t0 < opt.limit) {
    pollfd p[2] = {{s, POLLIN, 0}, {us, POLLIN, 0}}; poll(p, us >= 0 ? 2 : 1, 20);
    if (us >= 0 && (p[1].revents & POLLIN)) while (uin.recv()) { // the callee
      for (int i = 0; i < uin.k; i++) { const char* m = uin.buf[i]; if (!strncmp(m, "SIP/2.0", 7) || !strncmp(m, "ACK ", 4)) continue; size_t l; string vs = all(m, "Via", "Via"), rr = all(m, "Record-Route", "Record-Route"); const char* q; string id, fr, t, cs; if ((q = hdr(m, "Call-ID", l))) id.assign(q, l); if ((q = hdr(m, "From", l))) fr.assign(q, l); if ((q = hdr(m, "To", l))) t.assign(q, l); if ((q = hdr(m, "CSeq", l))) cs.assign(q, l);
        if (t.find(";tag=") == string::npos) t += ";tag=uas" + std::to_string(callIndex(m)); string tail = "From: " + fr + "\r\nTo: " + t + "\r\nCall-ID: " + id + "\r\nCSeq: " + cs + "\r\nContact: <sip:bob@" + opt.uas + ">\r\n"; string ct = SDP;
        if (!strncmp(m, "INVITE ", 7)) { uout.add("SIP/2.0 180 Ringing\r\n" + vs + rr + tail + "Content-Length: 0\r\n\r\n", uin.from[i]); uout.add("SIP/2.0 200 OK\r\n" + vs + rr + tail + "Content-Type: application/sdp\r\nContent-Length: " + std::to_string(ct.size()) + "\r\n\r\n" + ct, uin.from[i]); }
        else uout.add("SIP/2.0 200 OK\r\n" + vs + tail + "Content-Length: 0\r\n\r\n", uin.from[i]); }
      uout.flush(); if (uin.k < In::B) break; }
    if (p[0].revents & POLLIN) while (in.recv()) {
      for (int i = 0; i < in.k; i++) { const char* m = in.buf[i]; if (strncmp(m, "SIP/2.0 ", 8)) continue; int code = atoi(m + 8); long id = callIndex(m); if (id < 0 || id >= opt.n) continue; int slot = slotOf[id]; if (slot < 0 || w[slot].id != id) continue; Call& k = w[slot]; if (code < 200) continue; size_t l; const char* q = hdr(m, "CSeq", l); string cs(q ? q : "", q ? l : 0); bool isInv = cs.find("INVITE") != string::npos;
        if (opt.mode != "call") { codes[code]++; finish(slot, code < 300); continue; }
        if (isInv && k.state == 1) { codes[code]++; q = hdr(m, "To", l); k.to.assign(q ? q : "", q ? l : 0);
          if (code >= 300) { out.add("ACK sip:bob@" + opt.uas + " SIP/2.0\r\n" + via(id, "i") + "Max-Forwards: 70\r\n" + common(id, k.to) + "CSeq: 1 ACK\r\nContent-Length: 0\r\n\r\n", to); finish(slot, false); continue; }
          string rr = all(m, "Record-Route", "Route"); q = hdr(m, "Contact", l); k.contact = mid(string(q ? q : "", q ? l : 0)); // one proxy: no reversal needed for its own pair of routes beyond order
          vector<string> rs; size_t a = 0; while (a < rr.size()) { size_t e = rr.find("\r\n", a); rs.push_back(rr.substr(a, e + 2 - a)); a = e + 2; } std::reverse(rs.begin(), rs.end()); k.routes.clear(); for (auto& r : rs) k.routes += r;
          out.add("ACK " + k.contact + " SIP/2.0\r\n" + via(id, "a") + "Max-Forwards: 70\r\n" + k.routes + common(id, k.to) + "CSeq: 1 ACK\r\nContent-Length: 0\r\n\r\n", to);
          k.msg = "BYE " + k.contact + " SIP/2.0\r\n" + via(id, "b") + "Max-Forwards: 70\r\n" + k.routes + common(id, k.to) + "CSeq: 2 BYE\r\nContent-Length: 0\r\n\r\n"; k.state = 2; k.last = now(); out.add(k.msg, to); }
        else if (!isInv && k.state == 2) { codes[code]++; finish(slot, code < 300); } }
      out.flush(); if (in.k < In::B) break; }
    double t = now(); if (t - lastScan > 0.1) { lastScan = t; for (auto& k : w) if (k.state && t - k.last > 0.5) { k.last = t; resent++; out.add(k.msg, to); } out.flush(); }
  }
  double dt = now() - t0, cpu = treeCpu(opt.pid) - c0; std::sort(lat.begin(), lat.end()); auto pc = [&](double q) { return lat.empty() ? 0.0 : lat[size_t(q * (lat.size() - 1))] * 1e3; };
  string cs; for (auto& [k, n] : codes) cs += std::to_string(k) + ":" + std::to_string(n) + ",";
  printf("mode=%s done=%ld bad=%ld resent=%ld secs=%.2f rate=%.0f p50_ms=%.2f p99_ms=%.2f p999_ms=%.2f cpu_us=%.2f pss_mib=%.0f codes=%s\n", opt.mode.c_str(), done, bad, resent, dt, done / dt, pc(.5), pc(.99), pc(.999), done ? cpu * 1e6 / done : 0, treeRss(opt.pid) / 1024.0, cs.c_str());
  return done == opt.n && !bad ? 0 : 1;
}
