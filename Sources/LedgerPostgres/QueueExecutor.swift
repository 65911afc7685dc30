// SPDX-License-Identifier: Apache-2.0

#if PostgreSQL
  import Dispatch

  /// Runs an actor on a queue of its own: libpq waits inside its calls, and a thread of the shared pool must not.
  final class QueueExecutor: SerialExecutor {
    private let queue: DispatchQueue

    init(_ label: String) { queue = DispatchQueue(label: label) }

    func enqueue(_ job: consuming ExecutorJob) {
      let job = UnownedJob(job)
      queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }
  }
#endif
