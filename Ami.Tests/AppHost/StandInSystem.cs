using System.Collections.Concurrent;
using Ami.AppHost.Model;
using Ami.AppHost.Running;
using Ami.AppHost.Servers;
using Ami.AppHost.Setup;

namespace Ami.Tests.AppHost;

/// <summary>A system made of small shell scripts instead of our services.</summary>
internal sealed class StandInSystem : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ami-stand-in-");
    private readonly AmiApplicationBuilder _builder = new(new AppHostOptions(), refused: null);
    private readonly ConcurrentQueue<string> _history = new();

    /// <summary>Every change of state, as "name State".</summary>
    public IReadOnlyCollection<string> History => _history;

    public ServiceResource Script(string name, string script) => _builder.AddExecutable(name, "sh", "/", "-c", script);

    public Orchestrator Plan()
    {
        var context = new RunContext(_builder.Options, new Repository(_folder.FullName), _folder.FullName, _folder.FullName, Secrets.Generate(), _ => { })
        {
            ServicesBuilt = Task.CompletedTask,
        };
        var system = new Orchestrator(context, _builder.Resources, TimeProvider.System);
        foreach (var instance in system.Instances)
            instance.Changed += changed => _history.Enqueue($"{changed.Name} {changed.State}");
        return system;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
