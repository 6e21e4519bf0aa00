// What we ask for, each a tag list.
#include "stack.h"

#include <sofia-sip/nua_tag.h>
#include <sofia-sip/sip_header.h>
#include <sofia-sip/sip_status.h>
#include <sofia-sip/su_md5.h>
#include <stdlib.h>
#include <string.h>

#define SDP_TAGS(sdp) TAG_IF(sdp, SIPTAG_CONTENT_TYPE_STR("application/sdp")), TAG_IF(sdp, SIPTAG_PAYLOAD_STR(sdp))

ua_dialog *ua_dialog_create(ua_address *address, nua_handle_t *handle, uint64_t id) {
  ua_dialog *dialog = calloc(1, sizeof *dialog);
  if (!dialog) return NULL;
  dialog->address = address;
  dialog->handle = handle;
  dialog->id = id;
  nua_handle_bind(handle, dialog);
  return dialog;
}

void ua_dialog_destroy(ua_dialog *dialog) {
  if (dialog->update[0]) nua_destroy_event(dialog->update);
  su_timer_destroy(dialog->unacknowledged);
  free(dialog);
}

// A call without ACK is ended by us before the stack does it (RFC 3261 §13.3.1.4, after 32 s): where its BYE cannot be sent
// at all, the stack makes it again and again until it runs out of stack. A BYE that is asked for is given up after one.
enum { ACKNOWLEDGED_WITHIN = 31000 };

static void never_acknowledged(ua_stack *stack, su_timer_t *timer, ua_dialog *dialog) {
  (void)stack, (void)timer;
  ua_end_unacknowledged(dialog);
}

void ua_end_unacknowledged(ua_dialog *dialog) {
  if (!dialog->awaits_ack) return;
  dialog->awaits_ack = false;
  nua_bye(dialog->handle, TAG_END());
}

static void await_acknowledgement(ua_dialog *dialog) {
  if (!dialog->unacknowledged)
    dialog->unacknowledged = su_timer_create(su_root_task(dialog->address->stack->root), ACKNOWLEDGED_WITHIN);
  if (dialog->unacknowledged) su_timer_set(dialog->unacknowledged, never_acknowledged, dialog);
  dialog->awaits_ack = true;
}

void ua_dialog_acknowledged(ua_dialog *dialog) {
  su_timer_reset(dialog->unacknowledged);
  dialog->awaits_ack = false;
}

void ua_dialog_name(ua_dialog *dialog, uint64_t id) { dialog->id = id; }

static ua_dialog *open_dialog(ua_stack *stack, int address, uint64_t id) {
  if (address < 0 || address >= stack->count) return NULL;
  nua_handle_t *nh = nua_handle(stack->addresses[address].nua, NULL, TAG_END());
  if (!nh) return NULL;
  ua_dialog *dialog = ua_dialog_create(&stack->addresses[address], nh, id);
  if (!dialog) nua_handle_destroy(nh);
  return dialog;
}

ua_dialog *ua_invite(ua_stack *stack, int address, uint64_t id, const char *target, const char *to, const char *from,
                     const char *headers, const char *sdp, const char *route) {
  ua_dialog *dialog = open_dialog(stack, address, id);
  if (!dialog) return NULL;
  nua_invite(dialog->handle, NUTAG_URL(target), SIPTAG_TO_STR(to), SIPTAG_FROM_STR(from),
             TAG_IF(route, NUTAG_INITIAL_ROUTE_STR(route)), TAG_IF(headers, SIPTAG_HEADER_STR(headers)), SDP_TAGS(sdp),
             TAG_END());
  return dialog;
}

ua_dialog *ua_register(ua_stack *stack, int address, uint64_t id, const char *registrar, const char *address_of_record,
                       const char *contact_user, const char *expires) {
  ua_dialog *dialog = open_dialog(stack, address, id);
  if (!dialog) return NULL;
  dialog->registers = true;
  nua_register(dialog->handle, NUTAG_REGISTRAR(registrar), SIPTAG_TO_STR(address_of_record),
               SIPTAG_FROM_STR(address_of_record), SIPTAG_EXPIRES_STR(expires), NUTAG_M_USERNAME(contact_user),
               // Our contact is where we listen; no probing by OPTIONS to ourselves.
               NUTAG_OUTBOUND("no-validate no-options-keepalive no-natify"), TAG_END());
  return dialog;
}

void ua_unregister(ua_dialog *dialog) { nua_unregister(dialog->handle, TAG_END()); }

void ua_authenticate(ua_dialog *dialog, const char *credentials) {
  nua_authenticate(dialog->handle, NUTAG_AUTH(credentials), TAG_END());
}

void ua_give_up(ua_dialog *dialog) { nua_authenticate(dialog->handle, TAG_END()); }

// sofia-sip queues the pointer and does not copy the text.
static const char *phrase_of(int status) {
  const char *phrase = sip_status_phrase(status);
  return phrase ? phrase : "Refused";
}

void ua_respond(ua_dialog *dialog, int status, const char *sdp, const char *headers) {
  if (status >= 200 && status < 300) await_acknowledgement(dialog);
  nua_respond(dialog->handle, status, phrase_of(status), TAG_IF(headers, SIPTAG_HEADER_STR(headers)), SDP_TAGS(sdp), TAG_END());
}

void ua_respond_update(ua_dialog *dialog, int status, const char *sdp) {
  if (!dialog->update[0]) return;
  nua_respond(dialog->handle, status, phrase_of(status), NUTAG_WITH_SAVED(dialog->update), SDP_TAGS(sdp), TAG_END());
  nua_destroy_event(dialog->update);
}

void ua_reinvite(ua_dialog *dialog, const char *sdp) { nua_invite(dialog->handle, SDP_TAGS(sdp), TAG_END()); }

void ua_cancel(ua_dialog *dialog) { nua_cancel(dialog->handle, TAG_END()); }

void ua_bye(ua_dialog *dialog, const char *headers) {
  nua_bye(dialog->handle, TAG_IF(headers, SIPTAG_HEADER_STR(headers)), TAG_END());
}

void ua_refer(ua_dialog *dialog, const char *refer_to, const char *referred_by) {
  nua_refer(dialog->handle, SIPTAG_REFER_TO_STR(refer_to), TAG_IF(referred_by, SIPTAG_REFERRED_BY_STR(referred_by)),
            TAG_END());
}

void ua_info(ua_dialog *dialog, const char *content_type, const char *body) {
  nua_info(dialog->handle, SIPTAG_CONTENT_TYPE_STR(content_type), SIPTAG_PAYLOAD_STR(body), TAG_END());
}

bool ua_replaces(ua_dialog *dialog, char *buffer, size_t size) {
  su_home_t home[1] = {SU_HOME_INIT(home)};
  bool fits = false;
  sip_replaces_t *replaces = nua_handle_make_replaces(dialog->handle, home, 0);
  if (replaces) {
    issize_t length = msg_header_field_e(buffer, size, (msg_header_t *)replaces, 0);
    fits = length > 0 && (size_t)length < size;
  }
  su_home_deinit(home);
  return fits;
}

void ua_md5(const void *bytes, size_t length, char out[33]) {
  su_md5_t context[1];
  su_md5_init(context);
  su_md5_update(context, bytes, length);
  su_md5_hexdigest(context, out);
  su_md5_deinit(context);
}
