using Ami.AppHost.Running;
using Ami.AppHost.Servers;
using Ami.AppHost.Setup;

namespace Ami.Tests.Fixtures;

/// <summary>A Redis-protocol server of a test's own, for tests that kill it.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private readonly ThrowAwayFolder _folder;
    private readonly EmbeddedGarnet _garnet;
    private GuardedProcess? _process;

    private RedisServer(ThrowAwayFolder folder, EmbeddedGarnet garnet) => (_folder, _garnet) = (folder, garnet);

    public string Connection => _garnet.Connection;

    public static async Task<RedisServer> Start()
    {
        var program = await new EmbeddedPrograms(Repository.Find(), _ => { }).GarnetAsync(CancellationToken.None);
        var folder = await ThrowAwayFolder.CreateAsync();
        var place = await ServerPlace.FindAsync(folder.Path, CancellationToken.None);
        var server = new RedisServer(folder, await EmbeddedGarnet.PrepareAsync(program, place, FreePort.Next(), "of-a-test", CancellationToken.None));
        await server.Run();
        return server;
    }

    /// <summary>Starts it, again after <see cref="Kill"/>: on the same port, and with nothing in it.</summary>
    public async Task Run()
    {
        _process = await GuardedProcess.StartAsync(_garnet.Launch, _ => { });
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await _garnet.IsReadyAsync(patience.Token)) await timer.WaitForNextTickAsync(patience.Token);
    }

    public async Task Kill()
    {
        if (_process is not { } process) return;
        await process.SignalAsync("KILL");
        await process.Exited;
        await process.DisposeAsync();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        await _folder.DisposeAsync();
    }
}
