// SPDX-License-Identifier: Apache-2.0

import Foundation

/// How the bytes of a text become its characters.
enum PaperEncoding {
  /// UTF-8, with or without its mark; UTF-16 with its mark; GB18030 where nearly all that is not ASCII becomes Chinese.
  static func text(_ bytes: [UInt8], of path: String) throws(CommandFailure) -> String {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      guard let text = utf16(bytes) else { throw .paper(path, .noEncoding) }
      return text
    }
    let rest = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    if let text = String(validating: rest, as: UTF8.self) {
      // Zeros are no text.
      guard !rest.contains(0) else { throw .paper(path, .noEncoding) }
      return text
    }
    guard let text = chinese(bytes) else { throw .paper(path, .noEncoding) }
    return text
  }

  private static func utf16(_ bytes: [UInt8]) -> String? {
    guard bytes.count % 2 == 0 else { return nil }
    let isLittle = bytes[0] == 0xFF
    let units = stride(from: 2, to: bytes.count, by: 2).map { index in
      isLittle
        ? UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8
        : UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1])
    }
    return String(validating: units, as: UTF16.self)
  }

  /// kCFStringEncodingGB_18030_2000 as Foundation numbers it.
  private static let gb18030 = String.Encoding(rawValue: 0x8000_0632)

  private static func chinese(_ bytes: [UInt8]) -> String? {
    guard !bytes.contains(0), let text = String(data: Data(bytes), encoding: gb18030) else { return nil }
    var (chinese, others) = (0, 0)
    for scalar in text.unicodeScalars where !scalar.isASCII {
      switch scalar.value {
      case 0x4E00...0x9FFF, 0x3000...0x303F, 0xFF00...0xFFEF, 0x2010...0x2030, 0xB0...0xB7, 0xD7: chinese += 1
      default: others += 1
      }
    }
    return chinese > 20 * others ? text : nil
  }
}
