#pragma once
// The whole of it: Debian ships the single headers, but not all that they include.
#include <libical/ical.h>
