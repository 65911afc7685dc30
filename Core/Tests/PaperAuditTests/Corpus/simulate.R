# SPDX-License-Identifier: Apache-2.0
# The patient-level data behind the sound survival, mean and model figures of this corpus: invented trials, drawn here.
#   Rscript simulate.R
suppressPackageStartupMessages({library(survival); library(cmprsk)})

heading <- function(...) cat("\n== ", ..., "\n", sep = "")

# A two-arm trial with exponential survival (months), uniform accrual and administrative censoring.
survivalTrial <- function(name, seed, nA, nB, medianA, medianB, accrual, followUp, times) {
  set.seed(seed)
  arm <- rep(c("A", "B"), c(nA, nB))
  event <- rexp(nA + nB, log(2) / ifelse(arm == "A", medianA, medianB))
  censoring <- followUp + runif(nA + nB, 0, accrual)
  time <- ceiling(pmin(event, censoring) * 30.4375) / 30.4375
  dead <- as.integer(event <= censoring)
  stratum <- sample(c("low", "high"), nA + nB, TRUE)
  heading(name, "  n ", nA, " + ", nB)
  fit <- survfit(Surv(time, dead) ~ arm, conf.type = "log-log")
  print(summary(fit)$table[, c("records", "events", "median", "0.95LCL", "0.95UCL")], digits = 5)
  s <- summary(fit, times = times)
  print(data.frame(arm = s$strata, time = s$time, risk = s$n.risk, rate = 100 * s$surv, lower = 100 * s$lower, upper = 100 * s$upper), digits = 4)
  test <- survdiff(Surv(time, dead) ~ arm)
  cox <- summary(coxph(Surv(time, dead) ~ relevel(factor(arm), "B")))
  adjusted <- summary(coxph(Surv(time, dead) ~ relevel(factor(arm), "B") + strata(stratum)))
  cat("log-rank chisq", test$chisq, "p", pchisq(test$chisq, 1, lower.tail = FALSE), "\n")
  cat("HR A vs B", cox$conf.int[c(1, 3, 4)], "Wald p", cox$coefficients[5], "LR p", cox$logtest[3], "score p", cox$sctest[3], "\n")
  cat("stratified HR", adjusted$conf.int[c(1, 3, 4)], "Wald p", adjusted$coefficients[5], "\n")
  reverse <- survfit(Surv(time, 1 - dead) ~ 1)
  cat("median follow-up (reverse KM)", summary(reverse)$table["median"], "range of times", range(time), "\n")
}

survivalTrial("Vossamide", 101, 214, 208, 27, 17, 24, 12, c(12, 24, 36))
survivalTrial("Tolvexin", 102, 120, 121, 30, 22, 18, 10, c(12, 24))
survivalTrial("Perlatinib", 103, 61, 59, 14, 9, 20, 6, c(6, 12, 18))
survivalTrial("Quenoril", 104, 402, 398, 60, 45, 30, 24, c(12, 24, 36, 48))
survivalTrial("Small", 105, 24, 23, 20, 9, 15, 6, c(6, 12))
survivalTrial("Chinese", 106, 76, 74, 24, 13, 24, 12, c(12, 24))
survivalTrial("LongTail", 107, 95, 97, 90, 40, 24, 12, c(12, 24))
survivalTrial("Null", 108, 150, 151, 20, 20, 24, 8, c(12, 24))

# Whole-number scores: mean, SD, median, range; t tests and analysis of variance.
scoreTrial <- function(name, seed, sizes, means, sd, low, high) {
  set.seed(seed)
  group <- rep(seq_along(sizes), sizes)
  x <- pmin(high, pmax(low, round(rnorm(length(group), means[group], sd))))
  heading(name)
  for (g in seq_along(sizes)) {
    y <- x[group == g]
    cat("group", g, "n", length(y), "mean", mean(y), "sd", sd(y), "median", median(y), "range", range(y), "IQR", quantile(y, c(.25, .75)), "sum", sum(y), "\n")
  }
  if (length(sizes) == 2) {
    print(t.test(x ~ group, var.equal = TRUE)[c("statistic", "parameter", "p.value", "conf.int")])
    w <- t.test(x ~ group); cat("Welch t", w$statistic, "df", w$parameter, "p", w$p.value, "CI", w$conf.int, "\n")
    cat("Wilcoxon p", suppressWarnings(wilcox.test(x ~ group)$p.value), "\n")
  } else print(summary(aov(x ~ factor(group))))
}

scoreTrial("Pain score", 201, c(43, 41), c(4.1, 5.6), 2.0, 0, 10)
scoreTrial("Ages", 202, c(58, 61), c(54, 55), 11, 18, 75)
scoreTrial("Depression", 203, c(30, 31, 29), c(12, 14, 17), 5, 0, 52)
scoreTrial("Days in hospital", 204, c(75, 74), c(9, 11), 4, 1, 30)
scoreTrial("Chinese ages", 205, c(48, 47), c(61, 60), 9, 35, 80)
scoreTrial("Systolic pressure", 206, c(88, 90), c(131, 136), 13, 95, 180)
scoreTrial("Likert", 207, c(17, 18), c(3.4, 2.8), 1.1, 1, 5)
scoreTrial("Chinese VAS", 208, c(40, 40), c(3, 4.4), 1.5, 0, 10)

# Cumulative incidence with a competing event.
set.seed(301)
n <- 96; t1 <- rexp(n, 0.03); t2 <- rexp(n, 0.02); cens <- runif(n, 12, 36)
time <- pmin(t1, t2, cens); status <- ifelse(time == cens, 0, ifelse(t1 < t2, 1, 2))
heading("Competing risks, n 96: events ", paste(table(status), collapse = " "))
print(timepoints(cuminc(time, status), c(12, 24)))

# A logistic model: adjusted odds ratio, Wald and likelihood ratio.
set.seed(302)
n <- 260; arm <- rep(0:1, each = 130); age <- round(rnorm(n, 60, 10)); ecog <- rbinom(n, 1, 0.4)
y <- rbinom(n, 1, plogis(-0.6 + 0.65 * arm - 0.03 * (age - 60) - 0.6 * ecog))
heading("Logistic")
print(table(arm, y)); print(table(arm, ecog))
m <- glm(y ~ arm + age + ecog, binomial); s <- summary(m)
cat("aOR", exp(coef(m)[2]), exp(confint.default(m)[2, ]), "profile", suppressMessages(exp(confint(m)[2, ])), "Wald p", s$coefficients[2, 4], "LR p", anova(update(m, . ~ . - arm), m, test = "Chisq")[2, 5], "\n")
inter <- glm(y ~ arm * ecog, binomial); cat("interaction p", summary(inter)$coefficients[4, 4], "\n")
print(table(arm, y, ecog))

# Paired measurements: baseline and week 12, change from baseline, analysis of covariance.
set.seed(303)
n <- 64; g <- rep(c("A", "B"), each = 32); base <- rnorm(n, 8.1, 0.9); change <- rnorm(n, ifelse(g == "A", -1.1, -0.5), 0.8)
heading("HbA1c")
for (k in c("A", "B")) cat(k, "base", mean(base[g == k]), sd(base[g == k]), "change", mean(change[g == k]), sd(change[g == k]), "\n")
f <- lm(change ~ relevel(factor(g), "B") + base); cat("ANCOVA", coef(f)[2], confint(f)[2, ], "p", summary(f)$coefficients[2, 4], "\n")
# Poisson rates: events and person-years.
heading("Rates")
for (r in list(c(41, 512.4, 68, 498.7), c(9, 103.2, 21, 99.5))) {
  irr <- (r[1] / r[2]) / (r[3] / r[4]); se <- sqrt(1 / r[1] + 1 / r[3])
  cat(r, "rates per 100", 100 * r[1] / r[2], 100 * r[3] / r[4], "IRR", irr, irr * exp(-1.959964 * se), irr * exp(1.959964 * se), "p", 2 * pnorm(-abs(log(irr) / se)), "\n")
}
# Allocation in permuted blocks of 4 and simple.
set.seed(304)
heading("Simple allocation of 120: ", paste(table(rbinom(120, 1, 0.5)), collapse = " : "))
