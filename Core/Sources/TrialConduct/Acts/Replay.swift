// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// A whole trial decided once more: whether the rules would have let every event happen, and just this have followed.
///
/// Arms are taken as they are recorded; whether the seed gives them is `Allocator.verify`'s question.
public struct Replay: Sendable {
  /// What does not follow.
  public struct Finding: Sendable {
    /// Counted from 1.
    public let entry: Int
    public let fault: Fault
  }

  public enum Fault: Sendable {
    /// The act was not permitted.
    case refused(Refusal)
    /// Something else would have followed from the act; the kinds of what would.
    case otherwise([String])
    /// It stands before the entry before it.
    case time
    /// The protocol's hash is not that of its text.
    case protocolHash
    /// The engine added what its rules do not ask for.
    case unasked
    /// It cannot follow what stands before it; nothing after it was looked at.
    case impossible(StateFault)
  }

  public private(set) var findings: [Finding] = []
  /// What is known after the events that could be folded.
  public private(set) var state = TrialState()
  private let conduct: Conduct
  private let digest: @Sendable ([UInt8]) -> String

  /// - Parameters:
  ///   - events: All events of the ledger in their order.
  ///   - versions: The protocol of each version.
  ///   - digest: SHA-256 as hexadecimal digits.
  public init(
    _ events: [TrialEvent],
    versions: [Int: StudyProtocol],
    digest: @escaping @Sendable ([UInt8]) -> String
  ) {
    self.digest = digest
    conduct = Conduct(versions: versions, digest: digest) { _, _ throws(Refusal) in throw .noAllocationHere }
    var next = 0
    while next < events.count {
      let count = judge(events, at: next, versions)
      for step in next..<min(next + count, events.count) {
        if let last = state.lastInstant?.seconds, let now = events[step].at.seconds, now < last {
          findings.append(Finding(entry: step + 1, fault: .time))
        }
        do {
          try state.apply(events[step])
        } catch {
          findings.append(Finding(entry: step + 1, fault: .impossible(error)))
          return
        }
      }
      next += count
    }
  }

  /// Decides the act behind an event, and says how many events belong to it.
  private mutating func judge(
    _ events: [TrialEvent],
    at index: Int,
    _ versions: [Int: StudyProtocol]
  ) -> Int {
    let event = events[index]
    if case .activated(let version) = event.fact, digest(Array(version.text.utf8)) != version.hash {
      findings.append(Finding(entry: index + 1, fault: .protocolHash))
    }
    if case .activated(let version) = event.fact, version.number == 1 {
      return judgeActivation(version, events, at: index, versions)
    }
    guard event.author != .engine, let act = Act(retelling: event.fact) else {
      findings.append(Finding(entry: index + 1, fault: .unasked))
      return 1
    }
    let drawn = event.fact.drawn
    let conduct = conduct.drawing { _, _ throws(Refusal) in
      guard let drawn else { throw .noAllocationHere }
      return drawn
    }
    let request = Conduct.Request(
      act,
      by: event.author.user,
      as: event.author.role,
      at: event.at,
      reason: event.reason
    )
    do {
      let expected = try conduct.decide(request, in: state)
      let found = events[index..<min(index + expected.count, events.count)]
      guard found.elementsEqual(expected) else {
        findings.append(Finding(entry: index + 1, fault: .otherwise(expected.map(\.fact.kind))))
        return 1
      }
      return expected.count
    } catch {
      findings.append(Finding(entry: index + 1, fault: .refused(error)))
      return 1
    }
  }

  private mutating func judgeActivation(
    _ version: ProtocolVersion,
    _ events: [TrialEvent],
    at index: Int,
    _ versions: [Int: StudyProtocol]
  ) -> Int {
    guard let study = versions[1],
      let expected = try? conduct.activate(
        version,
        as: study,
        by: events[index].author.user,
        at: events[index].at
      ),
      events[index..<min(index + expected.count, events.count)].elementsEqual(expected)
    else {
      findings.append(Finding(entry: index + 1, fault: .otherwise(["activated", "granted"])))
      return 1
    }
    return expected.count
  }
}

extension Fact {
  /// The arm as it is recorded; nil for other facts.
  fileprivate var drawn: Conduct.DrawnArm? {
    guard case .randomized(let allocation) = self else { return nil }
    return Conduct.DrawnArm(allocation.arm, share: allocation.share, opensBlock: allocation.opensBlock)
  }
}
