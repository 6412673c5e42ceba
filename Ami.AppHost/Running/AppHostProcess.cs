using Ami.AppHost.Servers;
using Ami.AppHost.Setup;

namespace Ami.AppHost.Running;

/// <summary>
/// The whole system as a child process with a state folder of its own, for tests that break it and benchmarks that time it.
/// It ends with this process, however that ends.
/// </summary>
public sealed class AppHostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private readonly ThrowAwayFolder _folder;
    private readonly GuardedProcess _process;
    private readonly LogBuffer _log;

    private AppHostProcess(ThrowAwayFolder folder, GuardedProcess process, LogBuffer log) => (_folder, _process, _log) = (folder, process, log);

    public int Id => _process.Id;

    /// <summary>What it printed.</summary>
    public IReadOnlyList<string> Output => _log.Tail(1000);

    /// <summary>Completes with its exit code; 137 when it was killed.</summary>
    public Task<int> Exited => _process.Exited;

    /// <summary>Its state folder: <c>run.json</c>, and the logs of its processes in <c>logs</c>.</summary>
    public string StateFolder => Path.Combine(_folder.Path, "state");

    /// <summary>As of now; processes come and go.</summary>
    public RunFile Run => RunFile.Read(StateFolder) ?? throw new InvalidOperationException($"No run.json: it does not run. It printed:\n{string.Join('\n', Output)}");

    /// <param name="arguments">Options of AppHost. It gets throw-away data and any free port unless they say otherwise.</param>
    /// <param name="patience">How long it may take to be ready.</param>
    /// <param name="environment">Variables for it and its services, for example settings of the API.</param>
    /// <param name="cancel">Ends the wait, and it.</param>
    /// <exception cref="SetupException">It ended, or was not ready in time; the exception holds what it printed.</exception>
    public static async Task<AppHostProcess> StartAsync(
        IReadOnlyList<string> arguments, TimeSpan patience, IReadOnlyDictionary<string, string?>? environment = null, CancellationToken cancel = default)
    {
        var repository = Repository.Find();
        var folder = await ThrowAwayFolder.CreateAsync();
        var log = new LogBuffer();
        List<string> all = [ServicesBuild.Output(repository, "Ami.AppHost"), .. arguments, "--data", Path.Combine(folder.Path, "state")];
        if (!arguments.Any(argument => argument.StartsWith("--port", StringComparison.Ordinal)))
            all.AddRange(["--port", "0"]);
        var spec = new LaunchSpec(Repository.Dotnet, all, repository.Root)
        {
            StopGrace = TimeSpan.FromSeconds(60),
            Environment = environment ?? new Dictionary<string, string?>(),
        };
        var system = new AppHostProcess(folder, await GuardedProcess.StartAsync(spec, log.Add, cancel), log);
        try
        {
            await system.UntilReadyAsync(patience, cancel);
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until every process is healthy, or has finished.</summary>
    public async Task UntilReadyAsync(TimeSpan patience, CancellationToken cancel = default)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (RunFile.Read(StateFolder) is not { Ready: true } run || run.Processes.Any(process => process.State is not ("healthy" or "finished")))
        {
            if (Exited.IsCompleted || TimeProvider.System.GetElapsedTime(started) > patience)
                throw new SetupException($"The system {(Exited.IsCompleted ? "ended" : $"was not ready within {patience}")}:",
                    "Read what it printed above.", string.Join('\n', Output));
            await Task.Delay(Poll, TimeProvider.System, cancel);
        }
    }

    /// <summary>Ends it as Ctrl-C would: everything in good order.</summary>
    public Task StopAsync() => _process.StopAsync();

    /// <summary>Kills AppHost itself with SIGKILL, and waits until it is gone. Its children are left to their guards.</summary>
    public async Task KillAsync()
    {
        await _process.SignalAsync("KILL");
        await Exited;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _log.Dispose();
        await _folder.DisposeAsync();
    }
}
