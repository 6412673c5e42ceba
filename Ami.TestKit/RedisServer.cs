using Ami.AppHost.Servers;

namespace Ami.TestKit;

/// <summary>A Redis-protocol server of a test's own, for tests that kill it.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private readonly EmbeddedApplication _application;
    private readonly EmbeddedGarnetResource _garnet;

    private RedisServer(EmbeddedApplication application, EmbeddedGarnetResource garnet, string connection) =>
        (_application, _garnet, Connection) = (application, garnet, connection);

    public string Connection { get; }

    public static async Task<RedisServer> Start()
    {
        EmbeddedGarnetResource? garnet = null;
        var application = await EmbeddedApplication.StartAsync(
            embedded => garnet = embedded.AddGarnet("redis").Resource,
            durable: false,
            CancellationToken.None
        );
        return new RedisServer(application, garnet.ShouldNotBeNull(), await garnet.ConnectionStringExpression.GetValueAsync(CancellationToken.None) ?? "");
    }

    /// <summary>Starts it again after <see cref="Kill"/>: on the same port, and with nothing in it.</summary>
    public Task Run() => _application.RestartAsync(_garnet, CancellationToken.None);

    public Task Kill() => _application.KillAsync(_garnet);

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
