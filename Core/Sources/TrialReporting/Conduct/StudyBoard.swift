// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// How the sites of a trial stand on a day, in counts; nothing in it tells arms apart.
public struct StudyBoard: Sendable {
  /// The counts of one site, or of all together.
  public struct Counts: Hashable, Sendable {
    public var screened = 0
    public var screenFailed = 0
    /// Subjects with a consent on file, withdrawn or not.
    public var consented = 0
    public var withdrawn = 0
    /// Subjects with an allocation, made here or elsewhere.
    public var randomized = 0
    /// Queries that are not closed by age; the last class is open to the end.
    public var openQueries: [Int]
    /// Of these, those that wait for whoever asked.
    public var answeredQueries = 0
    public var rows = 0
    /// Rows without a valid signature.
    public var unsignedRows = 0
    /// Rows that are held, by themselves or with their subject, site or study.
    public var frozenRows = 0
    public var lockedRows = 0
    /// What others must hear of and nobody has acknowledged.
    public var openNotices = 0
    /// Contradictions between events, cases, deaths and doses (`Reconciliation`).
    public var toReconcile = 0
    /// What cannot be told before something missing is on file.
    public var undetermined = 0

    init(ages: Int) {
      openQueries = Array(repeating: 0, count: ages + 1)
    }
  }

  public struct SiteCounts: Sendable {
    public let id: String
    public let counts: Counts
  }

  public let study: StudyProtocol
  public let day: CivilDate
  /// The last day of each class of age but the last.
  public let ages: [Int]
  /// In the order of the protocol, then those that it does not name.
  public let sites: [SiteCounts]
  public let total: Counts

  /// - Parameters:
  ///   - study: The protocol in force.
  ///   - state: The trial.
  ///   - day: The day up to which ages count.
  ///   - wanted: The sites that the reader may see, as `Access.sites` gives them; nil for all.
  ///   - reconciliation: What does not fit; findings about subjects of other sites are left out.
  ///   - ages: Upper ends of the classes of age in days, rising; a week and four weeks unless others are asked for.
  public init(
    _ study: StudyProtocol,
    _ state: TrialState,
    on day: CivilDate,
    sites wanted: Set<String>? = nil,
    reconciliation: Reconciliation,
    ages: [Int] = [7, 28]
  ) {
    precondition(zip(ages, ages.dropFirst()).allSatisfy { $0 < $1 }, "ages must rise, got \(ages)")
    self.study = study
    self.day = day
    self.ages = ages
    var counts: [String: Counts] = [:]
    var total = Counts(ages: ages.count)
    for subject in state.subjects where wanted?.contains(subject.site) ?? true {
      counts[subject.site, default: Counts(ages: ages.count)].add(subject, state, day, ages)
      total.add(subject, state, day, ages)
    }
    for notice in state.notices where notice.isOpen {
      guard let site = state.subject(notice.subject)?.site, wanted?.contains(site) ?? true else { continue }
      counts[site, default: Counts(ages: ages.count)].openNotices += 1
      total.openNotices += 1
    }
    for finding in reconciliation.findings {
      guard let site = state.subject(finding.subject)?.site, wanted?.contains(site) ?? true else { continue }
      counts[site, default: Counts(ages: ages.count)].add(finding)
      total.add(finding)
    }
    let known = study.sites.map(\.id)
    let others = counts.keys.filter { !known.contains($0) }.sorted()
    sites = (known + others).filter { wanted?.contains($0) ?? true }.map {
      SiteCounts(id: $0, counts: counts[$0] ?? Counts(ages: ages.count))
    }
    self.total = total
  }
}

extension StudyBoard.Counts {
  fileprivate mutating func add(_ finding: Reconciliation.Finding) {
    if finding.isUndetermined { undetermined += 1 } else { toReconcile += 1 }
  }

  fileprivate mutating func add(
    _ subject: SubjectState,
    _ state: TrialState,
    _ day: CivilDate,
    _ ages: [Int]
  ) {
    if subject.screened != nil { screened += 1 }
    if subject.screenFailed != nil { screenFailed += 1 }
    if !subject.consents.isEmpty { consented += 1 }
    if subject.withdrawn.map({ $0 <= day }) ?? false { withdrawn += 1 }
    if subject.allocation != nil { randomized += 1 }
    for query in subject.queries.map({ state.queries[$0] }) where query.status != .closed {
      let age = query.age(on: day)
      openQueries[ages.firstIndex { age <= $0 } ?? ages.count] += 1
      if query.status == .answered { answeredQueries += 1 }
    }
    let custody = state.custody(of: subject)
    for (_, row) in state.rows(of: subject, in: []) {
      let held = custody.joined(row.custody)
      rows += 1
      if row.validSignatures.isEmpty { unsignedRows += 1 }
      if held.isFrozen { frozenRows += 1 }
      if held.isLocked { lockedRows += 1 }
    }
  }
}
