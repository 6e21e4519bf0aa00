// At the exit of the process sofia-sip deletes its thread-specific key, even where it never made one: then it is key 0,
// which is another library's. A thread that still runs, JavaScriptCore's for one, finds GLib's key gone and aborts. So it
// is made to have a key of its own, in every process that loads this.
#include <sofia-sip/su_uniqueid.h>

__attribute__((constructor)) static void have_a_key(void) { su_randint(0, 1); }
