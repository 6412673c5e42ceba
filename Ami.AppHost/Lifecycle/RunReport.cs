using System.Text.Json;
using Ami.AppHost.Model;
using Ami.AppHost.Running;
using Microsoft.Extensions.Configuration;

namespace Ami.AppHost.Lifecycle;

/// <summary>One run of the system as people see it: progress at the terminal, and <c>run.json</c> for programs.</summary>
internal sealed class RunReport : IDisposable
{
    /// <summary>After so long without news people begin to think that it hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly LocalRun _run;
    private readonly SystemWatch _watch;
    private readonly LogFiles _logs;
    private readonly string _dashboard;
    private readonly IReadOnlyList<IResourceWithConnectionString> _connections;
    private readonly Dictionary<string, string> _connectionStrings = [];
    private readonly Lock _lock = new();
    private bool _ready;
    private bool _ended;
    private bool _pointed;

    public RunReport(LocalRun run, SystemWatch watch, LogFiles logs, IConfiguration configuration, DistributedApplicationModel model)
    {
        (_run, _watch, _logs) = (run, watch, logs);
        _dashboard = $"{configuration["ASPNETCORE_URLS"]}/login?t={configuration["AppHost:BrowserToken"]}";
        _connections = [.. model.Resources.OfType<IResourceWithConnectionString>().Where(connection => connection is not PostgresServerResource)];
        watch.Changed += Show;
    }

    public async Task UntilReadyAsync(Task hopeless, CancellationToken stop)
    {
        while (await Task.WhenAny(_watch.Ready, hopeless, Task.Delay(Patience, TimeProvider.System, stop)) is var first && first != _watch.Ready)
        {
            if (first == hopeless)
            {
                await hopeless;
            }

            stop.ThrowIfCancellationRequested();
            _run.Terminal.Step(
                _run.ServicesBuilt.IsCompleted
                    ? $"still waiting for {string.Join(", ", _watch.Processes.Where(process => !process.WasReady).Select(Waiting))}"
                    : "still building"
            );
        }

        foreach (var connection in _connections)
        {
            _connectionStrings[connection.Name] = await connection.GetConnectionStringAsync(stop) ?? "";
        }

        _ready = true;
        Write();
        _run.Terminal.Line("");
        _run.Terminal.Line($"AMI ready at {Url}");
        _run.Terminal.Line($"dashboard     {_dashboard}");
        foreach (var told in _watch.Processes.Where(process => process.Resource.Annotations.OfType<RunsOnceAnnotation>().Any(task => task.RepeatsOutput)))
        {
            foreach (var line in (await _watch.OutputAsync(told)).Where(line => !SystemWatch.IsOrchestrators(line)))
            {
                _run.Terminal.Line($"  {line}");
            }
        }

        _run.Terminal.Line("Ctrl-C stops it.");
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _ended = true;
            RunFile.Unpoint(_run.Repository.At(".ami"), _run.StateFolder);
            RunFile.Delete(_run.StateFolder);
        }
    }

    private static string Waiting(WatchedProcess process) => process.Complaint is { } complaint ? $"{process.Name} ({complaint})" : process.Name;

    private string Url => _watch.Processes.LastOrDefault(process => process.Urls.Count > 0)?.Urls[0] ?? "";

    private void Show(WatchedProcess process, ProcessState before)
    {
        Write();
        if (before == process.State)
        {
            return; // another process id, the same state
        }

        var where = process.Urls.Count == 0 ? "" : $"  {process.Urls[0]}";
        var text = process.State switch
        {
            ProcessState.Healthy when process.Restarts > 0 || before == ProcessState.Unhealthy => $"{process.Name} healthy again",
            ProcessState.Healthy => $"{process.Name} healthy{where}",
            ProcessState.Finished => $"{process.Name} done",
            ProcessState.Unhealthy => $"{process.Name} does not answer as healthy",
            ProcessState.Restarting => $"{process.Name} ended unexpectedly; starting it again (its last words: {_logs.Of(process)})",
            ProcessState.Failed => $"{process.Name} failed",
            _ => null,
        };
        if (text is not null)
        {
            _run.Terminal.Step(text);
        }
    }

    private void Write()
    {
        lock (_lock)
        {
            if (!_ended)
            {
                new RunFile
                {
                    Pid = Environment.ProcessId,
                    Url = Url,
                    Dashboard = _dashboard,
                    Ready = _ready,
                    ConnectionStrings = _connectionStrings,
                    MasterKey = _run.MasterKey,
                    Processes =
                    [
                        .. _watch.Processes.Select(process => new RunFile.Process(
                            process.Name,
                            process.Service,
                            JsonNamingPolicy.CamelCase.ConvertName(process.State.ToString()),
                            process.ProcessId,
                            process.Restarts,
                            process.Urls
                        )),
                    ],
                }.Write(_run.StateFolder);
                if (!_pointed)
                {
                    _pointed = true;
                    RunFile.Point(_run.Repository.At(".ami"), _run.StateFolder);
                }
            }
        }
    }
}
