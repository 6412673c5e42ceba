using System.Globalization;
using System.Text;
using Ami.Modules.Market.Live;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using StackExchange.Redis;

namespace Ami.Benchmarks;

/// <summary>
/// Ten thousand open orders of a thousand accounts, and then a price that falls in steps, each across the limits of one, ten and a hundred of them in as many
/// accounts: how long after the tick was published, and after the moment it bears, its fills are committed. The price is a replay of an imported file, the
/// orders come through HTTP, the fills are seen in the database. The feed hands ticks over every 250 ms, so the moment a tick bears may be that much earlier.
/// </summary>
internal static class MatchBenchmark
{
    private const string Name = "MATCH";
    private const int People = 125;
    private const int AccountsEach = 8;
    private const int OrdersEach = 10;
    private const int BarsPerStep = 5;
    private const string PlacingSpeed = "1";
    private const string StepSpeed = "30";
    private static readonly DateTimeOffset First = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Steps = First.AddHours(10);

    // Twice: the first three steps are the first of their kind that the processes ever take.
    private static readonly (decimal Price, int Crossed)[] Falls = [(99, 1), (98, 10), (97, 100), (96, 1), (95, 10), (94, 100)];
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task Run(string? state)
    {
        await using var system = await LoadSystem.Open(state);
        var file = Path.Combine(Path.GetTempPath(), $"ami-match-{Environment.ProcessId}.csv");
        await File.WriteAllTextAsync(file, Bars());
        try
        {
            await SiloCommand.Run(system.Run, "import-candles", "--symbol", Name, "--interval", "1m", file);
        }
        finally
        {
            File.Delete(file);
        }

        await SiloCommand.Run(system.Run, "replay", "--symbol", Name, "--speed", PlacingSpeed);
        await using var database = NpgsqlDataSource.Create(system.Run.ConnectionStrings["ami"]);
        await using var connection = await database.OpenConnectionAsync();
        await Place(system);
        var open = await Count(connection, "select count(*) from paper_trading.orders where symbol = 'MATCH' and status = 'Working'");
        Console.WriteLine($"{open} open orders over {People * AccountsEach} accounts");

        await using var redis = await ConnectionMultiplexer.ConnectAsync(system.Run.ConnectionStrings["redis"]);
        var bus = new LiveBus(() => redis, NullLogger<LiveBus>.Instance);
        var published = Falls.ToDictionary(fall => fall.Price, _ => new TaskCompletionSource<(long Bears, long Heard)>());
        using var listening = bus.Subscribe(
            LiveTick.Channel(Name),
            message =>
            {
                if (LiveTick.Read(message) is { } tick && published.TryGetValue(tick.Last, out var first))
                {
                    first.TrySetResult((tick.Time, Now()));
                }
            }
        );
        await SiloCommand.Run(
            system.Run,
            "replay",
            "--symbol",
            Name,
            "--speed",
            StepSpeed,
            "--from",
            Steps.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture)
        );
        var expected = 0;
        foreach (var (price, crossed) in Falls)
        {
            var (one, all) = await Committed(connection, expected + 1, expected += crossed);
            var (bears, heard) = await published[price].Task.WaitAsync(Patience);
            Console.WriteLine(
                string.Format(
                    CultureInfo.InvariantCulture,
                    "  {0,4} orders crossed: all fills committed {1,5} ms after the tick was heard on the bus, {2,5} ms after the moment it bears; the first of them {3,5} ms before the last",
                    crossed,
                    all - heard,
                    all - bears,
                    all - one
                )
            );
        }

        Console.WriteLine("  (within 50 ms of the tick is wanted)");
    }

    /// <summary>Ten hours at 100, and then a gap down at each step: a bar without a path has all its ticks at one price.</summary>
    private static string Bars()
    {
        var text = new StringBuilder("open_time,open,high,low,close,volume\n");
        var prices = Enumerable
            .Repeat(100m, (int)(Steps - First).TotalMinutes + BarsPerStep)
            .Concat(Falls.SelectMany(fall => Enumerable.Repeat(fall.Price, BarsPerStep)));
        foreach (var (index, price) in prices.Index())
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{First.AddMinutes(index):yyyy-MM-ddTHH:mm:ssZ},{price:0.00},{price:0.00},{price:0.00},{price:0.00},10.000\n"
            );
        }

        return text.ToString();
    }

    private static async Task Place(LoadSystem system)
    {
        // The order of the n-th account that a step crosses stands half a unit above the step's price; the others are out of reach on every side.
        var limits = Falls.SelectMany(fall => Enumerable.Repeat(fall.Price + 0.5m, fall.Crossed)).ToList();
        var users = await system.SignUp(People);
        await Parallel.ForEachAsync(
            users.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (person, ct) =>
            {
                for (var i = 0; i < AccountsEach; i++)
                {
                    var account = await system.Post(
                        person.Item,
                        "/api/trading/paper/accounts",
                        new
                        {
                            name = "Match",
                            startingCash = 1_000_000,
                            leverage = 1,
                        },
                        ct
                    );
                    var number = person.Index * AccountsEach + i;
                    for (var n = 0; n < OrdersEach; n++)
                    {
                        await system.Post(
                            person.Item,
                            "/api/trading/paper/order",
                            Order(account.GetProperty("id").GetGuid(), n, n == 0 && number < limits.Count ? limits[number] : null),
                            ct
                        );
                    }
                }
            }
        );
    }

    private static object Order(Guid accountId, int n, decimal? limit) =>
        (limit, n % 4) switch
        {
            ({ } price, _) => new
            {
                accountId,
                symbol = Name,
                side = "buy",
                type = "limit",
                quantity = 1,
                limitPrice = price,
            },
            (_, 0) => new
            {
                accountId,
                symbol = Name,
                side = "buy",
                type = "limit",
                quantity = 1,
                limitPrice = 50 - n,
            },
            (_, 1) => new
            {
                accountId,
                symbol = Name,
                side = "sell",
                type = "limit",
                quantity = 1,
                limitPrice = 150 + n,
            },
            (_, 2) => new
            {
                accountId,
                symbol = Name,
                side = "buy",
                type = "stop",
                quantity = 1,
                stopPrice = 150 + n,
            },
            _ => new
            {
                accountId,
                symbol = Name,
                side = "sell",
                type = "stop",
                quantity = 1,
                stopPrice = 50 - n,
            },
        };

    /// <summary>When so many fills were first seen, Unix milliseconds.</summary>
    private static async Task<(long First, long Last)> Committed(NpgsqlConnection connection, int first, int last)
    {
        var (began, one) = (Now(), 0L);
        using var timer = new PeriodicTimer(Look);
        while (await timer.WaitForNextTickAsync())
        {
            var count = await Count(connection, "select count(*) from paper_trading.fills where symbol = 'MATCH'");
            if (one == 0 && count >= first)
            {
                one = Now();
            }

            if (count >= last)
            {
                return (one, Now());
            }

            if (Now() - began > Patience.TotalMilliseconds)
            {
                throw new InvalidOperationException($"{count} of {last} fills after {Patience}.");
            }
        }

        throw new InvalidOperationException("The timer ended.");
    }

    private static async Task<long> Count(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync() ?? 0L);
    }

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
}
