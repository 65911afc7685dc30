// SPDX-License-Identifier: Apache-2.0

// The files of Oracles/, as bytes in the binary: reference values of other programs and the data they are of.

#ifndef REFERENCES_H
#define REFERENCES_H

#include <stddef.h>

/// One file of references.
struct equipoise_reference {
  /// Its path in Oracles/, such as `survival_cox.json`.
  const char *_Nonnull name;
  /// Its bytes, without a zero at the end.
  const unsigned char *_Nonnull bytes;
  size_t length;
};

/// Every file, by name.
const struct equipoise_reference *_Nonnull equipoise_references(size_t *_Nonnull count);

#endif
