// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

/// A line to a server of this machine that breaks when a transaction is to be committed.
final class BreakingLine: Sendable {
  enum Break: Sendable {
    /// The server never hears of the commit.
    case beforeCommit
    /// The server commits, and nobody hears of it.
    case afterCommit
  }

  private struct State {
    var next: Break?
    var isOpen = true
  }

  let port: UInt16
  private let target: UInt16
  private let listener: Int32
  private let state = Mutex(State())

  /// A line to `target` on the loopback.
  init(to target: UInt16) throws {
    self.target = target
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = Self.loopback(0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = listener
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && listen(descriptor, 16) == 0
          && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard bound else { throw CocoaError(.fileReadUnknown) }
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread { [self] in accept() }
  }

  /// Breaks at the next commit; afterwards the line holds, if it may be made again.
  func breakNext(_ kind: Break, thenStay open: Bool) {
    state.withLock { $0.next = kind }
    reopens = open
  }

  /// Lets connections through again.
  func repair() { state.withLock { $0.isOpen = true } }

  private let reopening = Mutex(true)
  private var reopens: Bool {
    get { reopening.withLock { $0 } }
    set { reopening.withLock { $0 = newValue } }
  }

  private static func loopback(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }

  private func accept() {
    while true {
      let client = Glibc.accept(listener, nil, nil)
      guard client >= 0 else { return }
      guard state.withLock({ $0.isOpen }) else {
        close(client)
        continue
      }
      let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var address = Self.loopback(target)
      let done = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      guard done == 0 else {
        close(client)
        close(server)
        continue
      }
      Thread.detachNewThread { [self] in pump(from: client, to: server, watching: true) }
      Thread.detachNewThread { [self] in pump(from: server, to: client, watching: false) }
    }
  }

  private func pump(from: Int32, to: Int32, watching: Bool) {
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = recv(from, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      let isCommit = watching && Data(buffer[..<count]).range(of: Data("COMMIT\0".utf8)) != nil
      if isCommit, let kind = state.withLock({ $0.next }) {
        state.withLock {
          $0.next = nil
          $0.isOpen = reopens
        }
        if kind == .afterCommit {
          // The answer goes nowhere: the way back is shut first.
          shutdown(from, Int32(SHUT_WR))
          _ = send(to, buffer, count, Int32(MSG_NOSIGNAL))
          usleep(200_000)
        }
        break
      }
      guard send(to, buffer, count, Int32(MSG_NOSIGNAL)) == count else { break }
    }
    shutdown(from, Int32(SHUT_RDWR))
    shutdown(to, Int32(SHUT_RDWR))
  }
}
