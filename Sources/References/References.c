// SPDX-License-Identifier: Apache-2.0
// Written by Scripts/list-references.

#include "References.h"

// C23's #embed, which the compiler of the Swift toolchain takes in older dialects too.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char allocation_steps_json[] = {
#embed "../../Oracles/allocation_steps.json"
};

static const unsigned char ancova_json[] = {
#embed "../../Oracles/ancova.json"
};

static const unsigned char beta_binomial_json[] = {
#embed "../../Oracles/beta_binomial.json"
};

static const unsigned char continuous_json[] = {
#embed "../../Oracles/continuous.json"
};

static const unsigned char distributions_json[] = {
#embed "../../Oracles/distributions.json"
};

static const unsigned char exact_power_json[] = {
#embed "../../Oracles/exact_power.json"
};

static const unsigned char gsd_analysis_json[] = {
#embed "../../Oracles/gsd_analysis.json"
};

static const unsigned char gsd_conditional_json[] = {
#embed "../../Oracles/gsd_conditional.json"
};

static const unsigned char gsd_designs_json[] = {
#embed "../../Oracles/gsd_designs.json"
};

static const unsigned char gsd_exact_json[] = {
#embed "../../Oracles/gsd_exact.json"
};

static const unsigned char gsd_inference_json[] = {
#embed "../../Oracles/gsd_inference.json"
};

static const unsigned char gsd_samplesize_json[] = {
#embed "../../Oracles/gsd_samplesize.json"
};

static const unsigned char mvn_json[] = {
#embed "../../Oracles/mvn.json"
};

static const unsigned char predictive_json[] = {
#embed "../../Oracles/predictive.json"
};

static const unsigned char proportion_exact_json[] = {
#embed "../../Oracles/proportion_exact.json"
};

static const unsigned char proportion_one_json[] = {
#embed "../../Oracles/proportion_one.json"
};

static const unsigned char proportion_two_json[] = {
#embed "../../Oracles/proportion_two.json"
};

static const unsigned char randomization_json[] = {
#embed "../../Oracles/randomization.json"
};

static const unsigned char simon_json[] = {
#embed "../../Oracles/simon.json"
};

static const unsigned char survival_competing_json[] = {
#embed "../../Oracles/survival_competing.json"
};

static const unsigned char survival_cox_json[] = {
#embed "../../Oracles/survival_cox.json"
};

static const unsigned char survival_km_json[] = {
#embed "../../Oracles/survival_km.json"
};

static const unsigned char survival_logrank_json[] = {
#embed "../../Oracles/survival_logrank.json"
};

static const unsigned char survival_rmst_json[] = {
#embed "../../Oracles/survival_rmst.json"
};

static const unsigned char tables_json[] = {
#embed "../../Oracles/tables.json"
};

static const unsigned char data_aml_csv[] = {
#embed "../../Oracles/data/aml.csv"
};

static const unsigned char data_colon_death_csv[] = {
#embed "../../Oracles/data/colon_death.csv"
};

static const unsigned char data_colon_recurrence_csv[] = {
#embed "../../Oracles/data/colon_recurrence.csv"
};

static const unsigned char data_heart_csv[] = {
#embed "../../Oracles/data/heart.csv"
};

static const unsigned char data_lung_csv[] = {
#embed "../../Oracles/data/lung.csv"
};

static const unsigned char data_mgus2_csv[] = {
#embed "../../Oracles/data/mgus2.csv"
};

static const unsigned char data_myeloid_csv[] = {
#embed "../../Oracles/data/myeloid.csv"
};

static const unsigned char data_ovarian_csv[] = {
#embed "../../Oracles/data/ovarian.csv"
};

static const unsigned char data_pbc_csv[] = {
#embed "../../Oracles/data/pbc.csv"
};

static const unsigned char data_rotterdam_csv[] = {
#embed "../../Oracles/data/rotterdam.csv"
};

static const unsigned char data_sim_censored_300_csv[] = {
#embed "../../Oracles/data/sim_censored_300.csv"
};

static const unsigned char data_sim_ties_2000_csv[] = {
#embed "../../Oracles/data/sim_ties_2000.csv"
};

static const unsigned char data_tiny_half_csv[] = {
#embed "../../Oracles/data/tiny_half.csv"
};

static const unsigned char data_tiny_last_event_csv[] = {
#embed "../../Oracles/data/tiny_last_event.csv"
};

static const unsigned char data_tiny_noevents_arm_csv[] = {
#embed "../../Oracles/data/tiny_noevents_arm.csv"
};

static const unsigned char data_tiny_one_event_csv[] = {
#embed "../../Oracles/data/tiny_one_event.csv"
};

static const unsigned char data_tiny_ties_csv[] = {
#embed "../../Oracles/data/tiny_ties.csv"
};

static const unsigned char data_veteran_csv[] = {
#embed "../../Oracles/data/veteran.csv"
};

static const struct equipoise_reference entries[] = {
    {"allocation_steps.json", allocation_steps_json, sizeof allocation_steps_json},
    {"ancova.json", ancova_json, sizeof ancova_json},
    {"beta_binomial.json", beta_binomial_json, sizeof beta_binomial_json},
    {"continuous.json", continuous_json, sizeof continuous_json},
    {"distributions.json", distributions_json, sizeof distributions_json},
    {"exact_power.json", exact_power_json, sizeof exact_power_json},
    {"gsd_analysis.json", gsd_analysis_json, sizeof gsd_analysis_json},
    {"gsd_conditional.json", gsd_conditional_json, sizeof gsd_conditional_json},
    {"gsd_designs.json", gsd_designs_json, sizeof gsd_designs_json},
    {"gsd_exact.json", gsd_exact_json, sizeof gsd_exact_json},
    {"gsd_inference.json", gsd_inference_json, sizeof gsd_inference_json},
    {"gsd_samplesize.json", gsd_samplesize_json, sizeof gsd_samplesize_json},
    {"mvn.json", mvn_json, sizeof mvn_json},
    {"predictive.json", predictive_json, sizeof predictive_json},
    {"proportion_exact.json", proportion_exact_json, sizeof proportion_exact_json},
    {"proportion_one.json", proportion_one_json, sizeof proportion_one_json},
    {"proportion_two.json", proportion_two_json, sizeof proportion_two_json},
    {"randomization.json", randomization_json, sizeof randomization_json},
    {"simon.json", simon_json, sizeof simon_json},
    {"survival_competing.json", survival_competing_json, sizeof survival_competing_json},
    {"survival_cox.json", survival_cox_json, sizeof survival_cox_json},
    {"survival_km.json", survival_km_json, sizeof survival_km_json},
    {"survival_logrank.json", survival_logrank_json, sizeof survival_logrank_json},
    {"survival_rmst.json", survival_rmst_json, sizeof survival_rmst_json},
    {"tables.json", tables_json, sizeof tables_json},
    {"data/aml.csv", data_aml_csv, sizeof data_aml_csv},
    {"data/colon_death.csv", data_colon_death_csv, sizeof data_colon_death_csv},
    {"data/colon_recurrence.csv", data_colon_recurrence_csv, sizeof data_colon_recurrence_csv},
    {"data/heart.csv", data_heart_csv, sizeof data_heart_csv},
    {"data/lung.csv", data_lung_csv, sizeof data_lung_csv},
    {"data/mgus2.csv", data_mgus2_csv, sizeof data_mgus2_csv},
    {"data/myeloid.csv", data_myeloid_csv, sizeof data_myeloid_csv},
    {"data/ovarian.csv", data_ovarian_csv, sizeof data_ovarian_csv},
    {"data/pbc.csv", data_pbc_csv, sizeof data_pbc_csv},
    {"data/rotterdam.csv", data_rotterdam_csv, sizeof data_rotterdam_csv},
    {"data/sim_censored_300.csv", data_sim_censored_300_csv, sizeof data_sim_censored_300_csv},
    {"data/sim_ties_2000.csv", data_sim_ties_2000_csv, sizeof data_sim_ties_2000_csv},
    {"data/tiny_half.csv", data_tiny_half_csv, sizeof data_tiny_half_csv},
    {"data/tiny_last_event.csv", data_tiny_last_event_csv, sizeof data_tiny_last_event_csv},
    {"data/tiny_noevents_arm.csv", data_tiny_noevents_arm_csv, sizeof data_tiny_noevents_arm_csv},
    {"data/tiny_one_event.csv", data_tiny_one_event_csv, sizeof data_tiny_one_event_csv},
    {"data/tiny_ties.csv", data_tiny_ties_csv, sizeof data_tiny_ties_csv},
    {"data/veteran.csv", data_veteran_csv, sizeof data_veteran_csv},
};

const struct equipoise_reference *equipoise_references(size_t *count) {
  *count = sizeof entries / sizeof *entries;
  return entries;
}
