// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Coordination

@Suite struct SeedVaultTests {
  @Test("a sealed seed opens with its key alone, and its commitment is the same")
  func sealed() throws {
    let (study, keys) = (try TestFolder(), try TestFolder())
    let made = try SeedVault.create(in: study.path, keys: keys.path, study: "small")
    let opened = try SeedVault.open(
      in: study.path,
      keys: keys.path,
      study: "small",
      commitment: made.commitment
    )
    #expect(opened.revealed == made.revealed && made.revealed.count == 64)
    #expect(throws: VaultFault.self) {
      try SeedVault.open(in: study.path, keys: study.path, study: "small", commitment: nil)
    }
    #expect(throws: VaultFault.otherSeed(study.path + "/sealed/allocation.seed")) {
      try SeedVault.open(in: study.path, keys: keys.path, study: "small", commitment: "0")
    }
    #expect(throws: VaultFault.occupied(study.path + "/sealed/allocation.seed")) {
      try SeedVault.create(in: study.path, keys: keys.path, study: "small")
    }
  }

  @Test("a key that others may read is not used")
  func exposed() throws {
    let (study, keys) = (try TestFolder(), try TestFolder())
    _ = try SeedVault.create(in: study.path, keys: keys.path, study: "small")
    let key = keys.path + "/small.key"
    let mode = try FileManager.default.attributesOfItem(atPath: key)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: key)
    #expect(throws: VaultFault.exposed(key)) {
      try SeedVault.open(in: study.path, keys: keys.path, study: "small", commitment: nil)
    }
  }

  @Test("a sealed seed that was changed does not open")
  func changed() throws {
    let (study, keys) = (try TestFolder(), try TestFolder())
    _ = try SeedVault.create(in: study.path, keys: keys.path, study: "small")
    let path = study.path + "/sealed/allocation.seed"
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    for place in bytes.indices {
      var forged = bytes
      forged[place] ^= 1
      try forged.write(to: URL(fileURLWithPath: path))
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
      #expect(throws: VaultFault.sealed(path)) {
        try SeedVault.open(in: study.path, keys: keys.path, study: "small", commitment: nil)
      }
    }
  }

  @Test("the commitment is SHA-256 of the published form")
  func commitment() {
    // printf 'equipoise allocation seed 1\nsmall\n000102…1f\n' | sha256sum
    let seed = (0..<32).map { UInt8($0) }
    #expect(
      SeedVault.commitment(study: "small", seed: seed)
        == "6e4d534b425e6a7261448b6e4771f7eef076d59b2a310dce2024a63143e50531"
    )
  }
}
