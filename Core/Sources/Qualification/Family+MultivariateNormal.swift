// SPDX-License-Identifier: Apache-2.0

import Biostatistics

extension Family {
  /// Probabilities of normal vectors, mpmath with 30 and 50 digits.
  static func multivariateNormal(_ c: ReferenceCase, _ judge: inout Judge) throws {
    func input(_ key: String) throws -> Double { try c.input[key].required() }
    switch c.method {
    case "bivariate_normal_cdf":
      let p = MultivariateNormal.bivariate(try input("h"), try input("k"), rho: try input("rho"))
      // The reference subtracts with 30 digits: below 1e-30 it holds none.
      judge.check(p, c.expect["lower_orthant"], relative: 1e-12, absolute: 1e-30)
    case "trivariate_normal_orthant":
      let p = MultivariateNormal.trivariateOrthant(
        rho12: try input("r12"),
        rho13: try input("r13"),
        rho23: try input("r23")
      )
      judge.check(p, c.expect["probability"], relative: 1e-13)
    case "equicorrelated_normal_cdf":
      let upper = [Double](repeating: try input("upper"), count: try c.input["dimension"].integer())
      let p = MultivariateNormal.equicorrelated(upper, rho: try input("rho"))
      judge.check(p, c.expect["probability"], relative: 1e-12)
    default: throw ReferenceFault.missing("method")
    }
  }
}
