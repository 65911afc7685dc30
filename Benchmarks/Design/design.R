# The same designs and analyses in rpact: Rscript design.R
suppressMessages(library(rpact))
setLogLevel("DISABLED")
best <- function(name, run, repeats = 7) {
  times <- sapply(seq_len(repeats), function(i) system.time(run())[["elapsed"]])
  cat(sprintf("%s: %.2f ms\n", name, 1000 * min(times)))
}
best("design, 5 looks, alpha spending", function() getDesignGroupSequential(
  kMax = 5, alpha = 0.025, beta = 0.1, sided = 1, typeOfDesign = "asOF"))
both <- function(binding = FALSE) getDesignGroupSequential(
  kMax = 5, alpha = 0.025, beta = 0.1, sided = 1, typeOfDesign = "asOF",
  typeBetaSpending = "bsHSD", gammaB = -2, bindingFutility = binding)
best("design, 5 looks, alpha and beta spending", both)
best("design, 5 looks, alpha and beta spending, binding", function() both(TRUE))
best("design, 20 looks, Pocock", function() getDesignGroupSequential(
  kMax = 20, alpha = 0.025, beta = 0.1, sided = 1, typeOfDesign = "P"))
design <- getDesignGroupSequential(kMax = 3, alpha = 0.025, beta = 0.2, sided = 1, typeOfDesign = "asOF")
data <- getDataset(n1 = 30, n2 = 25, events1 = 16, events2 = 8)
best("analysis of one look, rates", function() suppressWarnings(getAnalysisResults(
  design, data, normalApproximation = TRUE, directionUpper = TRUE, nPlanned = c(40, 40), pi1 = 0.55, pi2 = 0.32)))
looks <- getDataset(n1 = c(20, 22, 20), n2 = c(21, 20, 20), events1 = c(12, 11, 13), events2 = c(7, 8, 5))
best("analysis of three looks, rates, with final inference", function() suppressWarnings(getAnalysisResults(
  design, looks, normalApproximation = TRUE, directionUpper = TRUE)))
best("sample size of the same, rates", function() getSampleSizeRates(design, pi1 = 0.55, pi2 = 0.32))
