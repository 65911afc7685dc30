# SPDX-License-Identifier: Apache-2.0
# Exact power and sizes by enumeration of all counts or tables: writes exact_power.json.
#
#     Rscript Oracles/gen_exact_power.R [OUTFILE]
#
# Base R only. Each table's p-value is computed on its own (sums of dhyper, with fisher.test's tolerance 1e-7, pnorm of the pooled z);
# nothing is assumed of the shape of the rejection region. "lasting" is known up to `tried`.
args <- commandArgs(TRUE); out <- if (length(args)) args[1] else "Oracles/exact_power.json"
num <- function(x) { s <- sprintf("%.17g", x); s15 <- sprintf("%.15g", x); k <- !is.na(x) & as.numeric(s15) == x; s[k] <- s15[k]; s[!is.finite(x)] <- "null"; s }
js <- function(x) if (is.list(x)) { if (is.null(names(x))) paste0("[", paste(vapply(x, js, ""), collapse = ","), "]") else
  paste0("{", paste(paste0("\"", names(x), "\":", vapply(x, js, "")), collapse = ","), "}") } else if (length(x) > 1)
  paste0("[", paste(num(x), collapse = ","), "]") else if (is.character(x)) paste0("\"", x, "\"") else num(x)
cases <- list(); add <- function(id, method, input, expect) cases[[length(cases) + 1]] <<- list(id = id, method = method, call = "enumeration in R", input = input, expect = expect)
eps <- 1 + 1e-11

## one proportion
region <- function(n, p0, alpha, sides, up) { x <- 0:n; a <- if (sides == 2) alpha / 2 else alpha
  low <- pbinom(x, n, p0) <= a * eps; high <- pbinom(x - 1, n, p0, lower.tail = FALSE) <= a * eps
  if (sides == 2) low | high else if (up) high else low }
for (v in list(c(.3, .1, .05, 1, .2), c(.25, .05, .05, 1, .1), c(.2, .4, .025, 1, .2), c(.5, .3, .05, 2, .1), c(.97, .9, .05, 1, .2), c(.62, .5, .01, 2, .2), c(.02, .001, .05, 1, .1), c(.35, .3, .025, 1, .2))) {
  p1 <- v[1]; p0 <- v[2]; a <- v[3]; sides <- v[4]; beta <- v[5]; tried <- if (p1 == .35) 1500 else 800
  reject <- lapply(1:tried, region, p0 = p0, alpha = a, sides = sides, up = p1 > p0)
  power <- sapply(1:tried, function(n) sum(dbinom(0:n, n, p1)[reject[[n]]])); ok <- power >= 1 - beta; last <- max(c(0, which(!ok)))
  at <- function(n) list(n = n, power = power[n], type_one = sum(dbinom(0:n, n, p0)[reject[[n]]]), count = sum(reject[[n]]))
  add(sprintf("exact-1-%g-%g-%g-%d-%g", p1, p0, a, sides, beta), "one_rate", list(rate = p1, null = p0, alpha = a, sides = sides, beta = beta),
      list(smallest = which(ok)[1], lasting = last + 1, at_smallest = at(which(ok)[1]), at_lasting = at(last + 1), at_10 = at(10), at_57 = at(57))) }

## two proportions
pvalues <- function(n1, n2, test, up) { P <- matrix(1, n1 + 1, n2 + 1)
  for (m in 0:(n1 + n2)) { x <- max(0, m - n2):min(n1, m); ij <- cbind(x + 1, m - x + 1)

    d <- dhyper(x, m, n1 + n2 - m, n1); lo1 <- cumsum(d); up1 <- rev(cumsum(rev(d)))
    P[ij] <- switch(test, fisherOneSided = if (up) up1 else lo1, fisherDoubled = pmin(1, 2 * pmin(up1, lo1)),
      fisherTwoSided = sapply(d, function(t) sum(d[d <= t * (1 + 1e-7)])),
      { z <- (x / n1 - (m - x) / n2) / sqrt(m / (n1 + n2) * (1 - m / (n1 + n2)) * (1 / n1 + 1 / n2)); z[is.nan(z)] <- 0
        if (test == "pearson") 2 * pnorm(-abs(z)) else pnorm(if (up) -z else z) }) }
  P }
rejected <- function(n1, n2, test, up, alpha) if (test == "boschlooOneSided") boschloo(n1, n2, up, alpha) else if (test == "boschlooDoubled")
  boschloo(n1, n2, TRUE, alpha / 2) | boschloo(n1, n2, FALSE, alpha / 2) else pvalues(n1, n2, test, up) <= alpha * eps
# Boschloo: the largest set of tables by Fisher's one-sided p whose largest probability over a common proportion keeps alpha.
boschloo <- function(n1, n2, up, alpha) { P <- pvalues(n1, n2, "fisherOneSided", up); g <- sin(seq(0, pi / 2, length.out = 400))^2
  top <- function(R) { f <- function(p) prob(R, n1, n2, p, p); v <- sapply(g, f); max(v, sapply(which(diff(sign(diff(v))) < 0) + 1, function(i) optimize(f, g[c(i - 1, i + 1)], maximum = TRUE, tol = 1e-10)$objective)) }
  # Doubles that differ by rounding are one value.
  levels <- sort(unique(signif(P, 10))); keep <- 0; for (l in levels[levels > alpha * 0.5 & levels < 6 * alpha]) if (top(P <= l * (1 + 1e-9)) <= alpha * eps) keep <- l else break
  if (keep == 0) P <= alpha * eps else P <= keep * (1 + 1e-9) }
prob <- function(R, n1, n2, p1, p2) sum(outer(dbinom(0:n1, n1, p1), dbinom(0:n2, n2, p2))[R])
tests <- c("fisherOneSided", "fisherTwoSided", "fisherDoubled", "pooledZ", "pearson")
for (v in list(c(.5, .2, 20, 20), c(.9, .6, 17, 31), c(.1, .4, 40, 20), c(0, .3, 15, 12), c(.7, .55, 90, 110), c(.05, .01, 150, 150), c(1, .5, 3, 4))) for (test in c(tests, if (v[3] < 50) c("boschlooOneSided", "boschlooDoubled"))) {
  a <- if (test %in% c("fisherOneSided", "boschlooOneSided", "pooledZ")) .025 else .05; R <- rejected(v[3], v[4], test, v[1] > v[2], a)
  add(sprintf("exact-2-%g-%g-%d-%d-%s", v[1], v[2], v[3], v[4], test), "two_rates_power", list(rates = v[1:2], sizes = v[3:4], test = test, alpha = a),
      list(power = prob(R, v[3], v[4], v[1], v[2]), type_one_at_0_3 = prob(R, v[3], v[4], .3, .3), tables = sum(R))) }
for (v in list(c(.8, .4, 1, 1, .2, 120), c(.2, .6, 2, 1, .1, 180), c(.95, .7, 1, 1, .1, 160), c(.5, .15, 1, 2, .2, 150), c(.4, .05, 1, 1, .2, 110), c(.3, .02, 1, 1, .1, 120), c(.99, .8, 3, 1, .2, 200))) for (test in tests) {
  a <- if (test %in% c("fisherOneSided", "pooledZ")) .025 else .05; k <- 1:(v[6] %/% (v[3] + v[4])); power <- sapply(k, function(k) prob(rejected(k * v[3], k * v[4], test, v[1] > v[2], a), k * v[3], k * v[4], v[1], v[2]))
  ok <- power >= 1 - v[5]; s <- which(ok)[1]; l <- max(c(0, which(!ok))) + 1
  add(sprintf("exact-2-%g-%g-%d:%d-%g-%s", v[1], v[2], v[3], v[4], v[5], test), "two_rates_size", list(rates = v[1:2], ratio = v[3:4], test = test, alpha = a, beta = v[5], tried = v[6]),
      if (l > length(k)) list(smallest = NA_real_) else list(smallest = s * v[3:4], lasting = l * v[3:4], power_smallest = power[s], power_lasting = power[l])) }
for (test in c("boschlooOneSided", "boschlooDoubled")) { a <- if (test == "boschlooOneSided") .025 else .05; power <- sapply(1:30, function(k) prob(rejected(k, k, test, TRUE, a), k, k, .8, .4))
  ok <- power >= .8; s <- which(ok)[1]; l <- max(c(0, which(!ok))) + 1
  add(sprintf("exact-2-0.8-0.4-1:1-0.2-%s", test), "two_rates_size", list(rates = c(.8, .4), ratio = c(1, 1), test = test, alpha = a, beta = .2, tried = 60),
      list(smallest = c(s, s), lasting = c(l, l), power_smallest = power[s], power_lasting = power[l])) }
con <- file(out, "wb")
writeLines(paste0("{\"family\":\"exact_power\",\"schema\":1,\"set\":\"A\",\"generated_with\":", js(list(R = paste(R.version$major, R.version$minor, sep = "."))), ",\"cases\":[\n", paste(vapply(cases, js, ""), collapse = ",\n"), "\n]}"), con, useBytes = TRUE); close(con)
cat(length(cases), "cases\n")
