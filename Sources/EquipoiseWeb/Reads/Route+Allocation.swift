// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign
import TrialReporting

/// Looking at the randomization, and at what others must hear of.
extension Route {
  static let allocationReads: [Route] = [
    read(
      "balance",
      "/balance",
      .named("Balance"),
      "How many were allocated by level; by arm for who may see every arm, else without arms."
    ) { call, view throws(Problem) in
      let reader = BalanceReport.Reader(
        sites: view.viewer.sites(for: .read),
        armSites: view.viewer.sites(for: .readArms)
      )
      do throws(AllocationRefusal) {
        let report = try BalanceReport(
          view.study,
          view.state,
          for: reader,
          language: APIDesk.language(of: call.request)
        )
        return APIAnswer(report.json)
      } catch {
        throw Problem(refusal: .allocation(error), in: view.study)
      }
    },
    read(
      "predictability",
      "/predictability",
      .named("Predictability"),
      "How well the next arm can be guessed under the protocol's rules; for roles that read all sites.",
      filters: [
        filter(
          "replicates",
          .integer(100...10_000),
          "Simulated trials where it is not exact; 1000 where left out."
        ),
        filter("seed", .integer(0...Int(Int32.max)), "Names the simulation; 1 where left out."),
      ]
    ) { call, view throws(Problem) in
      guard view.viewer.sites(for: .read) == nil else {
        throw Problem(refusal: .otherSite(user: call.user, site: ""), in: view.study)
      }
      do throws(AllocationRefusal) {
        let report = try PredictabilityReport(
          view.study,
          view.state,
          showsRecord: view.viewer.sites(for: .readArms) == nil,
          replicates: call.query("replicates").flatMap { Int($0) } ?? 1000,
          seed: call.query("seed").flatMap { UInt64($0) } ?? 1,
          language: APIDesk.language(of: call.request)
        )
        return APIAnswer(report.json)
      } catch {
        throw Problem(refusal: .allocation(error), in: view.study)
      }
    },
    read(
      "notices",
      "/notices",
      page(of: "Notice"),
      "What others must hear of at your sites and nobody has acknowledged.",
      permission: .audit,
      filters: [filter("all", .boolean, "true: also those that were acknowledged.")]
    ) { call, view in
      let list = NoticeList(
        view.study,
        view.state,
        sites: view.viewer.sites(for: .audit),
        onlyOpen: call.query("all") != "true",
        language: APIDesk.language(of: call.request)
      )
      return call.page(list.json) { $0 }
    },
  ]
}
