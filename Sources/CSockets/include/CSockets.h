#pragma once
#include <stddef.h>
#include <stdint.h>

// Sockets, waiting and clocks of Linux that Swift's Glibc does not show: <sys/epoll.h>, <sys/timerfd.h> and
// <sys/eventfd.h> are not in its module map, and the macros of control messages (SO_TIMESTAMPNS) are no functions.
// Every function returns 0, a count or a descriptor, or the negative errno. Nothing waits but `attendant_poll_wait` and
// `attendant_event_wait`.

/// An address and port without a family's own structure. IPv4 is in the first four bytes.
struct attendant_address {
  uint8_t bytes[16];
  /// Of a link-local IPv6 address; else 0.
  uint32_t scope;
  uint16_t port;
  /// 4 or 6; 0 is none.
  uint8_t version;
  uint8_t reserved;
};

/// Where a datagram came from and when the kernel took it in, in nanoseconds since 1970.
struct attendant_arrival {
  struct attendant_address source;
  int64_t nanoseconds;
  /// Whether it was longer than the buffer.
  int32_t is_truncated;
};

/// A bound UDP socket that never waits, marked for expedited forwarding (RFC 3246) and with receive times of the kernel.
int attendant_udp_open(const struct attendant_address *local, int receive_bytes);
/// A second socket at the address of a bound one that takes everything but G.711 by its static payload types (RFC 3551
/// §6), which goes on coming to the first. So whoever waits for keys is not woken by sound. The kernel decides by the
/// second byte of a datagram; nobody else can bind the port.
int attendant_udp_divide(int socket, int receive_bytes);
/// The address that a socket is bound to.
int attendant_udp_local(int socket, struct attendant_address *local);
/// -EAGAIN where nothing has come.
long attendant_udp_receive(int socket, void *buffer, size_t capacity, struct attendant_arrival *arrival);
long attendant_udp_send(int socket, const void *bytes, size_t count, const struct attendant_address *target);
int attendant_close(int descriptor);

/// A socket that TCP connections come to; it never waits. `attendant_udp_local` tells its address too.
int attendant_tcp_listen(const struct attendant_address *local, int backlog);
/// The next connection: it never waits, sends without delay and is marked for expedited forwarding. -EAGAIN where there
/// is none.
/// - send_bytes: how much the system keeps that has not been sent; 0 is its own choice.
int attendant_tcp_accept(int listener, int send_bytes, struct attendant_address *peer);
/// 0 where the other side has closed, -EAGAIN where nothing has come.
long attendant_tcp_receive(int socket, void *buffer, size_t capacity);
/// How much was taken, maybe less than all; -EAGAIN where nothing was. Raises no signal.
long attendant_tcp_send(int socket, const void *bytes, size_t count);
/// Nothing more is sent; the other side is still heard.
int attendant_tcp_finish(int socket);

/// A text of digits, "192.0.2.1" or "2001:db8::1", maybe with "%scope"; port is left alone. 0, or -EINVAL.
int attendant_address_read(const char *text, struct attendant_address *address);
/// The text of the address without its port; `capacity` of 64 is enough.
int attendant_address_write(const struct attendant_address *address, char *text, size_t capacity);

int attendant_poll_open(void);
/// Tells `token` as long as `descriptor` can be read.
int attendant_poll_add(int poll, int descriptor, uint64_t token);
int attendant_poll_remove(int poll, int descriptor);
/// At most `capacity` tokens; how many. `milliseconds` -1 waits for ever. An interruption tells none.
int attendant_poll_wait(int poll, uint64_t *tokens, int capacity, int milliseconds);

/// A timer of CLOCK_MONOTONIC; readable when it is due.
int attendant_timer_open(void);
/// Due at an absolute time; replaces what was set before, and makes the timer unreadable until then.
int attendant_timer_set(int timer, int64_t nanoseconds);

/// A flag that one thread raises and another waits for.
int attendant_event_open(void);
int attendant_event_raise(int event);
/// Waits until it is raised, and clears it: at once where `attendant_poll_wait` told it.
int attendant_event_wait(int event);

/// The calling thread's waits end to the microsecond and not to the fifty that are usual. `prctl` is variadic.
int attendant_thread_precise(void);
/// The calling thread goes before others that want a processor: niceness -15, or as near as RLIMIT_NICE lets it come.
int attendant_thread_first(void);
/// The calling thread's name in tools, of at most 15 bytes.
int attendant_thread_name(const char *name);
