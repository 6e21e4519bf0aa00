// The functions are written in Swift, in AttendantC. This shows that the header is complete by itself.
#include "attendant.h"
