// sofia-sip's own parser between two gates: it counts what is no SIP, and marks what is past our limits so that the
// transaction layer refuses it.
#include "stack.h"

#include <pthread.h>
#include <arpa/inet.h>
#include <sofia-sip/hostdomain.h>
#include <sofia-sip/msg_addr.h>
#include <sofia-sip/msg_header.h>
#include <sofia-sip/msg_mclass.h>
#include <sofia-sip/sip_header.h>
#include <sofia-sip/sip_parser.h>
#include <sofia-sip/sip_util.h>
#include <sofia-sip/su_alloc.h>
#include <sofia-sip/su_string.h>
#include <sofia-sip/url.h>
#include <stdlib.h>

// A parser knows nothing of who uses it; each stack runs on one thread, which says whose turn it is.
_Thread_local ua_stack *ua_running;

static issize_t (*extract_body)(msg_t *, msg_pub_t *, char[], isize_t, int);
static struct msg_hclass_s request_line[1], status_line[1];
static msg_mclass_t *parser;

static issize_t parse_request(su_home_t *home, msg_header_t *h, char *s, isize_t length) {
  issize_t result = sip_request_d(home, h, s, length);
  if (ua_running && result < 0) ua_running->no_sip++;
  return result;
}

static issize_t parse_status(su_home_t *home, msg_header_t *h, char *s, isize_t length) {
  issize_t result = sip_status_d(home, h, s, length);
  if (ua_running && result < 0) ua_running->no_sip++;
  return result;
}

// Whether a request can be handed to a socket for it without asking anybody: an address of the family by which its
// message came, over what we speak.
static bool is_plain(url_t const *url, int family) {
  char transport[8] = "";
  if (url->url_type != url_sip || !url->url_host || !host_is_ip_address(url->url_host)) return false;
  if (host_is_ip6_reference(url->url_host) != (family == AF_INET6)) return false;
  if (url->url_port && (atol(url->url_port) < 1 || atol(url->url_port) > 65535)) return false;
  if (url_has_param(url, "maddr")) return false;
  if (!url_has_param(url, "transport")) return true;
  url_param(url->url_params, "transport", transport, sizeof transport);
  return su_casematch(transport, "udp") || su_casematch(transport, "tcp");
}

// Requests within a call go to its next hop. Where that cannot be reached at all (a name without a name server, another
// family, an unknown transport) the stack makes the BYE that follows a missing ACK again and again: it spins, or runs out
// of stack. So a next hop that is not plain is the one that sent this, by the transport that it names: the last proxy, or
// the peer itself.
static void settle_next_hop(msg_t *msg, sip_t *sip) {
  url_t *hop = sip->sip_record_route ? sip->sip_record_route->r_url : sip->sip_contact ? sip->sip_contact->m_url : NULL;
  su_sockaddr_t *source = msg_addr(msg);
  char host[SU_ADDRSIZE], transport[8] = "";
  if (!hop || !sip->sip_request || sip->sip_request->rq_method != sip_method_invite) return;
  if (is_plain(hop, source->su_family) || !su_inet_ntop(source->su_family, SU_ADDR(source), host, sizeof host)) return;
  url_param(hop->url_params, "transport", transport, sizeof transport);
  const char *named = hop->url_type == url_sips || su_casematch(transport, "tls") ? "transport=tls"
                      : su_casematch(transport, "tcp")                            ? "transport=tcp"
                                                                                  : "transport=udp";
  hop->url_type = url_sip;
  hop->url_scheme = "sip";
  hop->url_host = su_sprintf(msg_home(msg), source->su_family == AF_INET6 ? "[%s]" : "%s", host);
  hop->url_port = su_sprintf(msg_home(msg), "%u", ntohs(source->su_port));
  hop->url_params = sip->sip_record_route ? su_sprintf(msg_home(msg), "%s;lr", named) : named;
}

// Called when the empty line after the headers has come, and again while a body trickles in over TCP.
static issize_t headers_complete(msg_t *msg, msg_pub_t *pub, char b[], isize_t size, int eos) {
  sip_t *sip = (sip_t *)pub;
  ua_stack *stack = ua_running;
  if (stack && !(sip->sip_flags & MSG_FLG_BODY)) {
    stack->messages++;
    unsigned fields = 0;
    bool fits = true;
    msg_header_t *first = (msg_header_t *)(sip->sip_request ? (void *)sip->sip_request : (void *)sip->sip_status);
    for (msg_header_t *h = first; h && fits; h = h->sh_succ)
      fits = ++fields <= stack->limits.headers && h->sh_len <= stack->limits.header;
    if (!fits) {
      stack->too_large++;
      sip->sip_flags |= MSG_FLG_TOOLARGE;
    } else if (sip->sip_error || sip_sanity_check(sip) < 0) {
      stack->malformed++;
    }
    // Also where another field is malformed: the stack may serve the call without it.
    if (fits) settle_next_hop(msg, sip);
  }
  return extract_body(msg, pub, b, size, eos);
}

static void create(void) {
  msg_mclass_t *copy = msg_mclass_clone(sip_default_mclass(), 0, msg_mclass_copy);
  if (!copy) return;
  extract_body = copy->mc_extract_body;
  *request_line = *copy->mc_request[0].hr_class;
  *status_line = *copy->mc_status[0].hr_class;
  request_line->hc_parse = parse_request;
  status_line->hc_parse = parse_status;
  copy->mc_request[0].hr_class = request_line;
  copy->mc_status[0].hr_class = status_line;
  copy->mc_extract_body = headers_complete;
  parser = copy;
}

msg_mclass_t *ua_parser(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, create);
  return parser;
}
