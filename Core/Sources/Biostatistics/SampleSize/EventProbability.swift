// SPDX-License-Identifier: Apache-2.0
import RealModule

/// The probability that a subject's event is seen within a time, with a competing risk of dropping out.
///
/// With hazards λ and η constant on a piece that begins at a with a share S still there,
///
///     G(s) = G(a) + S λ/(λ + η) (1 − e^(−(λ + η)(s − a)))
///
/// and its integral has a closed form too, which sums over everybody recruited at an even pace.
struct EventProbability {
  private struct Piece {
    let start: Double
    let hazard: Double
    let total: Double
    let present: Double
    let value: Double
    let integral: Double
  }

  private let pieces: [Piece]

  init(hazard: PiecewiseRate, dropout: PiecewiseRate) {
    var pieces = [Piece]()
    var (present, value, integral) = (1.0, 0.0, 0.0)
    for start in Set(hazard.starts + dropout.starts).sorted() {
      if let last = pieces.last {
        (value, integral) = Self.state(last, at: start)
        present = last.present * .exp(-last.total * (start - last.start))
      }
      let rate = hazard.rate(at: start)
      pieces.append(
        Piece(
          start: start,
          hazard: rate,
          total: rate + dropout.rate(at: start),
          present: present,
          value: value,
          integral: integral
        )
      )
    }
    self.pieces = pieces
  }

  /// G(s): the probability within `time` of entry.
  func value(within time: Double) -> Double { state(time).value }

  /// The integral of G from 0 to `time`.
  func integral(to time: Double) -> Double { state(time).integral }

  private func state(_ time: Double) -> (value: Double, integral: Double) {
    guard time > 0 else { return (0, 0) }
    return Self.state(pieces.last { $0.start < time } ?? pieces[0], at: time)
  }

  private static func state(_ piece: Piece, at time: Double) -> (value: Double, integral: Double) {
    let x = time - piece.start
    guard piece.total > 0 else { return (piece.value, piece.integral + piece.value * x) }
    let risk = piece.present * piece.hazard / piece.total
    let gone = -Double.expMinusOne(-piece.total * x)
    // x − (1 − e^(−cx))/c loses digits for small cx; there the series takes over.
    let c = piece.total * x
    let lag = c < 1e-3 ? x * c * (0.5 - c * (1.0 / 6 - c * (1.0 / 24 - c / 120))) : x - gone / piece.total
    return (piece.value + risk * gone, piece.integral + piece.value * x + risk * lag)
  }
}
