#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Attendant for C: call flows in VoiceXML 2.1, one event in, one step out.
//
// The library plays no sound, opens no socket and reads no clock. You tell it what happened in a call and when; it
// answers with what to do now, and when to ask again if nothing happens before. So the same events at the same times
// give the same steps, on a telephone and in a test alike. `pkg-config --cflags --libs attendant` tells how to link.
//
//     attendant_flow *flow = attendant_flow_load_file("bakery.vxml", &error);
//     attendant_call *call = attendant_call_begin(flow, "{\"startedAt\":1798999200000}", &error);
//     char *step = attendant_call_step(call, "{\"event\":\"answered\"}", 0, &error);
//
// TEXT is UTF-8 and ends with NUL; pointers to it are only read during the call. A `char *` that a function returns or
// puts into `*error` is yours: give it back with `attendant_string_free`.
//
// ERRORS. A function that cannot do what it is asked returns NULL and puts a text for people into `*error`, with the
// place (`bakery.vxml:4:12: error: …`, `event:1:9: …`, `event.id: …`). `error` may be NULL. Where all is well, `*error`
// becomes NULL. An error changes nothing: the call is where it was. Null pointers, broken JSON and bytes that are no
// UTF-8 are such errors. What a flow does wrong is none: the flow may catch it, and else the call ends with the reason
// "error".
//
// THREADS. Every function may be called from any thread, and different calls from several at once; two steps of one
// call wait for each other. Scripts run on threads of the library, so a program calls it after it has forked, not
// before; and a function holds its thread until they are done, so it is not for the tasks of a Swift program. Nothing
// may use a flow or a call while, or after, it is freed, and nothing may be freed twice: that is undefined, as with any
// pointer. The library cannot be unloaded.
//
// TIME. `at_ms` is in milliseconds since the call began, from 0 to 10^12, by whatever clock you like. It never goes
// back: an earlier time counts as that of the event before. All durations in JSON are milliseconds too, except in
// reports.
//
//
// A STEP is an object, all of whose members are always there:
//
//     {"at":4200,                    the time that counted
//      "commands":[…],               what to do now, in this order
//      "wakeUp":11200,               if nothing happens before, tell `deadlineReached` then; null: wait for an event.
//                                    It replaces the one of the step before.
//      "waiting":{"for":"input",…},  see below
//      "ended":false}                after true no event changes anything, and steps are empty
//
// Two more are there only where input is secure (ivr:secure), or may be, as keys that are typed ahead:
//
//      "concealed":[0,1]             keys and words that belong to secure input, counted from 0 in the order in which
//                                    you told them: write them down nowhere
//      "private":true                what the caller does now may be secret: record nothing of it
//
//
// EVENTS are objects with "event" and the members that are listed here; any other member is refused. Activities
// (fetches, prompts, recordings, transfers, promises) carry the id of their command. An event about an activity that is
// over, or never was, changes nothing; so you need not know who was first.
//
//     {"event":"answered"}                               the first event of a call
//     {"event":"digit","key":"1"}                        a key, 0–9 * # A–D, pressed and let go of at once
//     {"event":"digitBegan","key":"1"}                   a key that is still held; no time-out of input runs until
//     {"event":"digitEnded","key":"1","length":120}      it is let go of
//     {"event":"toneHeard","tone":"fax"}                 fax, busy or congestion
//     {"event":"words","words":"two tickets"}            what a recogniser understood
//     {"event":"promptFinished","id":8}                  this `play` was heard to its end
//     {"event":"markReached","id":8,"name":"half"}
//     {"event":"fetched","id":1,…}                       see FETCHES
//     {"event":"recordingHeard","id":3}                  sound was heard for the first time
//     {"event":"recorded","id":3,"ending":"silence","duration":4200,"size":33600,"uri":"file:///tmp/a.wav"}
//                                                        ending: silence, stopped, maxTime, hungUp or failed; size
//                                                        in bytes
//     {"event":"transferAnswered","id":4}                the far end of a bridge answered
//     {"event":"transferEnded","id":4,"result":"busy"}   handedOver, busy, noAnswer, networkBusy, nearEndDisconnect,
//                                                        farEndDisconnect, networkDisconnect, unknown; or failed with
//                                                        "error":"error.connection.noroute","message":"…"
//     {"event":"promised","id":5,"callback":17}          the promise is stored, under this number; or, where it is not,
//                                                        "error":"error.callback.failed","message":"…"
//     {"event":"hungUp"}                                 the caller is gone; the flow may still do something without
//     {"event":"deadlineReached"}                        the time of `wakeUp` has come
//
//
// COMMANDS are objects with "command". Performing one only starts work; its end is an event. All members are always
// there, null where there is nothing to say.
//
//     {"command":"fetch","id":1,"kind":"document","uri":"http://…","body":null,"timeout":5000,"maxAge":null,
//      "maxStale":null,"charset":null,"referrer":null}   see FETCHES
//     {"command":"play","id":8,"bargeIn":"speech","text":"For bread, press 1.","segments":[…]}
//                                                        after everything that was asked for before. text: all of it
//                                                        in words. bargeIn: none, speech or hotword; `stopPlaying`
//                                                        tells when to stop, so a player need not look at it
//     {"command":"stopPlaying"}                          silence at once; what was queued is forgotten, and no event
//                                                        tells of it
//     {"command":"record","id":3,"beep":true,"maxTime":60000,"finalSilence":3000,"type":"audio/x-wav","listens":true}
//                                                        ended by `recorded`; listens: whether a key can end it.
//                                                        "secure":true: delete it when the call is over, and let
//                                                        nobody find it by a name meanwhile, or after a crash
//     {"command":"stopRecording","id":3}                 answered by `recorded`, stopped
//     {"command":"transfer","id":4,"kind":"bridge","destination":"tel:+442079460123","connectTimeout":30000,
//      "audio":null,"aai":null,"listens":true,           kind: blind, bridge or consultation; ended by `transferEnded`.
//      "headers":[{"name":"X-Account","value":"61234567"}]}
//                                                        headers: what the far end is told. While it rings, `play` may
//                                                        come: words for a caller who waits
//     {"command":"endTransfer","id":4}                   answered by `transferEnded`, nearEndDisconnect
//     {"command":"promise","id":5,"number":"+442079460123","within":86400000,"reason":"a bill","name":null,
//      "language":"en","timeout":5000}                   store that this number is to be called within this time;
//                                                        answered by `promised`, once it cannot get lost any more
//     {"command":"withdrawPromise","id":5}               no answer came in time, and the flow was told so: do not call,
//                                                        whether it is stored by now or not; nothing answers this
//     {"command":"hangUp"}                               end the telephone call; the flow may still have work to do
//     {"command":"end","reason":"exit","value":null}     the last command. reason: exit, hangup, disconnect, transfer
//                                                        or error; value: what the flow hands over, any JSON
//     {"command":"report","report":{"t":4.2,"event":"input","mode":"dtmf","utterance":"1"}}
//                                                        what happened, for logs and transcripts: a line of
//                                                        `attendant run --format jsonl`, with t in seconds
//
// The pieces of a prompt, in "segments":
//
//     {"segment":"speech","text":"For bread","language":"en-GB","style":{}}
//                                                        style holds what the markup says: sayAs ({"interpretAs",
//                                                        "format","detail"}), emphasis, rate, pitch, volume,
//                                                        voiceName, voiceGender
//     {"segment":"audio","uri":"file:///…/bread.wav","fallback":[…]}
//                                                        fallback: segments to play if the sound cannot be
//     {"segment":"silence","length":500}
//     {"segment":"mark","name":"half"}                   tell `markReached` when it is passed
//
// What a call waits for, in "waiting":
//
//     {"for":"call"}                                     for `answered`
//     {"for":"fetch","id":1}
//     {"for":"prompts"}                                  for queued prompts: before a recording, before the end
//     {"for":"input","document":"…","dialog":"bakery","item":"…","prompting":true,"keys":"","deadline":null,
//      "timer":null}                                     keys: pressed so far; deadline: when silence ends the wait,
//                                                        and timer which time-out that is: timeout, interdigittimeout
//                                                        or termtimeout. "secure":true where the input is secure;
//                                                        keys are bullets then
//     {"for":"recording","id":3}
//     {"for":"transfer","id":4}
//     {"for":"promise","id":5}
//     {"for":"ended"}
//
//
// FETCHES. You fetch: documents, grammars, scripts, data and sounds, by whatever means, cached as you like. Every
// `fetch` needs an answer, within its timeout, and the call stands still until it comes. kind: document, grammar,
// script, data, audio or calendar. body: null is a GET; else POST {"type":"application/x-www-form-urlencoded","values":[…]}, or
// of the type multipart/form-data, where a value is {"name":"n","text":"t"} or
// {"name":"n","recording":"file:///tmp/a.wav"}.
//
//     {"event":"fetched","id":1,"text":"<vxml …"}        what was fetched, as text
//     {"event":"fetched","id":1,"base64":"PHZ4bWwg…"}    or as bytes; for a sound you may leave both away
//     {"event":"fetched","id":1,"status":404}            the server refused; 200 to 299 is what was fetched, and the
//                                                        default
//     {"event":"fetched","id":1,"failed":"no answer in time"}
//                                                        nothing came, for this reason
//
// With text and base64 may go "uri", the final one after redirects, and with base64 "contentType", whose charset
// counts. The same answers as bytes are `attendant_call_supply`. A grammar may refer to others, and a document to tables
// of words; then `fetch` comes once more with the same id and another uri, until all are there. What a flow was loaded with is not asked for again.

/// A flow with all that was read for it, shared by its calls.
typedef struct attendant_flow attendant_flow;
/// One call.
typedef struct attendant_call attendant_call;

/// The version of the library, such as "0.1.0"; static, not to be freed.
const char *attendant_version(void);

/// Frees a text that a function returned; NULL is allowed.
void attendant_string_free(char *text);

/// Reads the first document of a flow.
/// - uri: absolute; where its references begin. A fragment names the dialog in which calls begin.
/// - bytes, length: the document in the encoding that it declares.
/// - content_type: as it was fetched, for its charset; may be NULL.
/// - error: every finding in a document that cannot be used, each as `uri:line:column: error: …` and the line.
attendant_flow *attendant_flow_load(
    const char *uri, const void *bytes, size_t length, const char *content_type, char **error);

/// Reads a flow from a file, and lets the library read `file:` URIs itself when its calls need them: only other URIs
/// come as `fetch`. Files are read again in each call, and so are never out of date.
/// - path: may be relative to the present folder.
attendant_flow *attendant_flow_load_file(const char *path, char **error);

/// Puts handlers, properties and dialogs of your own before the built-in ones: what happens where a flow says nothing.
/// Counts for calls of this flow that begin from now on, in place of what was given before.
/// - uri: absolute; where its references begin.
/// - bytes, length, content_type: as of `attendant_flow_load`.
/// - error: every finding, each as `uri:line:column: error: …`; the defaults are as they were then.
/// - returns: whether they are used.
bool attendant_flow_use_defaults(
    attendant_flow *flow, const char *uri, const void *bytes, size_t length, const char *content_type, char **error);

/// The same from a file.
/// - path: may be relative to the present folder.
bool attendant_flow_use_defaults_file(attendant_flow *flow, const char *path, char **error);

/// Frees a flow; its calls go on. NULL is allowed.
void attendant_flow_free(attendant_flow *flow);

/// Makes a call of a flow; `answered` begins it.
/// - facts_json: what is known of the call. Only startedAt is required, in milliseconds since 1970-01-01T00:00:00Z.
///
///     {"startedAt":1798999200000,"utcOffset":28800,   seconds east of UTC
///      "from":"+8613800138000","to":"4008001234",
///      "seed":1,                                       of random numbers, below 2^53
///      "protocol":{"name":"sip","version":"2.0"},"aai":"…",
///      "redirects":[{"uri":"tel:…","pi":"…","si":"…","reason":"…"}],   the last first; only uri is required
///      "language":"en",                                the call's, as it begins; left away: the flow's
///      "speaks":["en","yue"],"understands":["en"],     languages; left away: any
///      "lacks":["record"]}                             elements that you cannot perform
attendant_call *attendant_call_begin(attendant_flow *flow, const char *facts_json, char **error);

/// Tells one event and returns the step, as JSON.
char *attendant_call_step(attendant_call *call, const char *event_json, int64_t at_ms, char **error);

/// Answers a fetch with bytes, and returns the step: the same as `fetched`.
/// - id: of the `fetch`.
/// - uri: the final one after redirects; NULL is the one that was asked for.
/// - content_type: for its charset; may be NULL.
/// - status: of HTTP; 0 where there is none, which counts as 200.
/// - bytes, length: may be NULL and 0 where the status is a failure.
char *attendant_call_supply(
    attendant_call *call, int64_t id, const char *uri, const char *content_type, int status, const void *bytes,
    size_t length, int64_t at_ms, char **error);

/// Whether the call is over. NULL is.
bool attendant_call_has_ended(attendant_call *call);

/// Frees a call, wherever it is. NULL is allowed.
void attendant_call_free(attendant_call *call);
