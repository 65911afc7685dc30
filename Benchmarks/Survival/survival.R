# The same statistics in R's survival package, on cohorts of the same kind: Rscript survival.R
library(survival)
set.seed(1)
best <- function(name, n, repeats, run) {
  times <- sapply(seq_len(repeats), function(i) system.time(run())[["elapsed"]])
  cat(sprintf("%s, %d subjects: %.3f ms\n", name, n, 1000 * min(times)))
}
for (n in c(10000, 100000)) {
  arm <- rbinom(n, 1, 0.5)
  age <- round(rnorm(n, 50, 10))
  t <- rexp(n, ifelse(arm == 1, 0.74, 1) / 700)
  c <- runif(n, 0, 2000)
  d <- data.frame(time = floor(pmin(t, c)), status = as.integer(t <= c), arm, age)
  best("Kaplan-Meier in two arms", n, 10, function() survfit(Surv(time, status) ~ arm, data = d))
  best("log-rank", n, 10, function() survdiff(Surv(time, status) ~ arm, data = d))
  for (ties in c("efron", "breslow"))
    best(paste("Cox, arm,", ties), n, 10, function() coxph(Surv(time, status) ~ arm, data = d, ties = ties))
  best("Cox, arm and age, efron", n, 10, function() coxph(Surv(time, status) ~ arm + age, data = d))
}
