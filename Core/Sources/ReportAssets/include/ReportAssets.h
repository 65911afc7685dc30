// SPDX-License-Identifier: Apache-2.0

// The style sheet and the script of report pages, as they stand in this folder.

#ifndef REPORT_ASSETS_H
#define REPORT_ASSETS_H

#include <stddef.h>

/// The bytes of `report.css`, without a zero at the end.
const unsigned char *_Nonnull equipoise_report_css(size_t *_Nonnull length);

/// The bytes of `report.js`, without a zero at the end.
const unsigned char *_Nonnull equipoise_report_js(size_t *_Nonnull length);

#endif
