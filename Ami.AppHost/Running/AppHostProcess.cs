using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Ami.AppHost.Model;
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
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(90);

    private readonly ThrowAwayFolder _folder;
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private AppHostProcess(ThrowAwayFolder folder, string stateFolder, Process process)
    {
        (_folder, StateFolder, _process) = (folder, stateFolder, process);
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Id = _process.Id;
        Exited = WaitAsync();
    }

    public int Id { get; }

    /// <summary>What it printed.</summary>
    public IReadOnlyList<string> Output => [.. _output];

    /// <summary>Completes with its exit code; 137 when it was killed.</summary>
    public Task<int> Exited { get; }

    /// <summary>Its state folder: <c>run.json</c>, and the logs of its processes in <c>logs</c>.</summary>
    public string StateFolder { get; }

    /// <summary>As of now; processes come and go.</summary>
    public RunFile Run =>
        RunFile.Read(StateFolder) ?? throw new InvalidOperationException($"No run.json: it does not run. It printed:\n{string.Join('\n', Output)}");

    /// <summary>Builds the services, in this program's configuration, where a source differs from what was built last: what <c>--no-build</c> leaves out.</summary>
    /// <exception cref="SetupException">They do not build.</exception>
    public static Task BuildServicesAsync(Action<string> progress, CancellationToken cancel = default) =>
        new ServicesBuild(Repository.Find(), progress).EnsureAsync(cancel);

    /// <param name="arguments">Options of AppHost. It gets throw-away data and any free port unless they say otherwise.</param>
    /// <param name="patience">How long it may take to be ready.</param>
    /// <param name="environment">Variables for it and its services, for example settings of the API.</param>
    /// <param name="cancel">Ends the wait, and it.</param>
    /// <exception cref="SetupException">It ended, or was not ready in time; the exception holds what it printed.</exception>
    public static async Task<AppHostProcess> StartAsync(
        IReadOnlyList<string> arguments,
        TimeSpan patience,
        IReadOnlyDictionary<string, string?>? environment = null,
        CancellationToken cancel = default
    )
    {
        var repository = Repository.Find();
        var folder = await ThrowAwayFolder.CreateAsync();
        // The last of the same option counts.
        List<string> all = ["--port", "0", "--data", Path.Combine(folder.Path, "state"), .. arguments];
        var state = AppHostOptions.Parse(all).Data ?? folder.Path;
        all.Insert(0, ServicesBuild.Output(repository, "Ami.AppHost"));
        var start = new ProcessStartInfo(Repository.Dotnet, all)
        {
            WorkingDirectory = repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Aspire ends with the process that it is told of.
        start.Environment["ASPIRE_CLI_PID"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        var system = new AppHostProcess(folder, state, new Process { StartInfo = start });
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
        while (
            RunFile.Read(StateFolder) is not { Ready: true } run
            || run.Pid != Id
            || run.Processes.Any(process => process.State is not ("healthy" or "finished"))
        )
        {
            if (Exited.IsCompleted || TimeProvider.System.GetElapsedTime(started) > patience)
            {
                throw new SetupException(
                    $"The system {(Exited.IsCompleted ? "ended" : $"was not ready within {patience}")}; it printed:\n{string.Join('\n', Output)}",
                    "Read what it printed above."
                );
            }

            await Task.Delay(Poll, TimeProvider.System, cancel);
        }
    }

    /// <summary>Ends it as Ctrl-C would: everything in good order.</summary>
    public async Task StopAsync()
    {
        if (!Exited.IsCompleted)
        {
            await Command.TryAsync("kill", ["-TERM", Id.ToString(CultureInfo.InvariantCulture)], "/", CancellationToken.None);
        }

        await Exited.WaitAsync(StopPatience);
    }

    /// <summary>Kills AppHost itself with SIGKILL, and waits until it is gone. Its children are left to the orchestrator, which notices.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await Exited;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
        await _folder.DisposeAsync();
    }

    private async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not null)
        {
            _output.Enqueue(line.Data);
        }
    }
}
