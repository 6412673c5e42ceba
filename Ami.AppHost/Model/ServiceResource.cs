using Ami.AppHost.Setup;

namespace Ami.AppHost.Model;

#pragma warning disable ASPIREPROJECTS001 // The interface that lets a resource of ours be published as the project that it is.

/// <summary>
/// One process of one of our programs. Run, it is the plain executable <c>dotnet X.dll</c>: a project resource would put a <c>dotnet run</c> beside every
/// process, and one address for several replicas would hide which of them answers. Published, it is the project.
/// </summary>
internal sealed class ServiceResource(AmiSystem system, string name, string service, string project)
    : ExecutableResource(name, Repository.Dotnet, Repository.Find().At(project)),
        IResourceWithServiceDiscovery,
        IDotnetProgramResource
{
    public AmiSystem System { get; } = system;

    /// <summary>What it is a replica of: <c>api</c> for <c>api-2</c>.</summary>
    public string Service { get; } = service;

    /// <summary>The project's folder in the repository, and its assembly's name.</summary>
    public string Project { get; } = project;

    /// <summary>Where the published description finds the program.</summary>
    internal sealed record Metadata(string ProjectPath) : IProjectMetadata;
}
