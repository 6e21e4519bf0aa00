// Time in whole milliseconds. sofia-sip waits for timers so many whole milliseconds as are left, rounded down: during the
// last fraction of one its thread asks its sockets again and again without waiting, a hundred times for each timer. Where
// the clock itself has no fractions nothing is left over, and a timer comes up to a millisecond late.
#include "stack.h"

#include <sofia-sip/su_time.h>

// Exported by the library, for its own tests, and in none of its headers: may change each time before it is used.
extern void (*_su_time)(su_time_t *time) __attribute__((weak));

static void drop_fraction(su_time_t *time) {
  if (time) time->tv_usec -= time->tv_usec % 1000;
}

void ua_count_in_milliseconds(void) {
  if (&_su_time) _su_time = drop_fraction;
}
