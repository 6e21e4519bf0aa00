#pragma once
// Checksums. JavaScriptCoreGTK stands on GLib, so it is there anyway.
#include <glib.h>
