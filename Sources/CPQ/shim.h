// SPDX-License-Identifier: Apache-2.0
// PostgreSQL's own client library.
#include <libpq-fe.h>
