using Ami.AppHost.Model;
using Ami.AppHost.Running;
using Ami.AppHost.Servers;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Stripe;

namespace Ami.TestKit;

/// <summary>
/// The whole system as a newcomer starts it, but with two APIs and two silos and throw-away data; started when the first test asks.
/// Tests share it, so each uses users and symbols of its own. People can sign in to it with the providers of <see cref="Providers"/>.
/// </summary>
public static class WholeSystem
{
    private static readonly Lazy<Task<OAuthProvider>> ProviderStarted = new(OAuthProvider.Start);
    private static readonly Lazy<Task<StartedSystem>> Started = new(Start);

    public static Task<StartedSystem> Get() => Started.Value;

    /// <summary>Plays Google, GitHub and Facebook; one test class alone tells it who is there.</summary>
    public static Task<OAuthProvider> Providers() => ProviderStarted.Value;

    /// <summary>Runs a command of the silo against the system, as a person would at a terminal.</summary>
    /// <returns>What it printed.</returns>
    public static async Task<string> Silo(params string[] arguments)
    {
        var run = (await Get()).Run;
        using var process = new System.Diagnostics.Process
        {
            StartInfo = new System.Diagnostics.ProcessStartInfo("dotnet")
            {
                ArgumentList = { "exec", SiloAssembly() },
                Environment =
                {
                    ["ConnectionStrings__ami"] = run.ConnectionStrings["ami"],
                    ["ConnectionStrings__redis"] = run.ConnectionStrings["redis"],
                    ["Ami__MasterKey"] = run.MasterKey,
                },
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        Array.ForEach(arguments, process.StartInfo.ArgumentList.Add);
        process.Start();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await output + await errors);
        return await output;
    }

    public static async Task<T> Scalar<T>(string sql, params object[] parameters)
    {
        await using var source = NpgsqlDataSource.Create((await Get()).Run.ConnectionStrings["ami-owner"]);
        await using var command = source.CreateCommand(sql);
        foreach (var parameter in parameters)
        {
            command.With(parameter);
        }

        return (T)(await command.ExecuteScalarAsync() ?? throw new InvalidOperationException("No row."));
    }

    public static async Task Stop()
    {
        if (Started.IsValueCreated)
        {
            await (await Started.Value).DisposeAsync();
        }

        if (ProviderStarted.IsValueCreated)
        {
            await (await ProviderStarted.Value).DisposeAsync();
        }
    }

    private static async Task<StartedSystem> Start()
    {
        var settings = (await Providers()).Settings.Where(setting => !setting.Key.Contains("apple", StringComparison.Ordinal));

        // Browsers and other tests keep the machine busy: a silo that waits for the processor is not dead.
        // Nobody of a test waits minutes for what is due, and no password of a test is worth guessing.
        return await StartedSystem.Start(
            ["--apis", "2", "--silos", "2"],
            settings.Concat([
                new("Cluster:ProbeTimeout", "00:00:03"),
                new("Growth:Affiliates:PayEvery", "00:00:02"),
                new("Identity:PasswordIterations", "1000"),
            ])
        );
    }

    /// <summary>The silo as it was built beside these tests.</summary>
    private static string SiloAssembly() => AppContext.BaseDirectory.Replace("Ami.Tests", "Ami.Silo", StringComparison.Ordinal) + "Ami.Silo.dll";
}

/// <summary>A system that runs in this process, as its state folder tells of it.</summary>
public sealed class StartedSystem : IAsyncDisposable
{
    private readonly ThrowAwayFolder _folder;
    private readonly DistributedApplication _application;

    internal StartedSystem(string stateFolder, ThrowAwayFolder folder, DistributedApplication application) =>
        (StateFolder, _folder, _application) = (stateFolder, folder, application);

    /// <summary>Its state folder: <c>run.json</c>, mails, files, and the logs of its processes in <c>logs</c>.</summary>
    public string StateFolder { get; }

    /// <summary>As of now; processes come and go.</summary>
    public RunFile Run => RunFile.Read(StateFolder) ?? throw new InvalidOperationException("No run.json: it does not run.");

    /// <param name="options">Of AppHost. Data is thrown away, and any free port is taken.</param>
    /// <param name="settings">Of all services.</param>
    public static async Task<StartedSystem> Start(IEnumerable<string> options, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var folder = await ThrowAwayFolder.CreateAsync();
        var state = Path.Combine(folder.Path, "state");
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<AmiSystem>([
            "--no-build",
            "--ephemeral",
            "--port",
            "0",
            "--data",
            state,
            .. options,
        ]);
        foreach (var service in builder.Resources.OfType<ServiceResource>())
        {
            // Every browser of a test is the same machine.
            foreach (var (key, value) in settings.Prepend(new(ClientAddress.TrustLoopback, "true")))
            {
                builder.CreateResourceBuilder(service).WithEnvironment(key.Replace(":", "__", StringComparison.Ordinal), value);
            }
        }

        var application = await builder.BuildAsync();
        await application.StartAsync();
        await Eventually.BecomesTrueAsync(() => RunFile.Read(state) is { Ready: true }, CancellationToken.None);
        return new StartedSystem(state, folder, application);
    }

    /// <summary>The simulated Stripe that it pays with, as the official client sees it.</summary>
    public async Task<StripeClient> PaymentProvider()
    {
        var key = _application
            .Services.GetRequiredService<DistributedApplicationModel>()
            .Resources.OfType<ParameterResource>()
            .Single(one => one.Name == "stripe-secret-key");
        var address = Run.Processes.Single(one => one.Resource == "stripe").Urls[0];
        return new StripeClient(await key.GetValueAsync(CancellationToken.None), apiBase: address.TrimEnd('/'));
    }

    /// <summary>Gives a command of the dashboard.</summary>
    public Task<ExecuteCommandResult> Command(string resource, string command, params (string Name, string Value)[] arguments) =>
        _application.ResourceCommands.ExecuteCommandAsync(
            _application.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(one => one.Name == resource),
            command,
            new InteractionInputCollection([
                .. arguments.Select(input => new InteractionInput
                {
                    Name = input.Name,
                    Value = input.Value,
                    InputType = InputType.Text,
                }),
            ])
        );

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        await _folder.DisposeAsync();
    }
}
