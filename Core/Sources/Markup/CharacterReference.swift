// SPDX-License-Identifier: Apache-2.0

/// Signs that pages write by name or number, such as `&ge;`, `&#177;` and `&#x2013;`.
enum CharacterReference {
  /// Text with its references resolved; one that is not known stays as it is written.
  static func resolved(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] == UInt8(ascii: "&"), let (scalar, end) = scalar(at: index, in: bytes) {
        text += String(scalar).utf8
        index = end
      } else {
        text.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static let longest = 12

  private static func scalar(at start: Int, in bytes: ArraySlice<UInt8>) -> (Unicode.Scalar, Int)? {
    let limit = min(start + longest, bytes.endIndex)
    guard let end = bytes[start..<limit].firstIndex(of: UInt8(ascii: ";")), end > start + 1 else {
      return nil
    }
    let name = String(decoding: bytes[start + 1..<end], as: UTF8.self)
    let found: Unicode.Scalar? =
      if name.hasPrefix("#x") || name.hasPrefix("#X") {
        UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
      } else if name.hasPrefix("#") {
        UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init)
      } else {
        named[name]
      }
    guard let found, found.value != 0 else { return nil }
    return (found, end + 1)
  }

  /// The names that texts with figures use, of those in the HTML standard.
  private static let named: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "ensp": "\u{2002}",
    "emsp": "\u{2003}", "thinsp": "\u{2009}", "shy": "\u{AD}", "zwj": "\u{200D}", "zwnj": "\u{200C}",
    "ndash": "–", "mdash": "—", "minus": "−", "plusmn": "±", "times": "×", "divide": "÷", "middot": "·",
    "bull": "•", "hellip": "…", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "asymp": "≈",
    "sim": "∼", "infin": "∞", "deg": "°", "micro": "µ", "permil": "‰", "frac12": "½", "frac14": "¼",
    "frac34": "¾", "sup1": "¹", "sup2": "²", "sup3": "³", "radic": "√", "sum": "∑", "prime": "′",
    "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "laquo": "«", "raquo": "»", "sect": "§",
    "para": "¶", "dagger": "†", "Dagger": "‡", "copy": "©", "reg": "®", "trade": "™", "euro": "€",
    "pound": "£", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "kappa": "κ", "lambda": "λ",
    "mu": "μ", "sigma": "σ", "tau": "τ", "phi": "φ", "chi": "χ", "Delta": "Δ", "aacute": "á", "agrave": "à",
    "auml": "ä", "ccedil": "ç", "eacute": "é", "egrave": "è", "iuml": "ï", "ouml": "ö", "uuml": "ü",
    "szlig": "ß", "lowbar": "_", "percnt": "%", "lpar": "(", "rpar": ")", "equals": "=", "comma": ",",
  ]
}
