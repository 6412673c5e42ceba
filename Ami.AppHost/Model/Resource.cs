using Ami.AppHost.Running;

namespace Ami.AppHost.Model;

/// <summary>Something the system consists of: a server, a service, a task that runs once.</summary>
public abstract class Resource
{
    private readonly List<Resource> _needs = [];

    private protected Resource(string name) => Name = name;

    public string Name { get; }

    /// <summary>What must be ready before this starts, and is stopped only after this has ended.</summary>
    internal IReadOnlyList<Resource> Needs => _needs;

    /// <summary>0 for what needs nothing, else one more than the deepest of what it needs.</summary>
    internal int Depth => _needs.Count == 0 ? 0 : 1 + _needs.Max(need => need.Depth);

    internal abstract IReadOnlyList<PlannedInstance> Plan(RunContext context);

    private protected void Need(Resource other)
    {
        if (!_needs.Contains(other))
            _needs.Add(other);
    }
}

/// <param name="Name">Unique in the system: the resource's name, numbered when there are several.</param>
/// <param name="Urls">Where it answers, for people to read.</param>
/// <param name="Prepare">Called when everything it needs is ready; installs, initialises, and says how to launch it.</param>
internal sealed record PlannedInstance(string Name, IReadOnlyList<string> Urls, Func<CancellationToken, Task<Launch>> Prepare);

/// <summary>A connection string that services get by name, known once its server is ready.</summary>
public sealed class ConnectionReference
{
    private readonly Func<string?> _value;

    internal ConnectionReference(string name, Resource server, Func<string?> value) => (Name, Server, _value) = (name, server, value);

    /// <summary>As in <c>ConnectionStrings__NAME</c>.</summary>
    public string Name { get; }

    public Resource Server { get; }

    /// <summary>Null before the server was launched.</summary>
    internal string? Value => _value();
}
