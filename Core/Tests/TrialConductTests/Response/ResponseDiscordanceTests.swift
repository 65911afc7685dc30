// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialDesign

@testable import TrialConduct

@Suite struct ResponseDiscordanceTests {
  private static let responders = ResponseParameters().responders

  private static func set(_ codes: String) -> ResponseCategories {
    codes.split(separator: " ").compactMap { ResponseCategory(rawValue: String($0)) }
      .reduce(into: []) { $0.insert(ResponseCategories($1)) }
  }

  @Test(
    "agreement, and whether it changes who responded",
    arguments: [
      ("CR", "CR", ResponseDiscordance.Agreement.concordant, Truth.notMet),
      ("CRh", "CR", .discordant, .notMet), ("NR", "CR", .discordant, .met), ("MLFS", "NR", .discordant, .met),
      ("CR NR", "CR", .undetermined, .unknown), ("CR CRh", "CR", .undetermined, .notMet),
      ("CR CRh", "NR", .discordant, .met), ("MLFS PR", "NR", .discordant, .unknown),
      ("", "CR", .notCompared, .unknown), ("CR", "", .notCompared, .unknown),
    ]
  )
  func agreement(
    derived: String,
    investigator: String,
    agreement: ResponseDiscordance.Agreement,
    changes: Truth
  ) {
    let found = ResponseDiscordance(
      derived: Self.set(derived),
      investigator: ResponseCategory(rawValue: investigator),
      responders: Self.responders
    )
    #expect(found.agreement == agreement)
    #expect(found.changesResponse == changes)
  }

  @Test("sets know their members, best and worst")
  func sets() {
    let set = Self.set("NR CR MLFS")
    #expect(set.members.map(\.rawValue) == ["CR", "MLFS", "NR"])
    #expect(set.best == .completeRemission)
    #expect(set.worst == .noResponse)
    #expect(set.only == nil)
    #expect(Self.set("PR").only == .partialRemission)
    #expect(ResponseCategories().best == nil)
    #expect(ResponseCategory.allCases.map(\.rank) == Array(0..<10))
  }

  @Test("the better of two open responses is one taken from each")
  func better() {
    #expect(ResponseCategories.better(Self.set("MLFS"), Self.set("CR NR")) == Self.set("CR MLFS"))
    #expect(ResponseCategories.better(Self.set("CRi"), Self.set("MLFS")) == Self.set("CRi"))
    #expect(ResponseCategories.better(Self.set("CR CRh"), Self.set("CRi NR")) == Self.set("CR CRh"))
    #expect(ResponseCategories.better(Self.set("CR PR"), Self.set("CRi NR")) == Self.set("CR CRi PR"))
  }
}
