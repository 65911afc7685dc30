// SPDX-License-Identifier: Apache-2.0

#if Web
  import Hummingbird
  import Logging
  import ServiceLifecycle

  /// The web server of one trial.
  public struct APIServer: Sendable {
    private let desk: APIDesk
    private let host: String
    private let port: Int
    private let logger: Logger

    /// - Parameters:
    ///   - desk: The API.
    ///   - host: The address to listen on.
    ///   - port: The port; 0 for one that is free.
    ///   - logger: Where its lines go.
    public init(_ desk: APIDesk, host: String, port: Int, logger: Logger) {
      self.desk = desk
      self.host = host
      self.port = port
      self.logger = logger
    }

    /// Serves until the program is asked to end; then answers what was asked, and writes what was accepted.
    ///
    /// - Parameter started: Told the port once it listens.
    /// - Throws: Where it cannot listen.
    public func run(started: @escaping @Sendable (Int) -> Void = { _ in }) async throws {
      let application = Self.application(for: desk, host: host, port: port, logger: logger, started: started)
      try await application.runService()
      await desk.settle()
    }

    static func application(
      for desk: APIDesk,
      host: String = "127.0.0.1",
      port: Int = 0,
      logger: Logger,
      started: @escaping @Sendable (Int) -> Void = { _ in }
    ) -> Application<RouterResponder<BasicRequestContext>> {
      Application(
        router: APIRouter.router(for: desk),
        configuration: .init(address: .hostname(host, port: port), serverName: nil),
        onServerRunning: { channel in started(channel.localAddress?.port ?? port) },
        logger: logger
      )
    }
  }
#endif
