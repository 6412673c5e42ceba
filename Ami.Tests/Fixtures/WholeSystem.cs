using Ami.AppHost.Running;
using Npgsql;

namespace Ami.Tests.Fixtures;

/// <summary>
/// The whole system as a newcomer starts it, but with two APIs and two silos and throw-away data; started when the first test asks.
/// Tests share it, so each uses users and symbols of its own. People can sign in to it with the providers of <see cref="Providers"/>.
/// </summary>
public static class WholeSystem
{
    private static readonly Lazy<Task<OAuthProvider>> ProviderStarted = new(OAuthProvider.Start);
    private static readonly Lazy<Task<AppHostProcess>> Started = new(Start);

    public static Task<AppHostProcess> Get() => Started.Value;

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
        await using var source = NpgsqlDataSource.Create((await Get()).Run.ConnectionStrings["ami"]);
        await using var command = source.CreateCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        return (T)(await command.ExecuteScalarAsync() ?? throw new InvalidOperationException("No row."));
    }

    internal static async Task Stop()
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

    private static async Task<AppHostProcess> Start()
    {
        var settings = (await Providers()).Settings.Where(setting => !setting.Key.Contains("apple", StringComparison.Ordinal))
            .ToDictionary(setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value);
        return await AppHostProcess.StartAsync(["--no-build", "--ephemeral", "--apis", "2", "--silos", "2"], TimeSpan.FromMinutes(3), settings);
    }

    /// <summary>The silo as it was built beside these tests.</summary>
    private static string SiloAssembly() => AppContext.BaseDirectory.Replace("Ami.Tests", "Ami.Silo", StringComparison.Ordinal) + "Ami.Silo.dll";
}
