// SPDX-License-Identifier: Apache-2.0

#if PostgreSQL
  /// A parameter of a statement, in the binary form of the protocol.
  struct PostgresValue {
    let type: UInt32
    let bytes: [UInt8]

    /// The numbers of the types in `pg_type`, which never change.
    private enum TypeNumber {
      static let bytea: UInt32 = 17
      static let int8: UInt32 = 20
      static let text: UInt32 = 25
      static let byteaArray: UInt32 = 1001
      static let textArray: UInt32 = 1009
      static let int8Array: UInt32 = 1016
    }

    static func integer(_ value: Int) -> PostgresValue {
      PostgresValue(type: TypeNumber.int8, bytes: bigEndian(Int64(value)))
    }

    static func text(_ value: String) -> PostgresValue {
      PostgresValue(type: TypeNumber.text, bytes: Array(value.utf8))
    }

    static func integers(_ values: [Int]) -> PostgresValue {
      array(values.map { bigEndian(Int64($0)) }, of: TypeNumber.int8, type: TypeNumber.int8Array)
    }

    static func texts(_ values: [String]) -> PostgresValue {
      array(values.map { Array($0.utf8) }, of: TypeNumber.text, type: TypeNumber.textArray)
    }

    static func blobs(_ values: [[UInt8]]) -> PostgresValue {
      array(values, of: TypeNumber.bytea, type: TypeNumber.byteaArray)
    }

    /// One dimension, no nulls, counted from 1: `array_send` in PostgreSQL's `arrayfuncs.c`.
    private static func array(_ values: [[UInt8]], of element: UInt32, type: UInt32) -> PostgresValue {
      var bytes: [UInt8] = []
      bytes.reserveCapacity(20 + values.reduce(0) { $0 + 4 + $1.count })
      bytes += bigEndian(Int32(1)) + bigEndian(Int32(0)) + bigEndian(element)
      bytes += bigEndian(Int32(values.count)) + bigEndian(Int32(1))
      for value in values {
        bytes += bigEndian(Int32(value.count))
        bytes += value
      }
      return PostgresValue(type: type, bytes: bytes)
    }

    private static func bigEndian(_ value: some FixedWidthInteger) -> [UInt8] {
      withUnsafeBytes(of: value.bigEndian) { Array($0) }
    }
  }
#endif
