// SPDX-License-Identifier: Apache-2.0

import Shelf
import TrialConduct
import TrialDesign

/// The shelf's files, which travel inside the binary.
public enum ShelfFiles {
  /// Every file by its path in the shelf, such as `response/eln-2022.yaml`.
  public static let all: [String: [UInt8]] = {
    var count = 0
    let entries = UnsafeBufferPointer(start: equipoise_shelf(&count), count: count)
    let files = entries.map { entry in
      (String(cString: entry.name), Array(UnsafeBufferPointer(start: entry.bytes, count: entry.length)))
    }
    return Dictionary(files) { first, _ in first }
  }()
}

extension TrialDesign.Shelf {
  /// The entries that come with Equipoise.
  ///
  /// A test reads every file of the shelf, so none is silently left out.
  public static let standard: TrialDesign.Shelf = {
    var entries: [Kind: [String: ProtocolNode]] = [:]
    for (name, bytes) in ShelfFiles.all {
      let parts = name.split(separator: "/")
      guard parts.count == 2, let kind = Kind(rawValue: String(parts[0])), parts[1].hasSuffix(".yaml"),
        let root = ProtocolText.read(bytes).root
      else { continue }
      entries[kind, default: [:]][String(parts[1].dropLast(".yaml".count))] = root
    }
    let terms = ShelfFiles.all["toxicity/ctcae-5-terms.csv"].flatMap { TermDictionary.read($0) }?.terms
    return TrialDesign.Shelf(entries, terms: terms ?? [])
  }()
}
