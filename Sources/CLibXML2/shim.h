#pragma once
#include <libxml/xmlversion.h>
// Without ICU's headers, which Debian's encoding.h would include: their types clash with those of Foundation's own ICU
// in every module that sees both. They shape only the end of a struct that is used by pointer.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/encoding.h>
#include <libxml/xmlerror.h>
#include <libxml/SAX2.h>
#include <libxml/uri.h>

/// Bytes of the document itself that have been read. `xmlByteConsumed` answers for the innermost input, which may be a
/// parameter entity; locations want the outermost one.
static inline long attendant_document_offset(xmlParserCtxtPtr parser) {
  if (parser->inputNr < 1 || parser->inputTab == NULL || parser->inputTab[0] == NULL) return -1;
  xmlParserInputPtr input = parser->inputTab[0];
  return (long)input->consumed + (long)(input->cur - input->base);
}

/// The silent receiver below, as a function pointer that Swift need not spell across versions of libxml2.
static inline void attendant_ignore_error(void *context, xmlErrorPtr error) {
  (void)context;
  (void)error;
}

/// Silences what libxml2 reports outside a parser (failed conversions, memory): without it such text goes to standard
/// error. The setting belongs to the thread; the two out values restore it. Macros that Swift cannot import.
static inline void attendant_silence_errors(xmlStructuredErrorFunc *function, void **context) {
  *function = xmlStructuredError;
  *context = xmlStructuredErrorContext;
  xmlSetStructuredErrorFunc(NULL, attendant_ignore_error);
}

/// Undoes `attendant_silence_errors`.
static inline void attendant_restore_errors(xmlStructuredErrorFunc function, void *context) {
  xmlSetStructuredErrorFunc(context, function);
}

/// `xmlFree` is a variable holding a function, under a lock macro that Swift cannot import.
static inline void attendant_free(void *memory) {
  xmlFree(memory);
}
