using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Ami.AppHost.Running;

namespace Ami.Benchmarks;

/// <summary>
/// The whole system with two APIs and two silos as AppHost starts it, or one that runs already, and the people of the load in it. Students have a free plan,
/// so a system that is started here has their quota of trading calls lifted by its setting; one that runs already must have that itself. Sign-ins are not
/// part of the load: a password hash costs nothing here.
/// </summary>
internal sealed class LoadSystem : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["Quotas__trading__free"] = "unlimited",
        ["PaperTrading__DefaultCash"] = "1000000",
        ["Clients__TrustLoopback"] = "true",
        ["Identity__PasswordIterations"] = "1",
        ["Logging__LogLevel__Default"] = "Warning",
    };

    private readonly AppHostProcess? _started;
    private readonly string _state;

    private LoadSystem(AppHostProcess? started, string state)
    {
        (_started, _state) = (started, state);
        Client = new HttpClient(
            new SocketsHttpHandler
            {
                UseCookies = false,
                UseProxy = false,
                ActivityHeadersPropagator = null,
                AutomaticDecompression = DecompressionMethods.All,
                PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
            }
        )
        {
            BaseAddress = new Uri(Run.Url),
            Timeout = TimeSpan.FromSeconds(20),
            DefaultRequestVersion = HttpVersion.Version11,
        };
    }

    /// <summary>Talks to the edge.</summary>
    public HttpClient Client { get; }

    public Uri Edge => new(Run.Url);

    /// <summary>The first API, past the edge.</summary>
    public Uri Api => new(Run.Processes.First(process => process.Resource == "api" && process.Urls.Count > 0).Urls[0]);

    public RunFile Run => RunFile.Read(_state) ?? throw new InvalidOperationException($"No system runs on {_state}.");

    public static async Task<LoadSystem> Open(string? state)
    {
        if (state is not null)
        {
            return new LoadSystem(null, state);
        }

        var system = await AppHostProcess.StartAsync(["--no-build", "--ephemeral", "--silos", "2", "--apis", "2"], Patience, Settings);
        return new LoadSystem(system, system.StateFolder);
    }

    /// <summary>Signs people up, each with the default account opened.</summary>
    public async Task<LoadUser[]> SignUp(int count)
    {
        var users = new LoadUser[count];
        var run = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (number, ct) =>
            {
                var email = string.Create(CultureInfo.InvariantCulture, $"load{run}-{number}@example.com");
                using var registered = await Client.PostAsJsonAsync(
                    "/api/auth/register",
                    new
                    {
                        email,
                        password = "a long enough passphrase",
                        displayName = "Load",
                        language = "en",
                        timeZone = "UTC",
                    },
                    ct
                );
                registered.EnsureSuccessStatusCode();
                var token = (await registered.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("accessToken").GetString() ?? "";
                using var request = new HttpRequestMessage(HttpMethod.Get, "/api/trading/paper/accounts")
                {
                    Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
                };
                using var accounts = await Client.SendAsync(request, ct);
                accounts.EnsureSuccessStatusCode();
                var account = (await accounts.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("items")[0].GetProperty("id").GetGuid();
                users[number] = new LoadUser(token, account, new Random(number));
            }
        );
        return users;
    }

    public async Task<IReadOnlyList<LoadSymbol>> Symbols(LoadUser user)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/trading/symbols")
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", user.Token) },
        };
        using var answer = await Client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return
        [
            .. (await answer.Content.ReadFromJsonAsync<JsonElement>())
                .GetProperty("items")
                .EnumerateArray()
                .Select(symbol => new LoadSymbol(
                    symbol.GetProperty("symbol").GetString() ?? "",
                    symbol.GetProperty("last").GetDecimal(),
                    symbol.GetProperty("priceDigits").GetInt32(),
                    symbol.GetProperty("minQuantity").GetDecimal()
                )),
        ];
    }

    /// <summary>Sends something that must be accepted.</summary>
    public async Task<JsonElement> Post(LoadUser user, string path, object body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = JsonContent.Create(body, body.GetType()),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", user.Token) },
        };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N"));
        using var answer = await Client.SendAsync(request, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{path}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
        }

        return await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_started is not null)
        {
            await _started.DisposeAsync();
        }
    }
}

/// <summary>Somebody of the load, and what they own.</summary>
internal sealed record LoadUser(string Token, Guid Account, Random Random)
{
    /// <summary>Symbols bought, with when.</summary>
    public Dictionary<string, long> Bought { get; } = [];

    /// <summary>Limit orders that wait.</summary>
    public Queue<Guid> Waiting { get; } = [];
}

internal sealed record LoadSymbol(string Name, decimal Last, int PriceDigits, decimal MinQuantity)
{
    /// <summary>Worth some 60 dollars, so that nobody runs out of money.</summary>
    public decimal Quantity => MinQuantity * Math.Max(1, Math.Floor(60 / (Last * MinQuantity)));

    /// <summary>Far below the market.</summary>
    public decimal FarLimit => Math.Round(Last * 0.7m, PriceDigits);
}
