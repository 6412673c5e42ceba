using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Features;
using Ami.TestKit;

namespace Ami.Tests.PaperTrading;

/// <summary>Somebody in a replay, speaking to the API as the web app does.</summary>
internal static class ReplayTrader
{
    private const string Root = "/api/trading/paper/replays";

    public static Task<HttpResponseMessage> TryReplay(this PaperTrader trader, string symbol, DateTimeOffset from, decimal cash = 10_000m, int leverage = 1) =>
        trader.Post(
            Root,
            new
            {
                symbol,
                from,
                startingCash = cash,
                leverage,
            }
        );

    /// <summary>Begins one; the trader's orders are for its account from then on.</summary>
    public static async Task<ReplayView> Replay(this PaperTrader trader, string symbol, DateTimeOffset from, decimal cash = 10_000m, int leverage = 1)
    {
        using var opened = await trader.TryReplay(symbol, from, cash, leverage);
        opened.StatusCode.ShouldBe(HttpStatusCode.Created, await opened.Content.ReadAsStringAsync());
        var replay = await opened.Read<ReplayView>();
        trader.Use(replay.Id);
        return replay;
    }

    public static Task<ReplayView> Clock(this PaperTrader trader) => trader.Client.Get<ReplayView>($"{Root}/{trader.AccountId}");

    public static Task<ChartResponse> Chart(this PaperTrader trader, string interval, int limit = 500) =>
        trader.Client.Get<ChartResponse>($"{Root}/{trader.AccountId}/chart?interval={interval}&limit={limit.ToString(CultureInfo.InvariantCulture)}");

    public static Task<IndicatorsResponse> Indicators(this PaperTrader trader, string with, string interval) =>
        trader.Client.Get<IndicatorsResponse>($"{Root}/{trader.AccountId}/indicators?with={with}&interval={interval}");

    public static Task<HttpResponseMessage> TryAdvance(
        this PaperTrader trader,
        DateTimeOffset from,
        DateTimeOffset to,
        string interval = "1m",
        string? indicators = null
    ) =>
        trader.Client.PostAsJsonAsync(
            $"{Root}/{trader.AccountId}/advance",
            new
            {
                from,
                to,
                interval,
                indicators,
            }
        );

    public static async Task<ReplayStep> Advance(
        this PaperTrader trader,
        DateTimeOffset from,
        DateTimeOffset to,
        string interval = "1m",
        string? indicators = null
    )
    {
        using var advanced = await trader.TryAdvance(from, to, interval, indicators);
        advanced.StatusCode.ShouldBe(HttpStatusCode.OK, await advanced.Content.ReadAsStringAsync());
        return await advanced.Read<ReplayStep>();
    }

    public static async Task<ReplayView> EndReplay(this PaperTrader trader)
    {
        using var ended = await trader.Client.PostAsync($"{Root}/{trader.AccountId}/end", null);
        ended.StatusCode.ShouldBe(HttpStatusCode.OK, await ended.Content.ReadAsStringAsync());
        return await ended.Read<ReplayView>();
    }
}
