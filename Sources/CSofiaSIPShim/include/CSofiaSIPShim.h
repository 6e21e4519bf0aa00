#pragma once
// The part of sofia-sip's user agent that Telephony needs, without tag lists and without its types.
//
// One `ua_stack` is one su_root. Everything is called on the thread that runs it, except
// where it says otherwise; the handler is
// called there too. Strings of an event live as long as the call of the handler. A dialog is freed after its
// `UA_TERMINATED` event and never before, because sofia-sip still works on a handle until then.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ua_stack ua_stack;
typedef struct ua_dialog ua_dialog;

typedef enum ua_kind {
  UA_WOKEN,             // ua_stack_wake was called, perhaps several times
  UA_STOPPED,           // everything has ended after ua_stack_stop
  UA_INVITE,            // a call, or a re-INVITE where `fresh` is false
  UA_CANCEL,
  UA_ACK,
  UA_PRACK,
  UA_UPDATE,            // with a body; one without is answered here
  UA_INFO,              // answered here
  UA_BYE,               // answered here
  UA_NOTIFY,            // answered here
  UA_OPTIONS,           // answered here
  UA_INVITE_RESPONSE,   // also to a re-INVITE; `challenge` where credentials are wanted
  UA_UPDATE_RESPONSE,
  UA_BYE_RESPONSE,
  UA_REFER_RESPONSE,
  UA_REGISTER_RESPONSE, // also to each refresh
  UA_UNREGISTER_RESPONSE,
  UA_TERMINATED,        // the last event of a dialog
} ua_kind;

typedef struct ua_event {
  ua_kind kind;
  ua_dialog *dialog;       // NULL where the event belongs to none
  uint64_t id;             // what ua_dialog_name gave it; 0 for a new call
  int address;             // index of the local address
  int status;              // of responses; 0 for requests
  bool fresh;
  bool challenge;          // 401 or 407: ua_authenticate or ua_give_up must follow
  bool final;              // NOTIFY: the subscription is over
  const char *phrase;      // never NULL
  const char *method;      // never NULL
  const char *request_uri; // never NULL
  const char *headers;     // "Name: value\n" each, names in full and unfolded; never NULL
  const char *body;        // never NULL
  size_t body_length;
  const char *source;      // numeric address of the sender; never NULL
  uint16_t source_port;
} ua_event;

typedef void (*ua_handler)(void *context, const ua_event *event);

typedef struct ua_limits {
  size_t message;     // bytes of a message
  size_t header;      // bytes of one header field
  unsigned headers;   // header fields of a message
  unsigned proceeding; // server transactions at once; more are answered with 503
} ua_limits;

// What arrived and was no good.
typedef struct ua_counts {
  uint64_t messages;   // with a readable first line
  uint64_t no_sip;     // the first line is none of SIP/2.0
  uint64_t malformed;  // a header could not be read, or one that must be there is missing
  uint64_t too_large;  // past a limit on header fields
} ua_counts;

// NULL when memory is short.
ua_stack *ua_stack_create(ua_handler handler, void *context, ua_limits limits);
// Returns the index of the address, or -1 when it cannot be bound. `certificates` is NULL except for TLS.
// `verified`: whose certificate is checked, UA_NOBODY, UA_SERVERS or UA_EVERYBODY.
enum { UA_NOBODY = 0, UA_SERVERS = 2, UA_EVERYBODY = 3 };
int ua_stack_listen(ua_stack *stack, const char *uri, const char *certificates, const char *user_agent,
                    unsigned session_expires, unsigned min_se, unsigned verified);
// Runs until stopped.
void ua_stack_run(ua_stack *stack);
// From any thread.
bool ua_stack_wake(ua_stack *stack);
// Ends all calls, those without ACK excepted (`ua_end_unacknowledged`); UA_STOPPED follows and ua_stack_run returns.
void ua_stack_stop(ua_stack *stack);
void ua_stack_destroy(ua_stack *stack);
// From any thread.
ua_counts ua_stack_counts(ua_stack *stack);

void ua_dialog_name(ua_dialog *dialog, uint64_t id);

// NULL when memory is short or no such address.
// `headers` are "Name: value\r\n…" or NULL; `route` is "<sip:proxy;lr>" or NULL.
ua_dialog *ua_invite(ua_stack *stack, int address, uint64_t id, const char *target, const char *to, const char *from,
                     const char *headers, const char *sdp, const char *route);
ua_dialog *ua_register(ua_stack *stack, int address, uint64_t id, const char *registrar, const char *address_of_record,
                       const char *contact_user, const char *expires);
void ua_unregister(ua_dialog *dialog);
// Credentials in sofia-sip's form: Scheme:"realm":user:password
void ua_authenticate(ua_dialog *dialog, const char *credentials);
// Ends a request that was challenged.
void ua_give_up(ua_dialog *dialog);

// Answers the INVITE or re-INVITE. `sdp` and `headers` may be NULL.
void ua_respond(ua_dialog *dialog, int status, const char *sdp, const char *headers);
// Answers the UPDATE.
void ua_respond_update(ua_dialog *dialog, int status, const char *sdp);
void ua_reinvite(ua_dialog *dialog, const char *sdp);
void ua_cancel(ua_dialog *dialog);
void ua_bye(ua_dialog *dialog, const char *headers);
// A BYE where our 2xx still awaits its ACK; else nothing.
void ua_end_unacknowledged(ua_dialog *dialog);
void ua_refer(ua_dialog *dialog, const char *refer_to, const char *referred_by);
void ua_info(ua_dialog *dialog, const char *content_type, const char *body);

// Value of a Replaces header that names this dialog, into `buffer`; false when it is not established or does not fit.
bool ua_replaces(ua_dialog *dialog, char *buffer, size_t size);

// 32 hex digits and a zero.
void ua_md5(const void *bytes, size_t length, char out[33]);

#ifdef __cplusplus
}
#endif
