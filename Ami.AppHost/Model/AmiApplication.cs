using Ami.AppHost.Dashboard;
using Ami.AppHost.Running;
using Ami.AppHost.Servers;
using Ami.AppHost.Setup;

namespace Ami.AppHost.Model;

/// <summary>The system that the builder described, ready to be run.</summary>
public sealed class AmiApplication
{
    private readonly AppHostOptions _options;
    private readonly IReadOnlyList<Resource> _resources;
    private readonly SetupException? _refused;

    internal AmiApplication(AppHostOptions options, IReadOnlyList<Resource> resources, SetupException? refused) =>
        (_options, _resources, _refused) = (options, resources, refused);

    public static AmiApplicationBuilder CreateBuilder(string[] args)
    {
        try
        {
            return new AmiApplicationBuilder(AppHostOptions.Parse(args), refused: null);
        }
        catch (SetupException refused)
        {
            return new AmiApplicationBuilder(new AppHostOptions(), refused);
        }
    }

    /// <summary>Starts everything, and stops it in good order on Ctrl-C or SIGTERM.</summary>
    /// <returns>The exit code: 0 after an orderly stop, 1 when the system could not be started, 2 for options that make no sense.</returns>
    public async Task<int> RunAsync()
    {
        var terminal = new Terminal(Console.Out, TimeProvider.System);
        if (_refused is not null)
        {
            terminal.Line(_refused.ToString());
            return 2;
        }

        if (_options.Help)
        {
            terminal.Line(AppHostOptions.Usage);
            return 0;
        }

        using var signals = new StopSignals();
        try
        {
            await RunAsync(terminal, signals.Requested);
            return 0;
        }
        catch (OperationCanceledException) when (signals.Requested.IsCancellationRequested)
        {
            return 0;
        }
        catch (SetupException problem)
        {
            terminal.Line($"{Environment.NewLine}{problem}");
            return 1;
        }
        catch (UnauthorizedAccessException denied)
        {
            terminal.Line($"{Environment.NewLine}{denied.Message}{Environment.NewLine}→ It was made by another user (root, perhaps): "
                + "start as that user, remove it, or choose another folder with --data DIR.");
            return 1;
        }
    }

    private async Task RunAsync(Terminal terminal, CancellationToken stop)
    {
        var repository = Repository.Find();
        await using var throwAway = _options.Ephemeral ? await ThrowAwayFolder.CreateAsync() : null;
        var state = _options.Data ?? throwAway?.Path ?? repository.At(".ami");
        StateFolder.Create(state);
        using var only = StateFolder.Lock(state);
        if (_options.Port != 0 && !FreePort.IsFree(_options.Port))
            throw new SetupException($"Port {_options.Port} is in use by another program.", "Choose another one with --port N (0 takes any free port).");

        using var startup = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var context = new RunContext(_options, repository, state, throwAway?.Path ?? state,
            _options.Ephemeral ? Secrets.Generate() : Secrets.LoadOrCreate(state), terminal.Step)
        { ServicesBuilt = BuildAsync(repository, terminal, startup.Token) };
        using var orchestrator = new Orchestrator(context, _resources, TimeProvider.System);
        await using var dashboard = await DashboardServer.StartAsync(orchestrator.Instances, _options.DashboardPort, stop);
        using var run = new Run(context, _resources, orchestrator, dashboard.Link, terminal);
        try
        {
            orchestrator.Start();
            await run.UntilReadyAsync(stop);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
        }
        finally
        {
            await startup.CancelAsync();
            terminal.Step("stopping");
            await orchestrator.StopAsync();
            terminal.Step("stopped");
        }
    }

    private async Task BuildAsync(Repository repository, Terminal terminal, CancellationToken cancel)
    {
        var build = new ServicesBuild(repository, terminal.Step);
        if (_options.Build)
            await build.EnsureAsync(cancel);
        else
            build.RequireOutputs();
    }
}
