#pragma once
// spandsp's headers use these without including them.
#include <limits.h>
#include <malloc.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// Only what is used: <spandsp.h> would also pull in libtiff for the fax image formats.
#include <spandsp/telephony.h>
#include <spandsp/fast_convert.h>
#include <spandsp/logging.h>
#include <spandsp/complex.h>
#include <spandsp/bit_operations.h>
#include <spandsp/queue.h>
#include <spandsp/g711.h>
#include <spandsp/vector_float.h>
#include <spandsp/tone_detect.h>
#include <spandsp/tone_generate.h>
#include <spandsp/super_tone_rx.h>
#include <spandsp/dtmf.h>
#include <spandsp/plc.h>

// Asks for memory that is needed soon. Swift has no way to say this.
static inline void attendant_expect(const void *memory, long bytes) {
  for (long offset = 0; offset < bytes; offset += 64) __builtin_prefetch((const char *)memory + offset, 1);
}

// How long a block of the heap is.
static inline long attendant_block_bytes(const void *block) { return (long)malloc_usable_size((void *)block); }
