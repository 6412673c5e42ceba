using Ami.AppHost.Model;
using Ami.AppHost.Setup;

namespace Ami.AppHost.Running;

/// <summary>Starts the instances of all resources, each when what it needs is ready, and stops them the other way round.</summary>
internal sealed class Orchestrator : IDisposable
{
    private sealed record Running(Resource Resource, PlannedInstance Plan, Instance Instance, CancellationTokenSource Stop)
    {
        public Task Task { get; set; } = Task.CompletedTask;
    }

    private readonly List<Running> _all = [];

    public Orchestrator(RunContext context, IEnumerable<Resource> resources, TimeProvider time)
    {
        var logs = Directory.CreateDirectory(Path.Combine(context.StateFolder, "logs")).FullName;
        foreach (var resource in resources)
            foreach (var plan in resource.Plan(context))
            {
                var log = new LogBuffer(Path.Combine(logs, plan.Name + ".log"));
                _all.Add(new Running(resource, plan, new Instance(plan.Name, resource.Name, plan.Urls, log, time), new CancellationTokenSource()));
            }
    }

    public IReadOnlyList<Instance> Instances => [.. _all.Select(running => running.Instance)];

    public IEnumerable<Instance> Of(Resource resource) =>
        _all.Where(running => running.Resource == resource).Select(running => running.Instance);

    public void Start()
    {
        foreach (var running in _all)
            running.Task = running.Instance.RunAsync(cancel => PrepareAsync(running, cancel), running.Stop.Token);
    }

    /// <summary>Completes when all are ready; fails as soon as one has no hope.</summary>
    public async Task ReadyAsync(CancellationToken cancel)
    {
        var waiting = _all.Select(running => running.Instance.Ready).ToList();
        while (waiting.Count > 0)
        {
            var next = await Task.WhenAny(waiting).WaitAsync(cancel);
            await next;
            waiting.Remove(next);
        }
    }

    public async Task StopAsync()
    {
        foreach (var level in _all.GroupBy(running => running.Resource.Depth).OrderByDescending(level => level.Key))
        {
            foreach (var running in level)
                await running.Stop.CancelAsync();
            await Task.WhenAll(level.Select(running => running.Task));
        }
    }

    public void Dispose()
    {
        foreach (var running in _all)
        {
            running.Instance.Dispose();
            running.Stop.Dispose();
        }
    }

    private async Task<Launch> PrepareAsync(Running running, CancellationToken cancel)
    {
        try
        {
            await Task.WhenAll(running.Resource.Needs.SelectMany(Of).Select(instance => instance.Ready)).WaitAsync(cancel);
        }
        catch (SetupException)
        {
            // The one that failed says so itself; this one will never start.
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
        }

        return await running.Plan.Prepare(cancel);
    }
}
