using Ami.AppHost.Running;
using Ami.AppHost.Setup;

namespace Ami.AppHost.Model;

/// <summary>Collects what the system consists of. A resource can refer only to those added before it.</summary>
public sealed class AmiApplicationBuilder
{
    private readonly List<Resource> _resources = [];

    private readonly SetupException? _refused;

    /// <param name="options">What was asked for.</param>
    /// <param name="refused">Set when it could not be understood; the application says so when it is run.</param>
    internal AmiApplicationBuilder(AppHostOptions options, SetupException? refused) => (Options, _refused) = (options, refused);

    public AppHostOptions Options { get; }

    public PostgresResource AddPostgres(string name) => Add(new PostgresResource(name));

    public RedisResource AddRedis(string name) => Add(new RedisResource(name));

    /// <param name="name">As it appears in telemetry, logs and the dashboard.</param>
    /// <param name="project">A project folder of this repository.</param>
    public ServiceResource AddProject(string name, string project) => Add(new ServiceResource(name, context =>
        new LaunchSpec(Repository.Dotnet, [ServicesBuild.Output(context.Repository, project)], context.Repository.At(project))));

    /// <summary>A program that is not a project of this repository.</summary>
    public ServiceResource AddExecutable(string name, string fileName, string folder, params string[] arguments) =>
        Add(new ServiceResource(name, _ => new LaunchSpec(fileName, arguments, folder)));

    internal IReadOnlyList<Resource> Resources => _resources;

    public AmiApplication Build() => new(Options, _resources, _refused);

    private T Add<T>(T resource) where T : Resource
    {
        if (_resources.Exists(other => other.Name == resource.Name))
            throw new ArgumentException($"There is a resource named {resource.Name} already.", nameof(resource));
        _resources.Add(resource);
        return resource;
    }
}
