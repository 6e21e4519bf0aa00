#pragma once
#include <alsa/asoundlib.h>

static inline void attendant_alsa_be_quiet(const char *file, int line, const char *function, int code, const char *format, ...) {
  (void)file; (void)line; (void)function; (void)code; (void)format;
}

// ALSA writes its complaints to standard error; ours say the same with a place. The handler is variadic, which Swift
// cannot write.
static inline void attendant_alsa_silence(void) { snd_lib_error_set_handler(attendant_alsa_be_quiet); }
