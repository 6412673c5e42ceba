using Ami.AppHost.Model;

namespace Ami.AppHost.Running;

/// <summary>One run of the system as people see it: progress at the terminal, and <c>run.json</c> for programs.</summary>
internal sealed class Run : IDisposable
{
    /// <summary>After so long without news people begin to think that it hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly RunContext _context;
    private readonly IReadOnlyList<Resource> _resources;
    private readonly Orchestrator _orchestrator;
    private readonly string _dashboard;
    private readonly Terminal _terminal;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, InstanceState> _shown = [];
    private bool _ready;

    public Run(RunContext context, IReadOnlyList<Resource> resources, Orchestrator orchestrator, string dashboard, Terminal terminal)
    {
        _context = context;
        _resources = resources;
        _orchestrator = orchestrator;
        _dashboard = dashboard;
        _terminal = terminal;
        foreach (var instance in orchestrator.Instances)
            instance.Changed += Show;
        WriteFile();
    }

    public async Task UntilReadyAsync(CancellationToken stop)
    {
        var ready = _orchestrator.ReadyAsync(stop);
        while (await Task.WhenAny(ready, Task.Delay(Patience, TimeProvider.System, CancellationToken.None)) != ready)
            _terminal.Step(_context.ServicesBuilt.IsCompleted
                ? $"still waiting for {string.Join(", ", _orchestrator.Instances.Where(one => !one.Ready.IsCompleted).Select(one => one.Name))}"
                : "still building");
        await ready;

        _ready = true;
        WriteFile();
        _terminal.Line("");
        _terminal.Line($"AMI ready at {Url}");
        _terminal.Line($"dashboard     {_dashboard}");
        foreach (var told in _resources.OfType<ServiceResource>().Where(resource => resource.OutputIsRepeated))
            foreach (var line in _orchestrator.Of(told).SelectMany(instance => instance.Log.Tail(50)))
                _terminal.Line($"  {line}");
        _terminal.Line("Ctrl-C stops it.");
    }

    public void Dispose()
    {
        lock (_lock)
            RunFile.Delete(_context.StateFolder);
    }

    private string Url => _resources.OfType<ServiceResource>().SelectMany(resource => resource.Urls).LastOrDefault() ?? "";

    private void Show(Instance instance)
    {
        WriteFile();
        InstanceState? before;
        lock (_lock)
        {
            before = _shown.TryGetValue(instance.Name, out var shown) ? shown : null;
            _shown[instance.Name] = instance.State;
        }

        if (before == instance.State)
            return; // another process id, the same state
        var where = instance.Urls.Count == 0 ? "" : $"  {instance.Urls[0]}";
        var text = instance.State switch
        {
            InstanceState.Healthy when instance.Restarts > 0 || before == InstanceState.Unhealthy => $"{instance.Name} healthy again",
            InstanceState.Healthy => $"{instance.Name} healthy{where}",
            InstanceState.Finished => $"{instance.Name} done",
            InstanceState.Unhealthy => $"{instance.Name} does not answer as healthy",
            InstanceState.Restarting => $"{instance.Name} ended unexpectedly; starting it again (its last words: {_context.StateFolder}/logs/{instance.Name}.log)",
            InstanceState.Failed => $"{instance.Name} failed",
            _ => null,
        };
        if (text is not null)
            _terminal.Step(text);
    }

    private void WriteFile()
    {
        lock (_lock)
            new RunFile
            {
                Pid = Environment.ProcessId,
                Url = Url,
                Dashboard = _dashboard,
                Ready = _ready,
                ConnectionStrings = _resources.OfType<ServiceResource>().SelectMany(resource => resource.Connections)
                    .Where(connection => connection.Value is not null).DistinctBy(connection => connection.Name)
                    .ToDictionary(connection => connection.Name, connection => connection.Value ?? ""),
                MasterKey = _context.MasterKey,
                Processes = [.. _orchestrator.Instances.Select(one => new RunFile.Process(
                    one.Name, one.Resource, JsonName(one.State), one.ProcessId, one.Restarts, one.Urls))],
            }.Write(_context.StateFolder);
    }

    private static string JsonName(InstanceState state) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(state.ToString());
}
