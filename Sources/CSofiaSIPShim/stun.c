// No STUN. sofia-sip has a server of it on every UDP socket unless another is plugged in, which answers anybody and prints
// each request. Ours counts what it is given, and is silent.
#include "stack.h"

#include <sofia-sip/msg_addr.h>
#include <sofia-sip/tport.h>
#include <sofia-sip/tport_plugins.h>

static char nobody;

static tport_stun_server_t *create(su_root_t *root, tagi_t const *tags) {
  (void)root, (void)tags;
  return (tport_stun_server_t *)&nobody;
}

static void destroy(tport_stun_server_t *server) { (void)server; }

// Anything but 0: the socket has no server.
static int no_socket(tport_stun_server_t *server, su_socket_t socket) {
  (void)server, (void)socket;
  return -1;
}

static void count(tport_stun_server_t *server, su_socket_t socket, void *msg, ssize_t length, void *address,
                  socklen_t address_length) {
  (void)server, (void)socket, (void)msg, (void)length, (void)address, (void)address_length;
  if (ua_running) ua_running->no_sip++;
}

bool ua_refuse_stun(void) {
  // One byte more than there is: the library takes no plug-in of just its size.
  static tport_stun_server_vtable_t const silent = {sizeof silent + 1, create, destroy, no_socket, no_socket, count};
  return tport_plug_in_stun_server(&silent) == 0;
}
