using System.Globalization;
using Ami.AppHost.Running;
using Ami.AppHost.Servers;

namespace Ami.AppHost.Model;

/// <summary>One of our programs: a service that answers HTTP, perhaps several times over, or a task that runs once.</summary>
public sealed class ServiceResource : Resource
{
    private const string PublicUrlVariable = "App__PublicUrl";

    private readonly Func<RunContext, LaunchSpec> _program;
    private readonly List<string> _arguments = [];
    private readonly List<ConnectionReference> _connections = [];
    private readonly List<ServiceResource> _services = [];
    private readonly Dictionary<string, Func<RunContext, string>> _environment = [];
    private int _replicas = 1;
    private bool _endpoint;
    private bool _masterKey;
    private string _host = "127.0.0.1";
    private int[] _ports = [];

    internal ServiceResource(string name, Func<RunContext, LaunchSpec> program) : base(name) => _program = program;

    /// <summary>A task: ready when it has ended well.</summary>
    internal bool RunsOnce { get; private set; }

    /// <summary>Its output is for the person who started the system, and is repeated once everything is ready.</summary>
    internal bool OutputIsRepeated { get; private set; }

    internal IReadOnlyList<ConnectionReference> Connections => _connections;

    /// <summary>Set once the model is planned; one per replica.</summary>
    internal IReadOnlyList<string> Urls => [.. _ports.Select(port => $"http://{_host}:{port}")];

    public ServiceResource WithArgs(params string[] arguments)
    {
        _arguments.AddRange(arguments);
        return this;
    }

    public ServiceResource WithReplicas(int count)
    {
        _replicas = count;
        return this;
    }

    public ServiceResource WithEnvironment(string name, string value)
    {
        _environment[name] = _ => value;
        return this;
    }

    /// <summary>Hands over the path of a folder in the state folder, which only the owner of the run may read, unless our own environment names another.</summary>
    /// <param name="name">Variable that gets it.</param>
    /// <param name="folder">Its name in the state folder.</param>
    public ServiceResource WithStateFolder(string name, string folder)
    {
        _environment[name] = context => context.Variable(name) ?? Directory.CreateDirectory(
            Path.Combine(context.StateFolder, folder), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
        return this;
    }

    /// <summary>Tells it where people open the application, for links in mails: at <paramref name="web"/>, unless <c>App__PublicUrl</c> says otherwise.</summary>
    public ServiceResource WithPublicUrl(ServiceResource web)
    {
        _environment[PublicUrlVariable] = context => context.Variable(PublicUrlVariable) ?? web.Urls[0];
        return this;
    }

    /// <summary>It answers HTTP on a loopback port that is the same after every restart, and says at <c>/health</c> when it is ready.</summary>
    /// <param name="port">For what people open in a browser; 0 means any free port, as for all others.</param>
    public ServiceResource WithHttpEndpoint(int? port = null)
    {
        _endpoint = true;
        if (port is null)
            return this;
        _host = "localhost";
        _ports = [port.Value];
        return this;
    }

    /// <summary>Hands over <c>ConnectionStrings__NAME</c>, and starts it only when the server answers.</summary>
    public ServiceResource WithReference(ConnectionReference connection)
    {
        _connections.Add(connection);
        Need(connection.Server);
        return this;
    }

    /// <summary>Hands over the connection string of the role that owns nothing.</summary>
    public ServiceResource WithReference(DatabaseResource database) => WithReference(database.Services);

    public ServiceResource WithReference(RedisResource redis) => WithReference(redis.Connection);

    /// <summary>Hands over <c>services__NAME__http__N</c> for every replica of the other service.</summary>
    public ServiceResource WithReference(ServiceResource service)
    {
        _services.Add(service);
        return this;
    }

    /// <summary>Hands over the key that secrets at rest are encrypted with.</summary>
    public ServiceResource WithMasterKey()
    {
        _masterKey = true;
        return this;
    }

    public ServiceResource WaitFor(Resource other)
    {
        Need(other);
        return this;
    }

    public ServiceResource WaitForCompletion(ServiceResource task)
    {
        task.RunsOnce = true;
        Need(task);
        return this;
    }

    public ServiceResource RepeatOutputWhenReady()
    {
        RunsOnce = true;
        OutputIsRepeated = true;
        return this;
    }

    internal override IReadOnlyList<PlannedInstance> Plan(RunContext context)
    {
        if (_endpoint)
            _ports = [.. Enumerable.Range(0, _replicas).Select(i => _ports.ElementAtOrDefault(i) is > 0 and var chosen ? chosen : FreePort.Next())];
        return [.. Enumerable.Range(0, _replicas).Select(i => new PlannedInstance(
            InstanceName(i), _endpoint ? [Urls[i]] : [], cancel => PrepareAsync(context, i, cancel)))];
    }

    private string InstanceName(int replica) =>
        _replicas == 1 ? Name : string.Create(CultureInfo.InvariantCulture, $"{Name}-{replica + 1}");

    private async Task<Launch> PrepareAsync(RunContext context, int replica, CancellationToken cancel)
    {
        await context.ServicesBuilt.WaitAsync(cancel);
        var program = _program(context);
        var spec = program with { Arguments = [.. program.Arguments, .. _arguments], Environment = EnvironmentOf(context, replica) };
        if (RunsOnce)
            return new Launch(spec, IsReady: null);
        return new Launch(spec, _endpoint ? stop => HttpProbe.IsReadyAsync(Urls[replica], stop) : _ => Task.FromResult(true));
    }

    private Dictionary<string, string?> EnvironmentOf(RunContext context, int replica)
    {
        var environment = ServiceEnvironment.WithoutOurs(Environment.GetEnvironmentVariables());
        environment["ASPNETCORE_ENVIRONMENT"] = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? "Development";
        environment["OTEL_SERVICE_NAME"] = Name;
        environment["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={InstanceName(replica)}";
        // Port 0 lets a task that happens to start a web host do so beside the service proper.
        environment["ASPNETCORE_URLS"] = _endpoint ? Urls[replica] : "http://127.0.0.1:0";
        foreach (var connection in _connections)
            environment[$"ConnectionStrings__{connection.Name}"] = connection.Value;
        foreach (var service in _services)
            for (var i = 0; i < service.Urls.Count; i++)
                environment[$"services__{service.Name}__http__{i.ToString(CultureInfo.InvariantCulture)}"] = service.Urls[i];
        if (_masterKey)
            environment[RunContext.MasterKeyVariable] = context.MasterKey;
        foreach (var (name, value) in _environment)
            environment[name] = value(context);
        return environment;
    }
}
