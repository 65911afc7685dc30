// SPDX-License-Identifier: Apache-2.0

import Crypto
import ProtocolLibrary

/// SHA-256 (FIPS 180-4) as lower-case hexadecimal digits.
enum Digest {
  static func hexadecimal(_ bytes: [UInt8]) -> String { Fingerprint(of: bytes).hexadecimal }
}
