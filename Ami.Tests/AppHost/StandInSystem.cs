using Ami.AppHost.Lifecycle;
using Ami.AppHost.Model;
using Ami.AppHost.Running;
using Ami.TestKit;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ami.Tests.AppHost;

/// <summary>A system made of small shell scripts instead of our services, run as AppHost runs the real one, without a dashboard.</summary>
internal sealed class StandInSystem : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ami-stand-in-");
    private readonly StringWriter _output = new();
    private readonly TextWriter _terminal;
    private IHostApplicationLifetime? _lifetime;
    private LocalRun? _run;

    public StandInSystem() => _terminal = TextWriter.Synchronized(_output);

    /// <summary>What the person at the terminal sees.</summary>
    public string Output
    {
        get
        {
            lock (_terminal)
            { // which a synchronized writer takes for every line
                return _output.ToString();
            }
        }
    }

    public string Folder => _folder.FullName;

    /// <summary>Completes with the exit code when the system has stopped; fails when it could not be started.</summary>
    public Task<int> Ended { get; private set; } = Task.FromResult(0);

    public RunFile.Process this[string name] => RunFile.Read(Folder)!.Processes.Single(process => process.Name == name);

    public IServiceProvider Services { get; private set; } = null!;

    public async Task StartAsync(Action<IDistributedApplicationBuilder> describe)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { AssemblyName = "Ami.AppHost", DisableDashboard = true });
        var options = new AppHostOptions
        {
            Data = Folder,
            Build = false,
            Port = 0,
        };
        _run = await LocalRun.OpenAsync(options, builder, new Terminal(_terminal, TimeProvider.System));
        describe(builder);
        builder.Eventing.Subscribe<BeforeStartEvent>(
            (start, _) =>
            {
                Services = start.Services;
                _lifetime = start.Services.GetRequiredService<IHostApplicationLifetime>();
                return Task.CompletedTask;
            }
        );
        Ended = _run.RunAsync(builder);
    }

    /// <summary>Starts it and waits until it says that it is ready.</summary>
    public async Task ReadyAsync(Action<IDistributedApplicationBuilder> describe, CancellationToken cancel)
    {
        await StartAsync(describe);
        await Eventually.BecomesTrueAsync(() => Ended.IsFaulted || Output.Contains("AMI ready", StringComparison.Ordinal), cancel);
        Ended.IsFaulted.ShouldBeFalse(Ended.Exception?.ToString());
    }

    public Task CommandAsync(string name, string command) =>
        Services
            .GetRequiredService<ResourceCommandService>()
            .ExecuteCommandAsync(Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(resource => resource.Name == name), command);

    public async Task StopAsync()
    {
        _lifetime?.StopApplication();
        await Ended;
    }

    public async ValueTask DisposeAsync()
    {
        _lifetime?.StopApplication();
        await Task.WhenAny(Ended);
        if (_run is not null)
        {
            await _run.DisposeAsync();
        }

        _folder.Delete(recursive: true);
        await _output.DisposeAsync();
    }
}

internal static class StandInScripts
{
    public static IResourceBuilder<ExecutableResource> Script(this IDistributedApplicationBuilder builder, string name, string script) =>
        builder.AddExecutable(name, "/bin/sh", "/", "-c", script).WithCertificateTrustScope(CertificateTrustScope.None);

    public static IResourceBuilder<ExecutableResource> WithHealthCheckThatNeverPasses(this IResourceBuilder<ExecutableResource> script) =>
        script.WithReadiness(_ => Task.FromResult(false));

    public static IResourceBuilder<ExecutableResource> RunsOnce(this IResourceBuilder<ExecutableResource> script) =>
        script.WithAnnotation(new RunsOnceAnnotation(RepeatsOutput: false));
}
