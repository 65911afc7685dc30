# The same statistics in R's survival package, on cohorts of the same kind: Rscript survival.R [SUBJECTS ...]
# Lines: work, subjects, processor seconds of the quickest run, peer.
library(survival)
sizes <- as.numeric(commandArgs(trailingOnly = TRUE))
if (length(sizes) == 0) sizes <- 1e6
set.seed(1)
best <- function(work, n, repeats, run) {
  seconds <- sapply(seq_len(repeats), function(i) sum(system.time(run())[c("user.self", "sys.self")]))
  cat(sprintf("%s\t%d\t%.6f\t%s\n", work, n, min(seconds), "R survival"))
}
for (n in sizes) for (kind in c("fractional times", "whole days")) {
  repeats <- if (n > 2e6) 1 else 3
  arm <- rbinom(n, 1, 0.5)
  x <- matrix(rnorm(4 * n), n)
  t <- rexp(n, ifelse(arm == 1, 0.74, 1) / 700)
  c <- runif(n, 0, 2000)
  time <- pmin(t, c)
  d <- data.frame(time = if (kind == "whole days") floor(time) else time, status = as.integer(t <= c), arm, x)
  best(paste0("Kaplan-Meier by arm, ", kind), n, repeats, function() survfit(Surv(time, status) ~ arm, data = d))
  best(paste0("log-rank, ", kind), n, repeats, function() survdiff(Surv(time, status) ~ arm, data = d))
  if (n > 2e6) next # Ten million rows of a Cox model ask more memory of R than many machines have.
  cox <- paste0("Cox, 5 covariates, Efron, ", kind)
  best(cox, n, repeats, function() coxph(Surv(time, status) ~ arm + X1 + X2 + X3 + X4, data = d))
  y <- Surv(d$time, d$status)
  m <- as.matrix(d[, 3:7])
  names <- as.character(seq_len(n))
  best(paste0(cox, " (coxph.fit)"), n, repeats, function()
    coxph.fit(m, y, NULL, NULL, NULL, coxph.control(), NULL, "efron", names))
}
