using System.Globalization;
using Ami.AppHost.Lifecycle;
using Ami.AppHost.Servers;
using Ami.AppHost.Setup;

namespace Ami.AppHost.Model;

#pragma warning disable ASPIREPROJECTS001 // See ServiceResource.

/// <summary>The words in which our own programs are described. What differs between a system that is run and one that is published is decided here.</summary>
internal static class Services
{
    private const string Http = "http";
    private const string PublicUrl = "App__PublicUrl";

    /// <param name="system">What it becomes part of.</param>
    /// <param name="name">As it appears in telemetry, logs and the dashboard.</param>
    /// <param name="project">A project folder of this repository.</param>
    /// <param name="describe">What it needs.</param>
    public static IResourceBuilder<ServiceResource> AddService(
        this AmiSystem system,
        string name,
        string project,
        Action<IResourceBuilder<ServiceResource>> describe
    ) => system.AddService(name, project, 1, describe)[0];

    /// <returns>One resource per replica, named <c>api-1</c>, <c>api-2</c> when there are several. A published system has one, which its host
    /// replicates.</returns>
    public static IReadOnlyList<IResourceBuilder<ServiceResource>> AddService(
        this AmiSystem system,
        string name,
        string project,
        int replicas,
        Action<IResourceBuilder<ServiceResource>> describe
    )
    {
        if (system.IsPublished || replicas == 1)
        {
            return [Add(name)];
        }

        return [.. Enumerable.Range(1, replicas).Select(number => Add(string.Create(CultureInfo.InvariantCulture, $"{name}-{number}")))];

        IResourceBuilder<ServiceResource> Add(string instance)
        {
            var service = system
                .Application.AddResource(new ServiceResource(system, instance, name, project))
                .WithOtlpExporter()
                .WithCertificateTrustScope(CertificateTrustScope.None);
            if (system.IsPublished)
            {
                service.WithAnnotation(new ServiceResource.Metadata(Repository.Find().At(project, $"{project}.csproj"))).WithDotnetProgramPublishing();
            }
            else
            {
                service
                    .WithArgs(ServicesBuild.Output(system.Local.Repository, project))
                    .WithQuickStart()
                    // Port 0 lets a task that happens to start a web host do so beside the service proper.
                    .WithEnvironment("ASPNETCORE_URLS", "http://127.0.0.1:0")
                    .WithEnvironment("ASPNETCORE_ENVIRONMENT", system.Local.Variable("ASPNETCORE_ENVIRONMENT") ?? "Development")
                    .OnBeforeResourceStarted((_, _, cancel) => system.Local.ServicesBuilt.WaitAsync(cancel));
            }

            describe(service);
            return service;
        }
    }

    /// <summary>It runs this command of the program and ends.</summary>
    public static IResourceBuilder<ServiceResource> RunsOnce(this IResourceBuilder<ServiceResource> service, string command, bool repeatOutput = false) =>
        service.WithArgs(command).WithAnnotation(new RunsOnceAnnotation(repeatOutput));

    /// <summary>It answers HTTP on a loopback port that is the same after every restart, and says at <c>/health</c> when it is ready.</summary>
    /// <param name="service">The service.</param>
    /// <param name="port">0: any free one.</param>
    public static IResourceBuilder<ServiceResource> WithHttp(this IResourceBuilder<ServiceResource> service, int port = 0)
    {
        if (service.Resource.System.IsPublished)
        {
            return service.WithHttpEndpoint(name: Http);
        }

        // Without Aspire's proxy: a proxied port answers while its service is dead, and lets callers hang.
        service.WithHttpEndpoint(port == 0 ? FreePort.Next() : port, name: Http, isProxied: false);
        return service
            .WithEndpoint(Http, endpoint => endpoint.TargetHost = "127.0.0.1")
            .WithEnvironment("ASPNETCORE_URLS", service.GetEndpoint(Http))
            .WithReadiness(cancel => HttpProbe.IsReadyAsync(service.GetEndpoint(Http).Url, cancel));
    }

    /// <summary>What people open in a browser.</summary>
    /// <param name="service">The service.</param>
    /// <param name="port">0: any free one.</param>
    public static IResourceBuilder<ServiceResource> WithPublicHttp(this IResourceBuilder<ServiceResource> service, int port)
    {
        service.WithHttp(port).WithExternalHttpEndpoints();
        // People type localhost, which some machines look up as an IPv6 address: listen on both.
        return service.Resource.System.IsPublished ? service : service.WithEndpoint(Http, endpoint => endpoint.TargetHost = "localhost");
    }

    /// <summary>Hands over the addresses of all replicas, as <c>services__NAME__http__0</c>, <c>…__1</c> and so on.</summary>
    public static IResourceBuilder<ServiceResource> WithReference(
        this IResourceBuilder<ServiceResource> service,
        IReadOnlyList<IResourceBuilder<ServiceResource>> replicas
    )
    {
        for (var i = 0; i < replicas.Count; i++)
        {
            service
                .WithEnvironment(
                    string.Create(CultureInfo.InvariantCulture, $"services__{replicas[i].Resource.Service}__http__{i}"),
                    replicas[i].GetEndpoint(Http)
                )
                .WithReferenceRelationship(replicas[i]);
        }

        return service;
    }

    /// <summary>It is started beside them, and stopped before them: it answers by itself while they do not.</summary>
    public static IResourceBuilder<ServiceResource> WaitForStart(
        this IResourceBuilder<ServiceResource> service,
        IReadOnlyList<IResourceBuilder<ServiceResource>> replicas
    )
    {
        foreach (var replica in replicas)
        {
            service.WaitForStart(replica);
        }

        return service;
    }

    /// <summary>
    /// Hands over the path of a folder in the state folder, which only the owner of the run may read, unless our own environment names another.
    /// </summary>
    public static IResourceBuilder<ServiceResource> WithStateFolder(this IResourceBuilder<ServiceResource> service, string variable, string folder) =>
        service.Resource.System.IsPublished
            ? service
            : service.WithEnvironment(
                variable,
                service.Resource.System.Local.Variable(variable)
                    ?? Directory.CreateDirectory(Path.Combine(service.Resource.System.Local.StateFolder, folder), StateFolder.Private).FullName
            );

    /// <summary>
    /// Tells it where people open the application, for links in mails: at <paramref name="web"/>, unless <c>App__PublicUrl</c> says otherwise.
    /// </summary>
    public static void WithPublicUrl(this IResourceBuilder<ServiceResource> service, IResourceBuilder<ServiceResource> web)
    {
        if (!service.Resource.System.IsPublished && service.Resource.System.Local.Variable(PublicUrl) is { } given)
        {
            service.WithEnvironment(PublicUrl, given);
        }
        else
        {
            service.WithEnvironment(PublicUrl, web.GetEndpoint(Http));
        }
    }

    /// <summary>It belongs to this run's cluster of silos and their clients.</summary>
    public static IResourceBuilder<ServiceResource> WithCluster(this IResourceBuilder<ServiceResource> service) =>
        service.WithEnvironment("Cluster__Id", service.Resource.System.Cluster);

    /// <summary>It hosts a silo, which others reach on two loopback ports that are the same after every restart.</summary>
    public static IResourceBuilder<ServiceResource> WithSilo(this IResourceBuilder<ServiceResource> service) =>
        service.Resource.System.IsPublished
            ? service.WithCluster()
            : service
                .WithCluster()
                .WithEnvironment("Cluster__SiloPort", FreePort.Next().ToString(CultureInfo.InvariantCulture))
                .WithEnvironment("Cluster__GatewayPort", FreePort.Next().ToString(CultureInfo.InvariantCulture));
}
