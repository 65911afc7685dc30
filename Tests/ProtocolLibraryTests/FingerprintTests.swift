// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import ProtocolLibrary

@Suite struct FingerprintTests {
  // FIPS 180-4 examples, as NIST publishes them (Cryptographic Standards and Guidelines, SHA-256).
  @Test(
    "agrees with the published examples",
    arguments: [
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ]
  )
  func published(text: String, hash: String) {
    #expect(Fingerprint(of: Array(text.utf8)).hexadecimal == hash)
    #expect(Fingerprint(of: Array(text.utf8)).short == String(hash.prefix(12)))
  }
}
