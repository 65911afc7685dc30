// SPDX-License-Identifier: Apache-2.0

// The files of this folder, as bytes in the binary: published criteria, grades, regimens and drug facts.

#ifndef SHELF_H
#define SHELF_H

#include <stddef.h>

/// One file of the shelf.
struct equipoise_shelf_entry {
  /// Its path in this folder, such as `response/eln-2022.yaml`.
  const char *_Nonnull name;
  /// Its bytes, without a zero at the end.
  const unsigned char *_Nonnull bytes;
  size_t length;
};

/// Every file of the shelf, by name.
const struct equipoise_shelf_entry *_Nonnull equipoise_shelf(size_t *_Nonnull count);

#endif
