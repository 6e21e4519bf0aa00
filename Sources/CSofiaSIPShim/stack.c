// The root, its addresses, starting and stopping.
#define _GNU_SOURCE // pthread_setname_np
#include "stack.h"

#include <pthread.h>
#include <sofia-sip/msg.h>
#include <sofia-sip/nta_tag.h>
#include <sofia-sip/nua_tag.h>
#include <sofia-sip/su_log.h>
#include <sofia-sip/tport_tag.h>
#include <stdlib.h>

extern su_log_t nua_log[], nta_log[], tport_log[], nea_log[], su_log_default[], su_log_global[];

static pthread_once_t once = PTHREAD_ONCE_INIT;

static bool initialised;

static void initialise(void) {
  su_init();
  initialised = ua_refuse_stun();
  ua_count_in_milliseconds();
  su_log_t *logs[] = {nua_log, nta_log, tport_log, nea_log, su_log_default, su_log_global};
  for (size_t i = 0; i < sizeof logs / sizeof *logs; i++) su_log_set_level(logs[i], 0);
}

ua_stack *ua_stack_create(ua_handler handler, void *context, ua_limits limits) {
  pthread_once(&once, initialise);
  ua_stack *stack = calloc(1, sizeof *stack);
  if (!stack) return NULL;
  stack->handler = handler;
  stack->context = context;
  stack->limits = limits;
  stack->root = su_root_create(stack);
  if (!initialised || !stack->root || !ua_parser()) {
    ua_stack_destroy(stack);
    return NULL;
  }
  // The stack proper runs on this thread as well, not on a second one.
  su_root_threading(stack->root, 0);
  ua_running = stack;
  return stack;
}

int ua_stack_listen(ua_stack *stack, const char *uri, const char *certificates, const char *user_agent,
                    unsigned session_expires, unsigned min_se, unsigned verified) {
  if (stack->count == UA_ADDRESSES) return -1;
  ua_address *address = &stack->addresses[stack->count];
  address->stack = stack;
  address->index = stack->count;
  address->nua = nua_create(
    stack->root, ua_on_event, address, NUTAG_URL(uri), TAG_IF(certificates, NUTAG_CERTIFICATE_DIR(certificates)),
    TAG_IF(certificates, TPTAG_TLS_VERIFY_POLICY(verified)), NUTAG_SIP_PARSER(ua_parser()), NTATAG_MAXSIZE(stack->limits.message),
    // The length of a header field is known only where its text is kept.
    NTATAG_SIPFLAGS(MSG_DO_CANONIC | MSG_DO_EXTRACT_COPY), NTATAG_MAX_PROCEEDING(stack->limits.proceeding), NTATAG_SERVER_RPORT(1),
    // Media and its descriptions are ours.
    NUTAG_MEDIA_ENABLE(0), NUTAG_AUTOANSWER(0), NUTAG_AUTOALERT(0), NUTAG_AUTOACK(1),
    NUTAG_ENABLEMESSAGE(0), NUTAG_EARLY_MEDIA(1), NUTAG_ONLY183_100REL(1),
    NUTAG_SESSION_TIMER(session_expires), NUTAG_MIN_SE(min_se), NUTAG_SESSION_REFRESHER(nua_remote_refresher),
    NUTAG_UPDATE_REFRESH(1), SIPTAG_USER_AGENT_STR(user_agent),
    SIPTAG_ALLOW_STR("INVITE, ACK, BYE, CANCEL, OPTIONS, PRACK, UPDATE, INFO, NOTIFY"),
    NUTAG_APPL_METHOD("UPDATE"), SIPTAG_SUPPORTED_STR("timer, 100rel"), NUTAG_REFER_WITH_ID(1),
    // What is refused is told at once, and not tried again behind our back.
    NUTAG_AUTO302(0), NUTAG_MAX_RETRY_AFTER(0), TAG_END());
  if (!address->nua) return -1;
  return stack->count++;
}

void ua_stack_run(ua_stack *stack) {
  ua_running = stack;
  pthread_setname_np(pthread_self(), "sip");
  su_root_run(stack->root);
}

static void woken(ua_stack *stack, su_msg_r msg, su_msg_arg_t *arg) {
  (void)msg, (void)arg;
  ua_event event = {.kind = UA_WOKEN, .phrase = "", .method = "", .request_uri = "", .headers = "", .body = "",
                    .source = ""};
  stack->handler(stack->context, &event);
}

bool ua_stack_wake(ua_stack *stack) {
  su_msg_r msg = SU_MSG_R_INIT;
  return su_msg_create(msg, su_root_task(stack->root), su_task_null, woken, 0) == 0 && su_msg_send(msg) == 0;
}

void ua_stack_stop(ua_stack *stack) {
  if (stack->count == 0) su_root_break(stack->root);
  for (int i = 0; i < stack->count; i++) nua_shutdown(stack->addresses[i].nua);
}

void ua_stack_destroy(ua_stack *stack) {
  for (int i = 0; i < stack->count; i++)
    if (stack->addresses[i].nua) nua_destroy(stack->addresses[i].nua);
  if (stack->root) su_root_destroy(stack->root);
  if (ua_running == stack) ua_running = NULL;
  free(stack);
}

ua_counts ua_stack_counts(ua_stack *stack) {
  return (ua_counts){
    .messages = atomic_load_explicit(&stack->messages, memory_order_relaxed),
    .no_sip = atomic_load_explicit(&stack->no_sip, memory_order_relaxed),
    .malformed = atomic_load_explicit(&stack->malformed, memory_order_relaxed),
    .too_large = atomic_load_explicit(&stack->too_large, memory_order_relaxed),
  };
}
