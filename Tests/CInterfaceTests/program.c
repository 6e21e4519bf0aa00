// Makes one call in virtual time through the C interface, with a caller whose acts are arguments, and prints what
// happened as `attendant run --format jsonl` does.
//
//     program FOLDER FILE WEB FACTS ACT...
//
// FOLDER/FILE is the flow; with WEB 1 the program pretends that it lies on the web, and fetches everything itself.
// Before the acts may stand "defaults FILE": handlers for what the flow says nothing about.
// Acts: "press 12", "silence", "hangup". Prompts last as README.md says.
#include <attendant.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BASE "http://flows.example/"
#define MOST 64

struct entry {
  int64_t at;
  json_t *event;
};

static attendant_call *call;
static const char *folder;
static char **acts;
static struct entry agenda[MOST];  // in order of time
static int planned;
static int64_t now, silent_at;
static json_t *step;  // the last one
static bool keeps_silent;

static void fail(const char *what, char *error) {
  fprintf(stderr, "%s: %s\n", what, error ? error : "failed");
  attendant_string_free(error);
  exit(1);
}

static bool is(const json_t *object, const char *member, const char *value) {
  const char *text = json_string_value(json_object_get(object, member));
  return text && strcmp(text, value) == 0;
}

static void plan(int64_t at, json_t *event) {
  int place = planned;
  if (planned == MOST || !event) fail("plan", NULL);
  while (place > 0 && agenda[place - 1].at > at) {
    agenda[place] = agenda[place - 1];
    place--;
  }
  agenda[place] = (struct entry){at, event};
  planned++;
}

static void forget_prompts(void) {
  int kept = 0;
  for (int i = 0; i < planned; i++) {
    if (is(agenda[i].event, "event", "promptFinished")) json_decref(agenda[i].event);
    else agenda[kept++] = agenda[i];
  }
  planned = kept;
  silent_at = now;
}

// MARK: How long a prompt lasts

static unsigned next_scalar(const unsigned char **text) {
  unsigned first = *(*text)++, more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
  unsigned scalar = more ? first & (0x3Fu >> more) : first;
  while (more-- > 0) scalar = scalar << 6 | (*(*text)++ & 0x3F);
  return scalar;
}

static bool is_han(unsigned c) { return c >= 0x3400 && c <= 0x9FFF; }
static bool is_letter_or_digit(unsigned c) {
  return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

static int pause_after(unsigned c, unsigned next) {
  bool ends = !is_letter_or_digit(next);
  if (c == 0x3002 || c == 0xFF1F || c == 0xFF01) return 300;
  if (c == 0xFF0C || c == 0x3001 || c == 0xFF1B || c == 0xFF1A) return 150;
  if (strchr(".?!", (int)c) && c < 128 && ends) return 300;
  if (strchr(",;:", (int)c) && c < 128 && ends) return 150;
  return 0;
}

static int64_t speaking_time(const char *words) {
  const unsigned char *text = (const unsigned char *)words;
  int64_t total = 0, pause = 0;
  bool in_word = false, counted = false;
  while (*text) {
    unsigned c = next_scalar(&text);
    const unsigned char *rest = text;
    int length = pause_after(c, *rest ? next_scalar(&rest) : ' ');
    if (length) {
      if (length > pause) pause = length;
      in_word = false;
      continue;
    }
    total += pause;
    pause = 0;
    if (is_han(c)) total += 250;
    if (is_han(c) || c == ' ' || c == '\n' || c == '\t') {
      in_word = false;
      continue;
    }
    if (!in_word) counted = false;
    in_word = true;
    if (!counted && is_letter_or_digit(c)) {
      counted = true;
      total += 400;
    }
  }
  return total + pause;
}

static int64_t length_of(const json_t *segments) {
  int64_t total = 0;
  size_t index;
  json_t *segment;
  char text[4096] = "";
  json_array_foreach(segments, index, segment) {
    if (is(segment, "segment", "speech")) {
      strncat(text, json_string_value(json_object_get(segment, "text")), sizeof text - strlen(text) - 1);
    } else if (is(segment, "segment", "silence")) {
      total += json_integer_value(json_object_get(segment, "length"));
    } else if (is(segment, "segment", "audio")) {
      int64_t fallback = length_of(json_object_get(segment, "fallback"));
      total += fallback ? fallback : 1000;
    }
  }
  return total + speaking_time(text);
}

// MARK: Commands

static void take(char *text, char *error);

static char *file_bytes(const char *path, size_t *length) {
  FILE *file = fopen(path, "rb");
  if (!file) return NULL;
  char *bytes = malloc(1 << 20);
  *length = bytes ? fread(bytes, 1, 1 << 20, file) : 0;
  fclose(file);
  return bytes;
}

static void fetch(const json_t *command) {
  const char *uri = json_string_value(json_object_get(command, "uri"));
  int64_t id = json_integer_value(json_object_get(command, "id"));
  char path[4096], *error;
  size_t length = 0;
  if (strncmp(uri, BASE, strlen(BASE)) != 0) fail(uri, NULL);
  snprintf(path, sizeof path, "%s/%s", folder, uri + strlen(BASE));
  char *bytes = file_bytes(path, &length);
  fprintf(stderr, "fetched %s\n", uri + strlen(BASE));
  char *text = attendant_call_supply(
      call, id, uri, "application/xml", bytes ? 200 : 404, bytes, length, now, &error);
  free(bytes);
  take(text, error);
}

static void print(const json_t *line) {
  char *text = json_dumps(line, JSON_COMPACT | JSON_REAL_PRECISION(12));
  puts(text);
  free(text);
}

static void perform(const json_t *command) {
  if (is(command, "command", "play")) {
    int64_t begins = silent_at > now ? silent_at : now;
    silent_at = begins + length_of(json_object_get(command, "segments"));
    plan(silent_at, json_pack("{sssO}", "event", "promptFinished", "id", json_object_get(command, "id")));
  } else if (is(command, "command", "stopPlaying")) {
    forget_prompts();
  } else if (is(command, "command", "report")) {
    print(json_object_get(command, "report"));
  } else if (is(command, "command", "end")) {
    json_t *line = json_pack(
        "{sfsssOsO}", "t", (double)now / 1000, "event", "end", "reason", json_object_get(command, "reason"), "value",
        json_object_get(command, "value"));
    print(line);
    json_decref(line);
  } else if (is(command, "command", "fetch")) {
    fetch(command);
  }
}

// Takes a step over, and does what it says.
static void take(char *text, char *error) {
  json_error_t problem;
  size_t index;
  json_t *command;
  if (!text) fail("step", error);
  json_t *taken = json_loads(text, 0, &problem);
  if (!taken) fail(text, NULL);
  attendant_string_free(text);
  json_decref(step);
  step = taken;
  json_incref(taken);
  json_array_foreach(json_object_get(taken, "commands"), index, command) perform(command);
  json_decref(taken);
}

static void tell(const char *event) {
  char *error, *text = attendant_call_step(call, event, now, &error);
  take(text, error);
}

// MARK: The caller

static void press(const char *keys) {
  for (int64_t at = now; *keys; keys++, at += 200) {
    char key[2] = {*keys, 0};
    plan(at, json_pack("{ssss}", "event", "digit", "key", key));
  }
}

static bool is_at_rest(void) {
  const json_t *waiting = json_object_get(step, "waiting");
  return is(waiting, "for", "input") && json_is_false(json_object_get(waiting, "prompting")) && planned == 0;
}

static void act(void) {
  const char *act = *acts++;
  if (strncmp(act, "press ", 6) == 0) press(act + 6);
  else if (strcmp(act, "silence") == 0) keeps_silent = true;
  else if (strcmp(act, "hangup") == 0) plan(now, json_pack("{ss}", "event", "hungUp"));
  else fail(act, NULL);
}

static void converse(void) {
  tell("{\"event\":\"answered\"}");
  while (!attendant_call_has_ended(call)) {
    if (!is_at_rest()) keeps_silent = false;
    if (is_at_rest() && !keeps_silent && *acts) act();
    json_t *wake_up = json_object_get(step, "wakeUp");
    int64_t deadline = json_integer_value(wake_up);
    if (planned > 0 && (!json_is_integer(wake_up) || agenda[0].at < deadline)) {
      struct entry next = agenda[0];
      memmove(agenda, agenda + 1, (size_t)--planned * sizeof *agenda);
      now = next.at;
      char *text = json_dumps(next.event, JSON_COMPACT);
      json_decref(next.event);
      tell(text);
      free(text);
    } else if (json_is_integer(wake_up)) {
      now = deadline;
      tell("{\"event\":\"deadlineReached\"}");
    } else {
      fail("nothing will ever happen again", NULL);
    }
  }
}

static attendant_flow *load(const char *file, bool from_web) {
  char path[4096], uri[4096], *error;
  attendant_flow *flow;
  snprintf(path, sizeof path, "%s/%s", folder, file);
  snprintf(uri, sizeof uri, BASE "%s", file);
  if (from_web) {
    size_t length = 0;
    char *bytes = file_bytes(path, &length);
    flow = attendant_flow_load(uri, bytes, length, NULL, &error);
    free(bytes);
  } else {
    flow = attendant_flow_load_file(path, &error);
  }
  if (!flow) fail(path, error);
  return flow;
}

static void use_defaults(attendant_flow *flow, const char *file, bool from_web) {
  char path[4096], uri[4096], *error;
  bool used;
  snprintf(path, sizeof path, "%s/%s", folder, file);
  snprintf(uri, sizeof uri, BASE "%s", file);
  if (from_web) {
    size_t length = 0;
    char *bytes = file_bytes(path, &length);
    used = attendant_flow_use_defaults(flow, uri, bytes, length, "text/xml", &error);
    free(bytes);
  } else {
    used = attendant_flow_use_defaults_file(flow, path, &error);
  }
  if (!used) fail(path, error);
}

int main(int count, char **arguments) {
  char *error;
  if (count < 5) fail("program FOLDER FILE WEB FACTS ACT...", NULL);
  folder = arguments[1];
  acts = arguments + 5;
  attendant_flow *flow = load(arguments[2], strcmp(arguments[3], "1") == 0);
  if (*acts && strncmp(*acts, "defaults ", 9) == 0) {
    use_defaults(flow, *acts + 9, strcmp(arguments[3], "1") == 0);
    acts++;
  }
  call = attendant_call_begin(flow, arguments[4], &error);
  if (!call) fail("begin", error);
  attendant_flow_free(flow);
  converse();
  attendant_call_free(call);
  json_decref(step);
  while (planned > 0) json_decref(agenda[--planned].event);
  return 0;
}
