/* load: many RTP parties on loopback, to see what a media process costs and loses.
 *
 * load PARTIES OWN_PORT THEIR_PORT SECONDS: party i sends 50 packets of G.711 a second from port OWN_PORT + 2i to
 * port THEIR_PORT + 2i and listens there. Sending is spread over the 20 ms in ten steps. At the end one line of
 * JSON: packets sent and received, lost by sequence number, and the gaps between packets in milliseconds. The
 * first second does not count. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>

enum { PACKET = 172, STEPS = 10, LONGEST_GAP = 2000, SETTLING = 1 };

struct party {
  int fd, started;
  uint16_t seq, expected;
  uint32_t timestamp;
  uint64_t sent, received, lost;
  double last;
};

static uint64_t gaps[LONGEST_GAP + 1];

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

static struct sockaddr_in loopback(int port) {
  struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(port)};
  a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return a;
}

static void say(struct party *p, int number) {
  static unsigned char packet[PACKET];
  uint16_t seq = htons(p->seq++);
  uint32_t timestamp = htonl(p->timestamp), ssrc = htonl(0x1000 + number);
  p->timestamp += 160;
  packet[0] = 0x80;
  memcpy(packet + 2, &seq, 2);
  memcpy(packet + 4, &timestamp, 4);
  memcpy(packet + 8, &ssrc, 4);
  memset(packet + 12, number & 0x7f, PACKET - 12);
  if (send(p->fd, packet, PACKET, 0) == PACKET) p->sent++;
}

static void hear(struct party *p, double at, int counts) {
  unsigned char b[2048];
  while (recv(p->fd, b, sizeof b, 0) >= 12) {
    uint16_t seq = b[2] << 8 | b[3];
    int16_t step = seq - p->expected;
    if (p->started && counts) {
      if (step > 0) p->lost += step;
      int gap = (int)((at - p->last) * 1000 + 0.5);
      gaps[gap < LONGEST_GAP ? gap : LONGEST_GAP]++;
    }
    p->started = 1;
    p->expected = seq + 1;
    p->last = at;
    if (counts) p->received++;
  }
}

static double at_share(double share) {
  uint64_t total = 0, sum = 0;
  for (int i = 0; i <= LONGEST_GAP; i++) total += gaps[i];
  for (int i = 0; i <= LONGEST_GAP; i++)
    if ((sum += gaps[i]) >= share * total) return i;
  return LONGEST_GAP;
}

int main(int argc, char **argv) {
  if (argc != 5) return 2;
  int parties = atoi(argv[1]), own = atoi(argv[2]), their = atoi(argv[3]);
  double seconds = atof(argv[4]);
  setpriority(PRIO_PROCESS, 0, -10); /* the load must not be what is late; without the right to it, it may be */
  struct party *all = calloc(parties, sizeof *all);
  int polled = epoll_create1(0);
  for (int i = 0; i < parties; i++) {
    struct sockaddr_in here = loopback(own + 2 * i), there = loopback(their + 2 * i);
    all[i].fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    if (bind(all[i].fd, (void *)&here, sizeof here) || connect(all[i].fd, (void *)&there, sizeof there)) {
      perror("load");
      return 1;
    }
    struct epoll_event e = {.events = EPOLLIN, .data.u32 = i};
    epoll_ctl(polled, EPOLL_CTL_ADD, all[i].fd, &e);
  }
  double begun = now(), due = begun, end = begun + seconds, late = 0;
  int step = 0;
  while (1) {
    double t = now();
    if (t > end) break;
    if (t >= due) {
      if (t - due > late && t - begun > SETTLING) late = t - due;
      for (int i = step; i < parties; i += STEPS) say(&all[i], i);
      step = (step + 1) % STEPS;
      due += 0.02 / STEPS;
      if (t - due > 0.01) goto listen;
      continue;
    }
  listen:;
    struct epoll_event events[512];
    struct timespec wait = {0, due > t ? (long)((due - t) * 1e9) : 0};
    int ready = epoll_pwait2(polled, events, 512, &wait, NULL);
    t = now();
    for (int k = 0; k < ready; k++) hear(&all[events[k].data.u32], t, t - begun > SETTLING);
  }
  uint64_t sent = 0, received = 0, lost = 0;
  for (int i = 0; i < parties; i++) sent += all[i].sent, received += all[i].received, lost += all[i].lost;
  printf("{\"sent\": %lu, \"received\": %lu, \"lost\": %lu, \"gap_p50\": %.0f, \"gap_p99\": %.0f, "
         "\"gap_p999\": %.0f, \"gap_max\": %.0f, \"own_lateness_ms\": %.1f}\n",
         sent, received, lost, at_share(.5), at_share(.99), at_share(.999), at_share(1), late * 1000);
  return 0;
}
