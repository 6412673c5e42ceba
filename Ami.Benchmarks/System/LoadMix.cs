using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Ami.Benchmarks;

internal enum LoadKind
{
    Chart,
    ChartPagedBack,
    Symbols,
    Quotes,
    Overview,
    Positions,
    MarketOrder,
    LimitOrder,
    Cancel,
    Close,
    Profile,
    Notifications,
    Unread,
}

/// <summary>
/// What people ask for and how often: 40 % charts, 20 % symbols and quotes, 15 % account, 10 % orders, 5 % closes and cancels, 10 % profile and notices.
/// </summary>
internal sealed class LoadMix(IReadOnlyList<LoadSymbol> symbols)
{
    private static readonly string[] Intervals = ["1m", "5m", "15m", "1h", "4h", "1d"];
    private static readonly TimeSpan Ripe = TimeSpan.FromSeconds(3);

    private static readonly (LoadKind Kind, double Percent)[] Shares =
    [
        (LoadKind.Chart, 36),
        (LoadKind.ChartPagedBack, 4),
        (LoadKind.Symbols, 10),
        (LoadKind.Quotes, 10),
        (LoadKind.Overview, 7.5),
        (LoadKind.Positions, 7.5),
        (LoadKind.MarketOrder, 7.5),
        (LoadKind.LimitOrder, 2.5),
        (LoadKind.Cancel, 2.5),
        (LoadKind.Close, 2.5),
        (LoadKind.Profile, 5),
        (LoadKind.Notifications, 2.5),
        (LoadKind.Unread, 2.5),
    ];

    /// <summary>The next request of somebody. What there is nothing of yet (an order to cancel, a position to close) is made instead.</summary>
    public (LoadKind Kind, HttpRequestMessage Request, string? Buys) Next(LoadUser user)
    {
        lock (user)
        {
            var kind = Pick(user.Random.NextDouble() * 100);
            var ripe = user.Bought.Where(bought => Stopwatch.GetElapsedTime(bought.Value) > Ripe).Select(bought => bought.Key).FirstOrDefault();
            if (kind == LoadKind.Cancel && user.Waiting.Count == 0)
            {
                kind = LoadKind.LimitOrder;
            }

            if (kind == LoadKind.Close && ripe is null)
            {
                kind = LoadKind.MarketOrder;
            }

            var symbol = symbols[user.Random.Next(symbols.Count)];
            var request = kind switch
            {
                LoadKind.Chart => Get($"/api/trading/chart/{symbol.Name}?interval={Intervals[user.Random.Next(6)]}&limit=600"),
                LoadKind.ChartPagedBack => Get(
                    $"/api/trading/chart/{symbol.Name}?interval={Intervals[user.Random.Next(4)]}&limit=600&to={Earlier(user.Random)}"
                ),
                LoadKind.Symbols => Get("/api/trading/symbols"),
                LoadKind.Quotes => Get("/api/trading/quotes"),
                LoadKind.Overview => Get("/api/trading/paper/overview"),
                LoadKind.Positions => Get($"/api/trading/paper/positions?accountId={user.Account}"),
                LoadKind.MarketOrder => Post(
                    "/api/trading/paper/order",
                    new
                    {
                        accountId = user.Account,
                        symbol = symbol.Name,
                        side = "buy",
                        type = "market",
                        quantity = symbol.Quantity,
                    }
                ),
                LoadKind.LimitOrder => Post(
                    "/api/trading/paper/order",
                    new
                    {
                        accountId = user.Account,
                        symbol = symbol.Name,
                        side = "buy",
                        type = "limit",
                        quantity = symbol.Quantity,
                        limitPrice = symbol.FarLimit,
                    }
                ),
                LoadKind.Cancel => new HttpRequestMessage(HttpMethod.Delete, $"/api/trading/paper/order/{user.Waiting.Dequeue()}")
                {
                    Headers = { { "Idempotency-Key", NewKey() } },
                },
                LoadKind.Close => Post($"/api/trading/paper/positions/{ripe}/close?accountId={user.Account}", new { }),
                LoadKind.Profile => Get("/api/me"),
                LoadKind.Notifications => Get("/api/notifications?language=en&limit=20"),
                _ => Get("/api/notifications/unread"),
            };
            if (kind == LoadKind.Close && ripe is not null)
            {
                user.Bought.Remove(ripe);
            }

            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", user.Token);
            return (kind, request, kind == LoadKind.MarketOrder ? symbol.Name : null);
        }
    }

    private static LoadKind Pick(double percent)
    {
        foreach (var (kind, share) in Shares)
        {
            if ((percent -= share) < 0)
            {
                return kind;
            }
        }

        return LoadKind.Unread;
    }

    private static string NewKey() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N");

    private static HttpRequestMessage Get(string path) => new(HttpMethod.Get, path);

    private static HttpRequestMessage Post(string path, object body) =>
        new(HttpMethod.Post, path) { Content = JsonContent.Create(body, body.GetType()), Headers = { { "Idempotency-Key", NewKey() } } };

    /// <summary>Any minute of the last four weeks.</summary>
    private static string Earlier(Random random) =>
        Uri.EscapeDataString(
            TimeProvider.System.GetUtcNow().AddMinutes(-random.Next(60, 40_000)).ToString("yyyy-MM-ddTHH:mm:00Z", CultureInfo.InvariantCulture)
        );
}
