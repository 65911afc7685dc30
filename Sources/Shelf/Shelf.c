// SPDX-License-Identifier: Apache-2.0

#include "Shelf.h"

// C23's #embed, which the compiler of the Swift toolchain takes in older dialects too.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char drugs_drugs[] = {
#embed "drugs/drugs.yaml"
};

static const unsigned char regimens_cav[] = {
#embed "regimens/cav.yaml"
};

static const unsigned char regimens_clag_m[] = {
#embed "regimens/clag-m.yaml"
};

static const unsigned char regimens_clag[] = {
#embed "regimens/clag.yaml"
};

static const unsigned char regimens_flag_ida[] = {
#embed "regimens/flag-ida.yaml"
};

static const unsigned char regimens_mec_classic[] = {
#embed "regimens/mec-classic.yaml"
};

static const unsigned char regimens_mec[] = {
#embed "regimens/mec.yaml"
};

static const unsigned char regimens_ven_aza[] = {
#embed "regimens/ven-aza.yaml"
};

static const unsigned char regimens_ven_dec[] = {
#embed "regimens/ven-dec.yaml"
};

static const unsigned char regimens_ven_ldac[] = {
#embed "regimens/ven-ldac.yaml"
};

static const unsigned char response_eln_2017[] = {
#embed "response/eln-2017.yaml"
};

static const unsigned char response_eln_2022[] = {
#embed "response/eln-2022.yaml"
};

static const unsigned char risk_eln_2022[] = {
#embed "risk/eln-2022.yaml"
};

static const unsigned char toxicity_cairo_bishop[] = {
#embed "toxicity/cairo-bishop.yaml"
};

static const unsigned char toxicity_ctcae_5_terms[] = {
#embed "toxicity/ctcae-5-terms.csv"
};

static const unsigned char toxicity_ctcae_5[] = {
#embed "toxicity/ctcae-5.yaml"
};

#define ENTRY(name, bytes) {name, bytes, sizeof bytes}

static const struct equipoise_shelf_entry entries[] = {
  ENTRY("drugs/drugs.yaml", drugs_drugs),
  ENTRY("regimens/cav.yaml", regimens_cav),
  ENTRY("regimens/clag-m.yaml", regimens_clag_m),
  ENTRY("regimens/clag.yaml", regimens_clag),
  ENTRY("regimens/flag-ida.yaml", regimens_flag_ida),
  ENTRY("regimens/mec-classic.yaml", regimens_mec_classic),
  ENTRY("regimens/mec.yaml", regimens_mec),
  ENTRY("regimens/ven-aza.yaml", regimens_ven_aza),
  ENTRY("regimens/ven-dec.yaml", regimens_ven_dec),
  ENTRY("regimens/ven-ldac.yaml", regimens_ven_ldac),
  ENTRY("response/eln-2017.yaml", response_eln_2017),
  ENTRY("response/eln-2022.yaml", response_eln_2022),
  ENTRY("risk/eln-2022.yaml", risk_eln_2022),
  ENTRY("toxicity/cairo-bishop.yaml", toxicity_cairo_bishop),
  ENTRY("toxicity/ctcae-5-terms.csv", toxicity_ctcae_5_terms),
  ENTRY("toxicity/ctcae-5.yaml", toxicity_ctcae_5),
};

const struct equipoise_shelf_entry *equipoise_shelf(size_t *count) {
  *count = sizeof entries / sizeof entries[0];
  return entries;
}
