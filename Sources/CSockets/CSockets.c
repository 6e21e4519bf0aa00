#define _GNU_SOURCE
#include "CSockets.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/filter.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

/// Expedited forwarding, DSCP 46.
static const int traffic_class = 46 << 2;

static socklen_t to_socket_address(const struct attendant_address *address, struct sockaddr_storage *storage) {
  if (address->version == 6) {
    struct sockaddr_in6 *in6 = (struct sockaddr_in6 *)storage;
    memset(in6, 0, sizeof *in6);
    in6->sin6_family = AF_INET6;
    in6->sin6_port = htons(address->port);
    in6->sin6_scope_id = address->scope;
    memcpy(&in6->sin6_addr, address->bytes, 16);
    return sizeof *in6;
  }
  struct sockaddr_in *in = (struct sockaddr_in *)storage;
  memset(in, 0, sizeof *in);
  in->sin_family = AF_INET;
  in->sin_port = htons(address->port);
  memcpy(&in->sin_addr, address->bytes, 4);
  return sizeof *in;
}

static void from_socket_address(const struct sockaddr_storage *storage, struct attendant_address *address) {
  memset(address, 0, sizeof *address);
  if (storage->ss_family == AF_INET6) {
    const struct sockaddr_in6 *in6 = (const struct sockaddr_in6 *)storage;
    address->version = 6;
    address->port = ntohs(in6->sin6_port);
    address->scope = in6->sin6_scope_id;
    memcpy(address->bytes, &in6->sin6_addr, 16);
  } else if (storage->ss_family == AF_INET) {
    const struct sockaddr_in *in = (const struct sockaddr_in *)storage;
    address->version = 4;
    address->port = ntohs(in->sin_port);
    memcpy(address->bytes, &in->sin_addr, 4);
  }
}

static int udp_open(const struct attendant_address *local, int receive_bytes, bool is_shared) {
  bool is_six = local->version == 6;
  int descriptor = socket(is_six ? AF_INET6 : AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return -errno;
  int on = 1;
  // A socket for each family: with both in one, sources of IPv4 would look like IPv6.
  if (is_six) setsockopt(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
  if (is_six) setsockopt(descriptor, IPPROTO_IPV6, IPV6_TCLASS, &traffic_class, sizeof traffic_class);
  else setsockopt(descriptor, IPPROTO_IP, IP_TOS, &traffic_class, sizeof traffic_class);
  setsockopt(descriptor, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
  if (receive_bytes > 0) setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receive_bytes, sizeof receive_bytes);
  if (is_shared) setsockopt(descriptor, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
  struct sockaddr_storage storage;
  socklen_t length = to_socket_address(local, &storage);
  if (bind(descriptor, (struct sockaddr *)&storage, length) < 0) {
    int code = errno;
    close(descriptor);
    return -code;
  }
  return descriptor;
}

int attendant_udp_open(const struct attendant_address *local, int receive_bytes) {
  return udp_open(local, receive_bytes, false);
}

int attendant_udp_divide(int socket, int receive_bytes) {
  struct attendant_address local;
  int code = attendant_udp_local(socket, &local);
  if (code < 0) return code;
  int on = 1;
  // Only now that it is bound: nobody else could take the port before, and without this flag nobody can from now on.
  if (setsockopt(socket, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) < 0) return -errno;
  int other = udp_open(&local, receive_bytes, true);
  if (other < 0) return other;
  // The first byte of a payload is that of the RTP header's version; the second has the payload type in seven bits.
  struct sock_filter filter[] = {
      BPF_STMT(BPF_LD | BPF_B | BPF_ABS, 1),
      BPF_STMT(BPF_ALU | BPF_AND | BPF_K, 0x7F),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 8, 1, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, 0),
      BPF_STMT(BPF_RET | BPF_K, 1),
  };
  struct sock_fprog program = {.len = sizeof filter / sizeof *filter, .filter = filter};
  if (setsockopt(socket, SOL_SOCKET, SO_ATTACH_REUSEPORT_CBPF, &program, sizeof program) < 0) {
    code = -errno;
    close(other);
    return code;
  }
  return other;
}

int attendant_udp_local(int socket, struct attendant_address *local) {
  struct sockaddr_storage storage;
  socklen_t length = sizeof storage;
  if (getsockname(socket, (struct sockaddr *)&storage, &length) < 0) return -errno;
  from_socket_address(&storage, local);
  return 0;
}

long attendant_udp_receive(int socket, void *buffer, size_t capacity, struct attendant_arrival *arrival) {
  struct sockaddr_storage storage;
  char control[CMSG_SPACE(sizeof(struct timespec)) + 64];
  struct iovec part = {.iov_base = buffer, .iov_len = capacity};
  struct msghdr message = {
      .msg_name = &storage,
      .msg_namelen = sizeof storage,
      .msg_iov = &part,
      .msg_iovlen = 1,
      .msg_control = control,
      .msg_controllen = sizeof control,
  };
  ssize_t count;
  do count = recvmsg(socket, &message, 0);
  while (count < 0 && errno == EINTR);
  if (count < 0) return -errno;
  from_socket_address(&storage, &arrival->source);
  arrival->is_truncated = (message.msg_flags & MSG_TRUNC) != 0;
  arrival->nanoseconds = 0;
  for (struct cmsghdr *header = CMSG_FIRSTHDR(&message); header; header = CMSG_NXTHDR(&message, header)) {
    if (header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_TIMESTAMPNS) {
      struct timespec time;
      memcpy(&time, CMSG_DATA(header), sizeof time);
      arrival->nanoseconds = (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
    }
  }
  return count;
}

long attendant_udp_send(int socket, const void *bytes, size_t count, const struct attendant_address *target) {
  struct sockaddr_storage storage;
  socklen_t length = to_socket_address(target, &storage);
  ssize_t sent;
  do sent = sendto(socket, bytes, count, MSG_DONTWAIT | MSG_NOSIGNAL, (struct sockaddr *)&storage, length);
  while (sent < 0 && errno == EINTR);
  return sent < 0 ? -errno : sent;
}

int attendant_tcp_listen(const struct attendant_address *local, int backlog) {
  bool is_six = local->version == 6;
  int descriptor = socket(is_six ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return -errno;
  int on = 1;
  setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (is_six) setsockopt(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
  struct sockaddr_storage storage;
  socklen_t length = to_socket_address(local, &storage);
  if (bind(descriptor, (struct sockaddr *)&storage, length) < 0 || listen(descriptor, backlog) < 0) {
    int code = errno;
    close(descriptor);
    return -code;
  }
  return descriptor;
}

int attendant_tcp_accept(int listener, int send_bytes, struct attendant_address *peer) {
  struct sockaddr_storage storage;
  socklen_t length = sizeof storage;
  int descriptor;
  do descriptor = accept4(listener, (struct sockaddr *)&storage, &length, SOCK_NONBLOCK | SOCK_CLOEXEC);
  while (descriptor < 0 && errno == EINTR);
  if (descriptor < 0) return -errno;
  from_socket_address(&storage, peer);
  int on = 1;
  // Sound that waits to be sent in larger parts comes too late.
  setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (peer->version == 6) setsockopt(descriptor, IPPROTO_IPV6, IPV6_TCLASS, &traffic_class, sizeof traffic_class);
  else setsockopt(descriptor, IPPROTO_IP, IP_TOS, &traffic_class, sizeof traffic_class);
  if (send_bytes > 0) setsockopt(descriptor, SOL_SOCKET, SO_SNDBUF, &send_bytes, sizeof send_bytes);
  return descriptor;
}

long attendant_tcp_receive(int socket, void *buffer, size_t capacity) {
  ssize_t count;
  do count = recv(socket, buffer, capacity, MSG_DONTWAIT);
  while (count < 0 && errno == EINTR);
  return count < 0 ? -errno : count;
}

long attendant_tcp_send(int socket, const void *bytes, size_t count) {
  ssize_t sent;
  do sent = send(socket, bytes, count, MSG_DONTWAIT | MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  return sent < 0 ? -errno : sent;
}

int attendant_tcp_finish(int socket) { return shutdown(socket, SHUT_WR) < 0 ? -errno : 0; }

int attendant_close(int descriptor) { return close(descriptor) < 0 ? -errno : 0; }

int attendant_address_read(const char *text, struct attendant_address *address) {
  char copy[64];
  if (strlen(text) >= sizeof copy) return -EINVAL;
  strcpy(copy, text);
  memset(address->bytes, 0, sizeof address->bytes);
  address->scope = 0;
  if (inet_pton(AF_INET, copy, address->bytes) == 1) {
    address->version = 4;
    return 0;
  }
  char *scope = strchr(copy, '%');
  if (scope) {
    *scope = 0;
    address->scope = if_nametoindex(scope + 1);
    if (address->scope == 0) return -EINVAL;
  }
  if (inet_pton(AF_INET6, copy, address->bytes) != 1) return -EINVAL;
  address->version = 6;
  return 0;
}

int attendant_address_write(const struct attendant_address *address, char *text, size_t capacity) {
  if (!inet_ntop(address->version == 6 ? AF_INET6 : AF_INET, address->bytes, text, (socklen_t)capacity)) return -errno;
  return 0;
}

int attendant_poll_open(void) {
  int poll = epoll_create1(EPOLL_CLOEXEC);
  return poll < 0 ? -errno : poll;
}

int attendant_poll_add(int poll, int descriptor, uint64_t token) {
  struct epoll_event event = {.events = EPOLLIN, .data.u64 = token};
  return epoll_ctl(poll, EPOLL_CTL_ADD, descriptor, &event) < 0 ? -errno : 0;
}

int attendant_poll_remove(int poll, int descriptor) {
  return epoll_ctl(poll, EPOLL_CTL_DEL, descriptor, NULL) < 0 ? -errno : 0;
}

int attendant_poll_wait(int poll, uint64_t *tokens, int capacity, int milliseconds) {
  struct epoll_event events[256];
  if (capacity > 256) capacity = 256;
  int count = epoll_wait(poll, events, capacity, milliseconds);
  if (count < 0) return errno == EINTR ? 0 : -errno;
  for (int index = 0; index < count; index++) tokens[index] = events[index].data.u64;
  return count;
}

int attendant_timer_open(void) {
  int timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
  return timer < 0 ? -errno : timer;
}

int attendant_timer_set(int timer, int64_t nanoseconds) {
  // A time of nothing would switch the timer off.
  if (nanoseconds < 1) nanoseconds = 1;
  struct itimerspec due = {.it_value = {.tv_sec = nanoseconds / 1000000000, .tv_nsec = nanoseconds % 1000000000}};
  return timerfd_settime(timer, TFD_TIMER_ABSTIME, &due, NULL) < 0 ? -errno : 0;
}

int attendant_event_open(void) {
  int event = eventfd(0, EFD_CLOEXEC);
  return event < 0 ? -errno : event;
}

int attendant_event_raise(int event) { return eventfd_write(event, 1) < 0 ? -errno : 0; }

int attendant_event_wait(int event) {
  eventfd_t value;
  int code;
  do code = eventfd_read(event, &value);
  while (code < 0 && errno == EINTR);
  return code < 0 ? -errno : 0;
}

int attendant_thread_precise(void) { return prctl(PR_SET_TIMERSLACK, 1000UL) < 0 ? -errno : 0; }

int attendant_thread_first(void) {
  // On Linux 0 is the calling thread and not its process.
  if (setpriority(PRIO_PROCESS, 0, -15) == 0) return 0;
  int code = errno;
  struct rlimit limit;
  if (getrlimit(RLIMIT_NICE, &limit) < 0 || limit.rlim_cur < 1 || limit.rlim_cur > 40) return -code;
  int least = 20 - (int)limit.rlim_cur;
  if (least >= getpriority(PRIO_PROCESS, 0)) return -code;
  return setpriority(PRIO_PROCESS, 0, least) < 0 ? -errno : 0;
}

int attendant_thread_name(const char *name) { return prctl(PR_SET_NAME, name) < 0 ? -errno : 0; }
