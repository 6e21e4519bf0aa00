#pragma once
// What the files of this target share.
#include "CSofiaSIPShim.h"

#define SU_ROOT_MAGIC_T struct ua_stack
#define NUA_MAGIC_T struct ua_address
#define NUA_HMAGIC_T struct ua_dialog
#define SU_TIMER_ARG_T struct ua_dialog

#include <stdatomic.h>

#include <sofia-sip/su_wait.h>
#include <sofia-sip/nua.h>

enum { UA_ADDRESSES = 32 };

// sofia-sip binds one address a NUA, so each local address is one, all on the same root.
typedef struct ua_address {
  ua_stack *stack;
  nua_t *nua;
  int index;
  bool stopped;
} ua_address;

struct ua_stack {
  su_root_t *root;
  ua_handler handler;
  void *context;
  ua_limits limits;
  _Atomic uint64_t messages, no_sip, malformed, too_large;
  ua_address addresses[UA_ADDRESSES];
  int count;
};

struct ua_dialog {
  ua_address *address;
  nua_handle_t *handle;
  nua_saved_event_t update[1]; // the UPDATE that awaits its answer
  su_timer_t *unacknowledged;  // runs while `awaits_ack`
  bool awaits_ack;             // of a 2xx to an INVITE
  uint64_t id;
  bool registers;
};

ua_dialog *ua_dialog_create(ua_address *address, nua_handle_t *handle, uint64_t id);
void ua_dialog_destroy(ua_dialog *dialog);
void ua_dialog_acknowledged(ua_dialog *dialog);

void ua_on_event(nua_event_t event, int status, char const *phrase, nua_t *nua, ua_address *address, nua_handle_t *nh,
                 ua_dialog *dialog, sip_t const *sip, tagi_t tags[]);

// sofia-sip's parser with our gates; one for all stacks. NULL when memory is short.
msg_mclass_t *ua_parser(void);
extern _Thread_local ua_stack *ua_running;

// Both once, before the first address; false if the library will not have it.
bool ua_refuse_stun(void);
void ua_count_in_milliseconds(void);
