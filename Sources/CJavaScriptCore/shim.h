#pragma once
#include <JavaScriptCore/JavaScript.h>
#include <stdbool.h>
#include <stdint.h>

// Exported by Debian's libjavascriptcoregtk, but their headers are not shipped.
// The time limit of a VM: the call-back fires once when `seconds` have passed, and says whether to stop the script.
typedef bool (*JSShouldTerminateCallback)(JSContextRef ctx, void *context);
extern void JSContextGroupSetExecutionTimeLimit(JSContextGroupRef, double seconds, JSShouldTerminateCallback, void *context);
extern void JSContextGroupClearExecutionTimeLimit(JSContextGroupRef);
// heapCapacity and extraMemorySize of the VM, for the memory limit.
extern JSObjectRef JSGetMemoryUsageStatistics(JSContextRef);
// Engine options; effective only before the first VM of the process exists.
extern int jsc_options_set_boolean(const char *name, int value);
// A full collection of the VM, done when it returns.
extern void JSSynchronousGarbageCollectForDebugging(JSContextRef);
// Whether eval and the Function constructor work in a context.
extern void JSGlobalContextSetEvalEnabled(JSGlobalContextRef ctx, bool enabled, JSStringRef message);
// A source that a VM parses once and many contexts run. It belongs to its group and is released before it.
typedef struct OpaqueJSScript *JSScriptRef;
extern JSScriptRef JSScriptCreateFromString(
    JSContextGroupRef, JSStringRef url, int startingLineNumber, JSStringRef source, JSStringRef *errorMessage,
    int *errorLine);
extern void JSScriptRelease(JSScriptRef);
extern JSValueRef JSScriptEvaluate(JSContextRef, JSScriptRef, JSValueRef thisValue, JSValueRef *exception);
// How long the engine's allocator keeps freed memory before it gives it back to the system, in nanoseconds. Not part of
// any interface: where an engine has no such variable nothing happens.
extern uint64_t pas_scavenger_max_epoch_delta __attribute__((weak));
static inline void attendant_keep_freed_memory(uint64_t nanoseconds) {
  if (&pas_scavenger_max_epoch_delta) pas_scavenger_max_epoch_delta = nanoseconds;
}
