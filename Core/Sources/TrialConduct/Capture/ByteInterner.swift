// SPDX-License-Identifier: Apache-2.0

/// Numbers byte strings in the order in which they first come, equal ones alike.
///
/// Subject identifiers and codes come a million times and are few: a look-up here compares bytes in place, where a
/// dictionary would make a `String` for every field.
struct ByteInterner {
  /// The index of an entry plus one, or 0 where free; the count is a power of two, at most half of it in use.
  private var slots = [Int32](repeating: 0, count: 16)
  private var hashes: [UInt64] = []
  /// All entries one after the other; entry i ends at `ends[i]`.
  private var arena: [UInt8] = []
  private var ends: [Int] = []

  init() {}

  init(_ words: [String]) {
    for word in words {
      var word = word
      _ = word.withUTF8 { intern($0) }
    }
  }

  var count: Int { ends.count }

  /// The number of these bytes, a new one where they are new.
  mutating func intern(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let hash = Self.hash(bytes)
    let slot = slot(of: bytes, hash)
    if slots[slot] > 0 { return Int(slots[slot]) - 1 }
    arena.append(contentsOf: bytes)
    ends.append(arena.count)
    hashes.append(hash)
    slots[slot] = Int32(ends.count)
    if ends.count * 2 > slots.count { grow() }
    return ends.count - 1
  }

  /// The number of these bytes; nil where they never came.
  func index(of bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let slot = slots[slot(of: bytes, Self.hash(bytes))]
    return slot > 0 ? Int(slot) - 1 : nil
  }

  func bytes(_ index: Int) -> ArraySlice<UInt8> { arena[start(index)..<ends[index]] }

  func string(_ index: Int) -> String { String(decoding: bytes(index), as: UTF8.self) }

  private func start(_ index: Int) -> Int { index == 0 ? 0 : ends[index - 1] }

  /// Where these bytes are, or the free place where they belong.
  private func slot(of bytes: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] > 0 {
      let entry = Int(slots[slot]) - 1
      if hashes[entry] == hash, self.bytes(entry).elementsEqual(bytes) { break }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for (entry, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] > 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(entry + 1)
    }
  }

  /// FNV-1a with a last mixing step, because only the low bits choose the slot.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash ^ (hash >> 32)
  }
}
