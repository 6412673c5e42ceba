using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Ami.AppHost.Servers;
using Ami.Modules;
using Npgsql;

namespace Ami.Benchmarks;

/// <summary>One API process, which hosts its grains itself, over throw-away servers: what a client of the whole system talks to.</summary>
internal sealed class RunningApi : IAsyncDisposable
{
    private readonly EmbeddedServers _servers;
    private readonly Process _process;

    private RunningApi(EmbeddedServers servers, Process process, Uri address)
    {
        (_servers, _process) = (servers, process);
        Client = new HttpClient(new SocketsHttpHandler { UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { BaseAddress = address };
    }

    public HttpClient Client { get; }

    public string Database => _servers.App;

    public string Redis => _servers.Redis;

    /// <summary>Lets PostgreSQL count what is in tables that were just filled, as it does by itself within a minute.</summary>
    public async Task Analyze(string tables)
    {
        await using var owner = NpgsqlDataSource.Create(_servers.Owner);
        await using var command = owner.CreateCommand("analyze " + tables);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>What its process holds in memory, in millions of bytes.</summary>
    public double ResidentMegabytes()
    {
        _process.Refresh();
        return _process.WorkingSet64 / 1e6;
    }

    /// <param name="settings">Environment of the API beside what it needs.</param>
    public static async Task<RunningApi> Start(params (string Name, string Value)[] settings)
    {
        var servers = await EmbeddedServers.StartAsync();
        await using (var owner = NpgsqlDataSource.Create(servers.Owner))
        {
            var scripts = AllModules.All.Migrations();
            _ = (await new Migrator(owner, scripts).Up(_ => { })).Value;
        }

        var port = FreePort.Next();
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && path.EndsWith("dotnet", StringComparison.Ordinal) ? path : "dotnet")
        {
            ArgumentList = { "exec", ApiAssembly() },
            Environment =
            {
                ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}",
                ["ConnectionStrings__ami"] = servers.App,
                ["ConnectionStrings__redis"] = servers.Redis,
                ["Ami__MasterKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
                ["Logging__LogLevel__Default"] = "Warning",
                ["Cluster__Embedded"] = "true",
                ["Cluster__SiloPort"] = "0",
                ["Cluster__GatewayPort"] = "0",
                // A few people do here what thousands do there.
                ["Quotas__trading__free"] = "unlimited",
                ["Clients__TrustLoopback"] = "true",
                ["Identity__StaffSecondFactor"] = "optional",
            },
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException("The API did not start.");
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { Length: > 0 } text)
            {
                Console.Error.WriteLine(text);
            }
        };
        process.BeginOutputReadLine();
        var api = new RunningApi(servers, process, new Uri($"http://127.0.0.1:{port}"));
        await api.UntilHealthy();
        return api;
    }

    /// <summary>After a symbol was listed behind its back: it looks for one that it does not know at most once a second.</summary>
    public static Task UntilSymbolsAreReadAgain() => Task.Delay(TimeSpan.FromSeconds(1.2));

    /// <summary>Registers a student.</summary>
    /// <returns>What their requests send.</returns>
    public Task<AuthenticationHeaderValue> SignUp(int number) => SignUp(Client, number);

    /// <summary>Registers a student at some API.</summary>
    public static async Task<AuthenticationHeaderValue> SignUp(HttpClient client, int number)
    {
        var email = string.Create(CultureInfo.InvariantCulture, $"bench{number}@example.com");
        using var response = await client.PostAsJsonAsync(
            "/api/auth/register",
            new
            {
                email,
                password = "a long enough passphrase",
                displayName = "Bench",
                language = "en",
                timeZone = "UTC",
            }
        );
        response.EnsureSuccessStatusCode();
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        return new AuthenticationHeaderValue("Bearer", body.GetProperty("accessToken").GetString());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        await _servers.DisposeAsync();
    }

    /// <summary>The API as it was built beside this program, in the same configuration.</summary>
    private static string ApiAssembly()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var configuration = output.Parent?.Name ?? "Release";
        for (var folder = output; folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Ami.sln")))
            {
                return Path.Combine(folder.FullName, "Ami.ApiService", "bin", configuration, output.Name, "Ami.ApiService.dll");
            }
        }

        throw new InvalidOperationException("This program is not inside a checkout.");
    }

    private async Task UntilHealthy()
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var response = await Client.GetAsync(new Uri("/health", UriKind.Relative));
                if (response.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (attempt < 300 && !_process.HasExited)
            {
                // Not listening yet.
            }

            if (attempt >= 300 || _process.HasExited)
            {
                throw new InvalidOperationException("The API did not become healthy.");
            }

            await Task.Delay(100);
        }
    }
}
