# SPDX-License-Identifier: Apache-2.0
#
# Writes the tables of Studies/colon and Studies/myeloid from the R package survival, unchanged:
# column names, codes and missing values (NA) are those of the package.
#
#     Rscript DataSets/export.R            (from the top of the checkout)
#
# The files that are checked in were made with R 4.2.2 and survival 3.5-3. Later versions of the package may
# carry more columns; the protocol files read the columns they name and leave the others.

suppressPackageStartupMessages(library(survival))

export <- function(table, name) {
  path <- file.path("Studies", name, "data", paste0(name, ".csv"))
  connection <- file(path, open = "wb") # the same line ends on every system
  on.exit(close(connection))
  write.csv(table, connection, row.names = FALSE)
  cat(path, nrow(table), "rows,", ncol(table), "columns\n")
}

stopifnot(dir.exists("Studies"))
export(colon, "colon")
export(myeloid, "myeloid")
cat(R.version.string, "- survival", as.character(packageVersion("survival")), "\n")
