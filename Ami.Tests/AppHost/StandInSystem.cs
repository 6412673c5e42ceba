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
    private readonly ConcurrentQueue<string> _history = new();

    public StandInSystem(AppHostOptions? options = null)
    {
        Builder = new AmiApplicationBuilder(options ?? new AppHostOptions(), refused: null);
        // Passable, so that a server which root starts as another user reaches its data; see StateFolder.
        _folder.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        Context = new RunContext(Builder.Options, Repository.Find(), Folder, Folder, Secrets.Generate(), _ => { }) { ServicesBuilt = Task.CompletedTask };
    }

    public string Folder => _folder.FullName;

    public AmiApplicationBuilder Builder { get; }

    public RunContext Context { get; init; }

    /// <summary>Every change of state, as "name State".</summary>
    public IReadOnlyCollection<string> History => _history;

    public ServiceResource Script(string name, string script) => Builder.AddExecutable(name, "sh", "/", "-c", script);

    public Orchestrator Plan()
    {
        var system = new Orchestrator(Context, Builder.Resources, TimeProvider.System);
        foreach (var instance in system.Instances)
            instance.Changed += changed => _history.Enqueue($"{changed.Name} {changed.State}");
        return system;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
