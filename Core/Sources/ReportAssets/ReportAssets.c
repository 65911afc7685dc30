// SPDX-License-Identifier: Apache-2.0

#include "ReportAssets.h"

// C23's #embed, which the compiler of the Swift toolchain takes in older dialects too.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char css[] = {
#embed "report.css"
};

static const unsigned char js[] = {
#embed "report.js"
};

const unsigned char *equipoise_report_css(size_t *length) {
  *length = sizeof css;
  return css;
}

const unsigned char *equipoise_report_js(size_t *length) {
  *length = sizeof js;
  return js;
}
