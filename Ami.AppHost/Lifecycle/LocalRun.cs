using System.Collections;
using System.Runtime.InteropServices;
using Ami.AppHost.Model;
using Ami.AppHost.Running;
using Ami.AppHost.Servers;
using Ami.AppHost.Setup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ami.AppHost.Lifecycle;

/// <summary>One run of the system on this machine: its folders, secrets and lock, the build of its services, and its end.</summary>
internal sealed class LocalRun : IAsyncDisposable
{
    /// <summary>What services must not inherit from us: each gets the secrets that the description gives it, and no others.</summary>
    private static readonly string[] NotInherited =
    [
        "ConnectionStrings__",
        "ConnectionStrings:",
        "services__",
        "Ami__MasterKey",
        "ASPNETCORE_HTTP",
        "DOTNET_URLS",
    ];

    private readonly TaskCompletionSource _hopeless = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopped = new();
    private readonly IConfigurationManager _configuration;
    private readonly ThrowAwayFolder? _throwAway;
    private readonly FileLock _only;

    private LocalRun(
        AppHostOptions options,
        IConfigurationManager configuration,
        Terminal terminal,
        string stateFolder,
        ThrowAwayFolder? throwAway,
        FileLock only
    )
    {
        (Options, _configuration, Terminal, StateFolder, _throwAway, _only) = (options, configuration, terminal, stateFolder, throwAway, only);
        Secrets = options.Ephemeral ? Secrets.Generate() : Secrets.LoadOrCreate(stateFolder);
        ServicesBuilt = BuildAsync();
        _ = GuardAsync(() => ServicesBuilt);
    }

    public AppHostOptions Options { get; }

    public Repository Repository { get; } = Repository.Find();

    public Terminal Terminal { get; }

    /// <summary>Lock, secrets, logs, <c>run.json</c>.</summary>
    public string StateFolder { get; }

    /// <summary>Data of the servers.</summary>
    public string DataFolder => _throwAway?.Path ?? StateFolder;

    public Secrets Secrets { get; }

    /// <summary>Key that services encrypt secrets at rest with: the one given, else the one kept in the state folder.</summary>
    public string MasterKey => Variable("Ami__MasterKey") ?? Secrets.MasterKey;

    /// <summary>Completes when the services may be started; fails with what the compiler said.</summary>
    public Task ServicesBuilt { get; }

    /// <returns>A setting from the command line or our own environment; null when it is not there.</returns>
    public string? Variable(string name) => _configuration[name.Replace("__", ":", StringComparison.Ordinal)] is { Length: > 0 } value ? value : null;

    /// <returns>A connection string that was given. Shells cannot export a name with a dash: <c>ami_owner</c> stands for <c>ami-owner</c>.</returns>
    public string? Given(string name) => Variable($"ConnectionStrings__{name}") ?? Variable($"ConnectionStrings__{name.Replace('-', '_')}");

    public static async Task<LocalRun> OpenAsync(AppHostOptions options, IDistributedApplicationBuilder builder, Terminal terminal)
    {
        await Orchestrator.CheckAsync(CancellationToken.None);
        if (options.Containers)
        {
            builder.Configuration["DcpPublisher:ContainerRuntime"] = await ContainerEngine.FindAsync(["docker", "podman"], CancellationToken.None);
        }

        var throwAway = options.Ephemeral ? await ThrowAwayFolder.CreateAsync() : null;
        var state = options.Data ?? throwAway?.Path ?? Repository.Find().At(".ami");
        Lifecycle.StateFolder.Create(state);
        var only = Lifecycle.StateFolder.Lock(state);
        RunFile.Delete(state); // a killed run left it
        if (options.Port != 0 && !FreePort.IsFree(options.Port))
        {
            throw new SetupException($"Port {options.Port} is in use by another program.", "Choose another one with --port N (0 takes any free port).");
        }

        KeepFromServices(builder.Configuration);
        Orchestrator.Configure(builder, options.DashboardPort);
        return new LocalRun(options, builder.Configuration, terminal, state, throwAway, only);
    }

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(IDistributedApplicationBuilder builder)
    {
        builder.Services.AddSingleton(this).AddSingleton<SystemWatch>().AddSingleton<LogFiles>().AddSingleton<RunReport>();
        builder.Services.AddHostedService<OrderedStop>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(60));
        builder.Services.AddLogging(logging => logging.AddFilter<Microsoft.Extensions.Logging.Console.ConsoleLoggerProvider>(null, LogLevel.Critical));
        await using var application = builder.Build();
        var lifetime = application.Services.GetRequiredService<IHostApplicationLifetime>();
        using var closed = PosixSignalRegistration.Create(
            PosixSignal.SIGHUP,
            signal =>
            {
                signal.Cancel = true;
                lifetime.StopApplication();
            }
        );
        var watch = application.Services.GetRequiredService<SystemWatch>();
        using var report = application.Services.GetRequiredService<RunReport>();
        watch.Start();
        application.Services.GetRequiredService<LogFiles>().Start(watch);
        try
        {
            // Aspire's start takes until the last resource is created, that is until all that it waits for is ready: nobody should wait for it in silence.
            await report.UntilReadyAsync(Task.WhenAny(StartAsync(), _hopeless.Task).Unwrap(), lifetime.ApplicationStopping);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, lifetime.ApplicationStopping);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // An orderly stop.
        }
        finally
        {
            await _stopped.CancelAsync();
            await application.StopAsync();
            Terminal.Step("stopped");
        }

        return 0;

        async Task StartAsync()
        {
            await application.StartAsync();
            await _hopeless.Task;
        }
    }

    /// <summary>Ends a start that waiting longer will not help. What happens to a system that runs takes nothing down.</summary>
    public void GiveUp(SetupException problem) => _hopeless.TrySetException(problem);

    /// <summary>Runs work that nobody waits for, so that its failure ends the start or is told, and its cancellation is no failure.</summary>
    public async Task GuardAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException)
        {
            // The system stops.
        }
        catch (Exception error)
        {
            var problem =
                error as SetupException ?? new SetupException($"AppHost has a fault: {error.Message}", "Report it with what is above.", error.ToString());
            if (!_hopeless.TrySetException(problem))
            {
                Terminal.Line(problem.ToString());
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _only.Dispose();
        if (_throwAway is not null)
        {
            await _throwAway.DisposeAsync();
        }

        _stopped.Dispose();
    }

    /// <summary>Moves what others must not inherit from our environment into our settings.</summary>
    private static void KeepFromServices(IConfigurationManager configuration)
    {
        var kept = Environment
            .GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .Select(entry => (Name: (string)entry.Key, Value: (string?)entry.Value))
            .Where(entry => Array.Exists(NotInherited, prefix => entry.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            .ToList();
        foreach (var (name, value) in kept)
        {
            var key = name.Replace("__", ":", StringComparison.Ordinal);
            configuration[key] ??= value;
            Environment.SetEnvironmentVariable(name, null);
        }
    }

    private async Task BuildAsync()
    {
        var build = new ServicesBuild(Repository, Terminal.Step);
        if (Options.Build)
        {
            await build.EnsureAsync(_stopped.Token);
        }
        else
        {
            build.RequireOutputs();
        }
    }
}
