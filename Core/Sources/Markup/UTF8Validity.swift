// SPDX-License-Identifier: Apache-2.0

/// Whether all of `bytes` is UTF-8 text.
func isValidUTF8(_ bytes: ArraySlice<UInt8>) -> Bool {
  firstInvalidUTF8(bytes) == nil
}

/// The first byte that is no part of well-formed UTF-8 (The Unicode Standard, table 3-7): no overlong forms,
/// no surrogates, nothing above U+10FFFF.
///
/// - Parameter bytes: Text, as it is in the file.
/// - Returns: An index into `bytes`; nil where all is well.
func firstInvalidUTF8(_ bytes: ArraySlice<UInt8>) -> Int? {
  bytes.withUnsafeBufferPointer { buffer in
    var index = 0
    while index < buffer.count {
      let lead = buffer[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      let (length, second): (Int, ClosedRange<UInt8>)
      switch lead {
      case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
      case 0xE0: (length, second) = (3, 0xA0...0xBF)
      case 0xED: (length, second) = (3, 0x80...0x9F)
      case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
      case 0xF0: (length, second) = (4, 0x90...0xBF)
      case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
      case 0xF4: (length, second) = (4, 0x80...0x8F)
      default: return bytes.startIndex + index
      }
      guard index + length <= buffer.count, second.contains(buffer[index + 1]) else {
        return bytes.startIndex + index
      }
      for offset in 2..<max(2, length) where buffer[index + offset] & 0xC0 != 0x80 {
        return bytes.startIndex + index
      }
      index += length
    }
    return nil
  }
}
