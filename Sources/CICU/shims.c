// Everything is inline in the header; SwiftPM wants one C file in a C target.
#include "cicu.h"
