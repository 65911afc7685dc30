// SPDX-License-Identifier: Apache-2.0

#if PostgreSQL
  import CPQ

  /// What a statement gave back, in binary form.
  struct PostgresRows: ~Copyable {
    private let result: OpaquePointer

    init(_ result: OpaquePointer) { self.result = result }

    deinit { PQclear(result) }

    var count: Int { Int(PQntuples(result)) }

    /// The bytes of a field, nil for null; valid as long as the rows are.
    func bytes(_ row: Int, _ column: Int) -> UnsafeRawBufferPointer? {
      guard PQgetisnull(result, Int32(row), Int32(column)) == 0,
        let start = PQgetvalue(result, Int32(row), Int32(column))
      else { return nil }
      return UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, Int32(row), Int32(column))))
    }

    /// A field of type `bigint` or `integer`; nil for null and anything else.
    func integer(_ row: Int, _ column: Int) -> Int? {
      guard let bytes = bytes(row, column) else { return nil }
      switch bytes.count {
      case 8: return Int(Int64(bigEndian: bytes.loadUnaligned(as: Int64.self)))
      case 4: return Int(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self)))
      default: return nil
      }
    }

    func text(_ row: Int, _ column: Int) -> String? {
      bytes(row, column).map { String(decoding: $0, as: UTF8.self) }
    }
  }
#endif
