# The same statistics in R's cmprsk package, on cohorts of the same kind: Rscript competing.R [subjects]
library(cmprsk)
set.seed(1)
n <- as.integer(c(commandArgs(TRUE), "1000")[1])
arm <- rbinom(n, 1, 0.5)
age <- round(rnorm(n, 50, 10))
first <- rexp(n, ifelse(arm == 1, 0.74, 1) / 700)
second <- rexp(n, 1 / 900)
censoring <- runif(n, 0, 2000)
time <- pmin(first, second, censoring)
cause <- ifelse(time == censoring, 0, ifelse(time == first, 1, 2))
report <- function(name, run)
  cat(sprintf("%s, %d subjects: %.3f s\n", name, n, system.time(run())[["elapsed"]]))
for (whole in c(TRUE, FALSE)) {
  t <- if (whole) floor(time) else time
  kind <- if (whole) "whole days" else "fractional times"
  report(paste("cumulative incidence and Gray's test,", kind), function() cuminc(t, cause, arm, cencode = 0))
  report(paste("Fine-Gray, arm and age,", kind), function() crr(t, cause, cbind(arm, age)))
}
