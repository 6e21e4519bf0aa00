#pragma once
// Swift cannot call sofia-sip (every request is a variadic list of tags), so no Swift imports this module: it carries
// the library's compiler and linker flags to CSofiaSIPShim, the C target that does the calling.
#include <sofia-sip/su_types.h>
