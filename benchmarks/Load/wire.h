// What the load generators share: clocks, the server's own CPU time and memory, batched datagrams on loopback, and
// just enough SIP to answer what a proxy sends. Names: a unit's number is in its Call-ID, "load-NUMBER-...".
#pragma once
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
