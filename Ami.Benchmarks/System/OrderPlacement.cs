using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Ami.AppHost.Running;
using Npgsql;

namespace Ami.Benchmarks;

/// <summary>
/// Orders placed through HTTP at a whole system of two APIs and two silos (authentication, validation, the grain's call, the risk check) against a bare loop
/// that runs the very same SQL statements on the same server. Rounds of both alternate; the accounts are reset in between, so that both work on the same
/// state.
/// </summary>
public static class OrderPlacement
{
    private const string Symbol = "BTC-SIM";
    private const int Callers = 32;
    private const int Users = 8;
    private const int AccountsPerUser = 8;
    private const int Rounds = 4;
    private const int WarmOrders = 30_000;
    private static int _turn;
    private static readonly TimeSpan RoundLength = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(45);

    /// <summary>Prints orders per second of both, and the ratio. Takes about a minute and a half.</summary>
    /// <returns>The median ratio: 1 means that HTTP costs nothing.</returns>
    public static async Task<double> Run()
    {
        await using var system = await AppHostProcess.StartAsync(
            ["--no-build", "--ephemeral", "--silos", "2", "--apis", "2"],
            TimeSpan.FromMinutes(2),
            new Dictionary<string, string?>
            {
                ["Quotas__trading__free"] = "unlimited",
                ["PaperTrading__DefaultCash"] = "1000000",
                ["Clients__TrustLoopback"] = "true",
                ["Identity__PasswordIterations"] = "1",
                ["DOTNET_TieredPGO"] = "0",
            }
        );
        var clients = system
            .Run.Processes.Where(process => process.Resource == "api")
            .Select(process => new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(process.Urls[0]) })
            .ToList();
        await using var database = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(system.Run.ConnectionStrings["ami"]) { MaxPoolSize = Callers + 4, MaxAutoPrepare = 64 }
        );
        var accounts = await OpenAccounts(clients);
        var floor = new OrderPlacementFloor(database, Symbol);

        Console.WriteLine($"Order placement, {Callers} callers over {accounts.Count} accounts, rounds of {RoundLength.TotalSeconds} s, orders per second:");
        var ratios = new List<double>();
        await Measure(accounts, floor.Place, RoundLength, WarmOrders);
        await Empty(clients[0], accounts, database);

        // What is used often is compiled a second time, faster: figures before that say how a process starts, not how it works. The round in between, with
        // counters, is left out.
        await Measure(accounts, account => Place(clients, account), LongestWarmUp, WarmOrders);
        await Empty(clients[0], accounts, database);
        for (var round = 1; round <= Rounds; round++)
        {
            var bare = await Measure(accounts, floor.Place, RoundLength);
            await Empty(clients[0], accounts, database);
            var http = await Measure(accounts, account => Place(clients, account), RoundLength);
            await Empty(clients[0], accounts, database);
            Console.WriteLine(
                string.Format(CultureInfo.InvariantCulture, "  round {0}  statements {1,7:0}   HTTP {2,7:0}   ratio {3:0.00}", round, bare, http, http / bare)
            );
            ratios.Add(http / bare);
        }

        ratios.Sort();
        var median = (ratios[(Rounds - 1) / 2] + ratios[Rounds / 2]) / 2;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  ratio: median {median:0.00}, best {ratios[^1]:0.00} (floor: the same statements without HTTP; at least 0.80 is wanted)"
            )
        );
        return median;
    }

    private static async Task<double> Measure(IReadOnlyList<BenchAccount> accounts, Func<BenchAccount, Task> place, TimeSpan atMost, int orders = int.MaxValue)
    {
        var started = Stopwatch.GetTimestamp();
        var placed = await Task.WhenAll(
            Enumerable
                .Range(0, Callers)
                .Select(async caller =>
                {
                    var count = 0;
                    while (Stopwatch.GetElapsedTime(started) < atMost && count < orders / Callers)
                    {
                        await place(accounts[((count * Callers) + caller) % accounts.Count]);
                        count++;
                    }

                    return count;
                })
        );
        return placed.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task Place(IReadOnlyList<HttpClient> clients, BenchAccount account)
    {
        var client = clients[(int)((uint)Interlocked.Increment(ref _turn) % clients.Count)];
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/trading/paper/order") { Content = new ByteArrayContent(account.Order) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = account.Authorization;
        request.Headers.Add(Idempotency.Header, Guid.CreateVersion7().ToString("N"));
        using var response = await client.SendAsync(request);
        if (response.StatusCode != HttpStatusCode.Created)
        {
            throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
        }
    }

    private static async Task<IReadOnlyList<BenchAccount>> OpenAccounts(IReadOnlyList<HttpClient> clients)
    {
        var accounts = new List<BenchAccount>();
        for (var user = 0; user < Users; user++)
        {
            var authorization = await RunningApi.SignUp(clients[0], user);
            for (var i = 0; i < AccountsPerUser; i++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "/api/trading/paper/accounts")
                {
                    Content = JsonContent.Create(
                        new
                        {
                            name = "Bench",
                            startingCash = 1_000_000,
                            leverage = 1,
                        }
                    ),
                };
                request.Headers.Authorization = authorization;
                request.Headers.Add(Idempotency.Header, Guid.CreateVersion7().ToString("N"));
                using var response = await clients[0].SendAsync(request);
                response.EnsureSuccessStatusCode();
                var id = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
                var order = JsonSerializer.SerializeToUtf8Bytes(
                    new
                    {
                        accountId = id,
                        symbol = Symbol,
                        side = "buy",
                        type = "limit",
                        quantity = 1,
                        limitPrice = 50,
                    }
                );
                accounts.Add(new BenchAccount(id, Guid.CreateVersion7(), authorization, order));
            }
        }

        return accounts;
    }

    /// <summary>Through the grains, which know their books by heart.</summary>
    private static async Task Empty(HttpClient client, IReadOnlyList<BenchAccount> accounts, NpgsqlDataSource database)
    {
        foreach (var account in accounts)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/trading/paper/accounts/{account.Id}/reset")
            {
                Content = JsonContent.Create(new { }),
            };
            request.Headers.Authorization = account.Authorization;
            request.Headers.Add(Idempotency.Header, Guid.CreateVersion7().ToString("N"));
            using var response = await client.SendAsync(request);
            response.EnsureSuccessStatusCode();
        }

        await Sql(database, "delete from paper_trading.orders; delete from core.idempotency_keys");
    }

    private static async Task Sql(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}

/// <param name="Order">The request's body: always the same limit order, far below the market.</param>
internal sealed record BenchAccount(Guid Id, Guid UserId, AuthenticationHeaderValue Authorization, byte[] Order)
{
    /// <summary>One commit of an account at a time.</summary>
    public SemaphoreSlim Turn { get; } = new(1, 1);
}
