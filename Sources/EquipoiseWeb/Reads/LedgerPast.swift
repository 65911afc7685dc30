// SPDX-License-Identifier: Apache-2.0

import Coordination
import Ledger
import TrialConduct
import TrialDesign

/// Earlier moments of a trial.
actor LedgerPast {
  private let store: any LedgerStore
  /// The states that were asked for last, latest last.
  private var states: [(moment: Moment, entries: Int, state: TrialState)] = []

  init(_ store: any LedgerStore) {
    self.store = store
  }

  /// Entries as the ledger has them, from one on.
  func entries(from first: Int, limit: Int) async throws(Problem) -> [Entry] {
    do {
      return try await store.read(from: first, limit: limit)
    } catch {
      throw Problem(failure: .ledger(error))
    }
  }

  /// The trial as it was known at a moment.
  ///
  /// - Parameters:
  ///   - moment: The moment.
  ///   - head: Where the ledger ends now.
  /// - Returns: The fold of what was there.
  /// - Throws: A ledger that cannot be read.
  func state(at moment: Moment, head: Head) async throws(Problem) -> TrialState {
    if let known = states.first(where: { $0.moment == moment && $0.entries == head.count }) {
      return known.state
    }
    let state: TrialState
    do {
      state = try await TrialHistory(store).state(at: moment)
    } catch let error as TrialFailure {
      throw Problem(failure: error)
    } catch let error as LedgerError {
      throw Problem(failure: .ledger(error))
    } catch {
      throw Problem(.damaged)
    }
    states = states.suffix(3) + [(moment, head.count, state)]
    return state
  }
}
