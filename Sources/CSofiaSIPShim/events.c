// sofia-sip's events as flat ones.
#include "stack.h"

#include <netdb.h>
#include <sofia-sip/msg_addr.h>
#include <sofia-sip/msg_header.h>
#include <sofia-sip/nua_tag.h>
#include <sofia-sip/sip_header.h>
#include <sofia-sip/sip_status.h>
#include <stdlib.h>
#include <string.h>

// Text that grows; on a failed allocation it stays as it is.
typedef struct text {
  char *bytes;
  size_t length, capacity;
} text;

static bool reserve(text *t, size_t more) {
  if (t->length + more < t->capacity) return true;
  size_t capacity = t->capacity ? t->capacity : 2048;
  while (capacity <= t->length + more) capacity *= 2;
  char *bytes = realloc(t->bytes, capacity);
  if (!bytes) return false;
  t->bytes = bytes;
  t->capacity = capacity;
  return true;
}

// One line: a line break that survived unfolding must not make a second header of its rest.
static void append(text *t, const char *s, size_t length) {
  if (!reserve(t, length)) return;
  for (size_t i = 0; i < length; i++)
    t->bytes[t->length++] = s[i] == '\r' || s[i] == '\n' || s[i] == 0 ? ' ' : s[i];
}

static void append_field(text *t, msg_header_t const *h) {
  msg_hclass_t *class = h->sh_class;
  char const *name = class->hc_name;
  if (class->hc_hash == msg_unknown_hash || sip_is_unknown((sip_header_t const *)h)) {
    msg_unknown_t const *unknown = (msg_unknown_t const *)h;
    append(t, unknown->un_name, strlen(unknown->un_name));
    append(t, ": ", 2);
    if (unknown->un_value) append(t, unknown->un_value, strlen(unknown->un_value));
  } else if (name && *name) {
    append(t, name, strlen(name));
    append(t, ": ", 2);
    char small[512];
    issize_t needed = msg_header_field_e(small, sizeof small, h, 0);
    if (needed >= 0 && needed < (issize_t)sizeof small) {
      append(t, small, needed);
    } else if (needed > 0) {
      char *large = malloc(needed + 1);
      if (large && msg_header_field_e(large, needed + 1, h, 0) == needed) append(t, large, needed);
      free(large);
    }
  } else {
    return;
  }
  if (reserve(t, 1)) t->bytes[t->length++] = '\n';
}

static char *headers_of(sip_t const *sip) {
  text t = {0};
  msg_header_t const *h =
    (msg_header_t const *)(sip->sip_request ? (void const *)sip->sip_request : (void const *)sip->sip_status);
  for (; h; h = h->sh_succ) append_field(&t, h);
  if (!reserve(&t, 1)) return NULL;
  t.bytes[t.length] = 0;
  return t.bytes;
}

static void source_of(nua_t *nua, char host[NI_MAXHOST], uint16_t *port) {
  host[0] = 0;
  *port = 0;
  msg_t *msg = nua_current_request(nua);
  su_addrinfo_t *info = msg ? msg_addrinfo(msg) : NULL;
  if (!info || !info->ai_addr) return;
  char service[NI_MAXSERV];
  if (getnameinfo(info->ai_addr, info->ai_addrlen, host, NI_MAXHOST, service, sizeof service,
                  NI_NUMERICHOST | NI_NUMERICSERV) == 0)
    *port = (uint16_t)atoi(service);
}

static void deliver(ua_event *event, ua_address *address, ua_dialog *dialog, sip_t const *sip) {
  char host[NI_MAXHOST];
  char *headers = sip ? headers_of(sip) : NULL;
  char *uri = NULL;
  event->dialog = dialog;
  event->id = dialog ? dialog->id : 0;
  event->address = address->index;
  if (!event->phrase) event->phrase = "";
  event->headers = headers ? headers : "";
  event->method = "";
  if (sip && sip->sip_cseq && sip->sip_cseq->cs_method_name) event->method = sip->sip_cseq->cs_method_name;
  if (sip && sip->sip_request) uri = url_as_string(NULL, sip->sip_request->rq_url);
  event->request_uri = uri ? uri : "";
  event->body = "";
  if (sip && sip->sip_payload && sip->sip_payload->pl_data) {
    event->body = sip->sip_payload->pl_data;
    event->body_length = sip->sip_payload->pl_len;
  }
  source_of(address->nua, host, &event->source_port);
  event->source = host;
  address->stack->handler(address->stack->context, event);
  free(headers);
  su_free(NULL, uri);
}

static bool has_body(sip_t const *sip) { return sip && sip->sip_payload && sip->sip_payload->pl_len > 0; }

static bool can_update(sip_t const *sip) {
  return sip->sip_allow && sip_is_allowed(sip->sip_allow, sip_method_update, "UPDATE");
}

// A session timer is ours to run only where the peer lets us refresh without a new offer.
static void settle_timer(nua_handle_t *nh, sip_t const *sip) {
  bool knows_timer = sip_has_feature(sip->sip_supported, "timer");
  if (!can_update(sip) && !knows_timer) nua_set_hparams(nh, NUTAG_SESSION_TIMER(0), TAG_END());
}

static void stopped(ua_address *address) {
  ua_stack *stack = address->stack;
  address->stopped = true;
  for (int i = 0; i < stack->count; i++)
    if (!stack->addresses[i].stopped) return;
  ua_event event = {.kind = UA_STOPPED};
  deliver(&event, address, NULL, NULL);
  su_root_break(stack->root);
}

static void update_came(ua_event *event, nua_t *nua, ua_address *address, nua_handle_t *nh, ua_dialog *dialog,
                        sip_t const *sip) {
  if (!has_body(sip)) {
    nua_respond(nh, SIP_200_OK, NUTAG_WITH_THIS(nua), TAG_END());
  } else if (dialog->update[0]) {
    nua_respond(nh, SIP_491_REQUEST_PENDING, NUTAG_WITH_THIS(nua), TAG_END());
  } else if (nua_save_event(nua, dialog->update)) {
    event->kind = UA_UPDATE;
    deliver(event, address, dialog, sip);
  } else {
    nua_respond(nh, SIP_500_INTERNAL_SERVER_ERROR, NUTAG_WITH_THIS(nua), TAG_END());
  }
}

static void notify_came(ua_event *event, ua_address *address, ua_dialog *dialog, sip_t const *sip, tagi_t tags[]) {
  int substate = nua_substate_active;
  tl_gets(tags, NUTAG_SUBSTATE_REF(substate), TAG_END());
  event->kind = UA_NOTIFY;
  event->final = substate == nua_substate_terminated;
  deliver(event, address, dialog, sip);
}

void ua_on_event(nua_event_t what, int status, char const *phrase, nua_t *nua, ua_address *address, nua_handle_t *nh,
                 ua_dialog *dialog, sip_t const *sip, tagi_t tags[]) {
  ua_event event = {.status = status, .phrase = phrase};

  if (what == nua_r_shutdown) {
    if (status >= 200) stopped(address);
    return;
  }
  if (!nh || nh == nua_default(nua)) return;
  if (!dialog) {
    if (what == nua_i_invite && sip) {
      dialog = ua_dialog_create(address, nh, 0);
      if (!dialog) {
        nua_respond(nh, SIP_500_INTERNAL_SERVER_ERROR, TAG_END());
        return;
      }
      settle_timer(nh, sip);
      event.kind = UA_INVITE;
      event.fresh = true;
      event.status = 0;
      deliver(&event, address, dialog, sip);
      return;
    }
    if (what == nua_i_options) {
      event.kind = UA_OPTIONS;
      deliver(&event, address, NULL, sip);
    }
    // A request outside of any call made a handle that nobody else frees.
    if (what == nua_i_update && status < 200) nua_respond(nh, 481, "Call Does Not Exist", NUTAG_WITH_THIS(nua), TAG_END());
    if (nua_event_is_incoming_request(what)) nua_handle_destroy(nh);
    return;
  }

  switch (what) {
  case nua_i_invite: event.kind = UA_INVITE; break;
  case nua_i_cancel: event.kind = UA_CANCEL; break;
  case nua_i_ack:
    ua_dialog_acknowledged(dialog);
    event.kind = UA_ACK;
    break;
  case nua_i_prack: event.kind = UA_PRACK; break;
  case nua_i_info: event.kind = UA_INFO; break;
  case nua_i_bye: event.kind = UA_BYE; break;
  case nua_i_options: event.kind = UA_OPTIONS; break;
  case nua_i_update:
    if (status < 200) update_came(&event, nua, address, nh, dialog, sip);
    return;
  case nua_i_notify: notify_came(&event, address, dialog, sip, tags); return;
  case nua_r_invite:
    event.kind = UA_INVITE_RESPONSE;
    // Then the session is refreshed by our INVITE again.
    if (status >= 200 && status < 300 && sip && !can_update(sip)) nua_set_hparams(nh, NUTAG_UPDATE_REFRESH(0), TAG_END());
    break;
  case nua_r_update: event.kind = UA_UPDATE_RESPONSE; break;
  case nua_r_bye: event.kind = UA_BYE_RESPONSE; break;
  case nua_r_refer: event.kind = UA_REFER_RESPONSE; break;
  case nua_r_register: event.kind = UA_REGISTER_RESPONSE; break;
  case nua_r_unregister: event.kind = UA_UNREGISTER_RESPONSE; break;
  case nua_i_terminated: event.kind = UA_TERMINATED; break;
  default: return;
  }
  event.challenge = (status == 401 || status == 407) && sip && (sip->sip_www_authenticate || sip->sip_proxy_authenticate);
  deliver(&event, address, dialog, sip);
  if (event.kind == UA_TERMINATED) {
    nua_handle_destroy(nh);
    ua_dialog_destroy(dialog);
  } else if (dialog->registers && status >= 200 &&
             (event.kind == UA_UNREGISTER_RESPONSE || (event.kind == UA_REGISTER_RESPONSE && status >= 300 && !event.challenge))) {
    // A registration has no termination of its own.
    ua_event last = {.kind = UA_TERMINATED, .status = status, .phrase = phrase};
    deliver(&last, address, dialog, NULL);
    nua_handle_destroy(nh);
    ua_dialog_destroy(dialog);
  }
}
