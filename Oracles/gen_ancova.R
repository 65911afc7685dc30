# SPDX-License-Identifier: Apache-2.0
# Analysis of covariance by lm, drop1, anova and sandwich::vcovHC: writes ancova.json.
#
#     Rscript Oracles/gen_ancova.R [OUTFILE]           (from the top of the checkout)
#
# Groups and strata are factors with sorted levels, the first the reference. Adjusted means are linear combinations of the
# coefficients of lm at the average covariates, strata weighted alike or by their share; emmeans would say the same.
suppressMessages(library(sandwich))
args <- commandArgs(TRUE); out <- if (length(args)) args[1] else "Oracles/ancova.json"
num <- function(x) { s <- sprintf("%.17g", x); s15 <- sprintf("%.15g", x); k <- !is.na(x) & as.numeric(s15) == x; s[k] <- s15[k]; s[!is.finite(x)] <- "null"; s }
js <- function(x) if (is.list(x)) { if (is.null(names(x))) paste0("[", paste(vapply(x, js, ""), collapse = ","), "]") else
  paste0("{", paste(paste0("\"", names(x), "\":", vapply(x, js, "")), collapse = ","), "}") } else if (inherits(x, "many"))
  if (!length(x)) "[]" else paste0("[", paste(if (is.character(x)) paste0("\"", x, "\"") else num(unclass(x)), collapse = ","), "]") else if (is.character(x)) paste0("\"", x, "\"") else num(x)
many <- function(x) structure(x, class = "many")
cases <- list()
add <- function(id, data, outcome, group, covariates = character(), strata = character(), level = 0.95) {
  table <- read.csv(file.path("Oracles", data)); used <- table[complete.cases(table[c(outcome, group, covariates, strata)]), ]
  used$y <- used[[outcome]]; used$g <- factor(used[[group]]); for (s in strata) used[[paste0("f_", s)]] <- factor(used[[s]])
  # Centred, so that vcovHC, which multiplies inverses, keeps its digits; then the average of each is 0.
  for (x in covariates) used[[x]] <- used[[x]] - mean(used[[x]])
  terms <- c("g", if (length(strata)) paste0("f_", strata), covariates)
  fit <- lm(reformulate(terms, "y"), used); stopifnot(!anyNA(coef(fit))); df <- df.residual(fit); b <- coef(fit)
  at <- function(g, weights) { v <- setNames(numeric(length(b)), names(b)); v["(Intercept)"] <- 1; if (g > 1) v[paste0("g", levels(used$g)[g])] <- 1
    for (s in strata) { f <- used[[paste0("f_", s)]]; share <- if (weights == "equal") rep(1 / nlevels(f), nlevels(f)) else as.numeric(table(f)) / nrow(used); v[paste0("f_", s, levels(f)[-1])] <- share[-1] }
    v }
  k <- nlevels(used$g); expect <- list(n = nrow(used), df = df, residual_variance = sum(residuals(fit)^2) / df)
  full <- hatvalues(fit) > 1 - 1e-10
  for (type in c("equal", "HC0", "HC1", "HC2", "HC3")) {
    V <- if (type == "equal") vcov(fit) else suppressWarnings(vcovHC(fit, type = type)); if (any(full) && type %in% c("HC2", "HC3")) V[] <- NA
    line <- function(v) { e <- sum(v * b); s <- sqrt(as.numeric(t(v) %*% V %*% v)); h <- s * qt(1 - (1 - level) / 2, df)
      list(estimate = e, se = s, ci = many(c(e - h, e + h)), t = e / s, p = 2 * pt(-abs(e / s), df)) }
    wald <- function(names) { W <- V[names, names, drop = FALSE]; if (anyNA(W) || rcond(W) < 1e-12) return(list(f = NA_real_, p = NA_real_))
      f <- as.numeric(t(b[names]) %*% solve(W, b[names])) / length(names); list(f = f, numerator = length(names), p = pf(f, length(names), df, lower.tail = FALSE)) }
    e <- list(means_equal = lapply(1:k, function(g) line(at(g, "equal"))), means_observed = lapply(1:k, function(g) line(at(g, "observed"))),
      differences = lapply(2:k, function(g) line(at(g, "equal") - at(1, "equal"))), groups = wald(paste0("g", levels(used$g)[-1])))
    if (length(covariates)) e$slopes <- setNames(lapply(covariates, function(x) line(replace(0 * b, x, 1))), covariates)
    if (length(strata)) e$strata <- setNames(lapply(strata, function(s) wald(paste0("f_", s, levels(used[[paste0("f_", s)]])[-1]))), strata)
    expect[[tolower(type)]] <- e }
  # The F test of lm itself, by comparison of residual sums of squares.
  whole <- if (length(terms) > 1) drop1(fit, "g", test = "F")["g", ] else anova(fit)["g", ]
  expect$drop1_f <- whole[["F value"]]; expect$drop1_p <- whole[["Pr(>F)"]]
  cases[[length(cases) + 1]] <<- list(id = id, method = "analysis_of_covariance", call = "lm / drop1 / vcovHC",
    input = list(data = data, outcome = outcome, group = group, covariates = many(covariates), strata = many(strata), level = level), expect = expect)
}
add("ancova-pbc-albumin", "data/pbc.csv", "albumin", "trt", c("age", "bili"), "stage")
add("ancova-pbc-copper", "data/pbc.csv", "copper", "trt", c("bili", "protime"), c("sex", "stage"))
add("ancova-pbc-platelet-no-strata", "data/pbc.csv", "platelet", "stage", c("age", "albumin", "chol"), level = 0.9)
add("ancova-lung-weight", "data/lung.csv", "wt_loss", "sex", c("age", "ph_karno"), "ph_ecog")
add("ancova-lung-one-subject-in-a-group", "data/lung.csv", "pat_karno", "ph_ecog", c("age", "wt_loss"))
add("ancova-veteran-karno", "data/veteran.csv", "karno", "celltype", c("age", "diagtime"), c("trt", "prior"))
add("ancova-veteran-no-covariate", "data/veteran.csv", "karno", "celltype")
add("ancova-rotterdam-nodes", "data/rotterdam.csv", "nodes", "grade", c("age", "pgr", "er", "year"), c("meno", "size"))
made <- list(R = paste(R.version$major, R.version$minor, sep = "."), sandwich = as.character(packageVersion("sandwich")))
con <- file(out, "wb")
writeLines(paste0("{\"family\":\"ancova\",\"schema\":1,\"set\":\"A\",\"generated_with\":", js(made), ",\"cases\":[\n", paste(vapply(cases, js, ""), collapse = ",\n"), "\n]}"), con, useBytes = TRUE); close(con)
cat(length(cases), "cases\n")
