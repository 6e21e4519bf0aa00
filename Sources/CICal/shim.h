#pragma once
// Only what is used: <ical.h> would bring everything.
#include <libical/icalcomponent.h>
#include <libical/icalerror.h>
#include <libical/icalparser.h>
#include <libical/icalproperty.h>
#include <libical/icalrecur.h>
#include <libical/icaltime.h>
#include <libical/icalvalue.h>
