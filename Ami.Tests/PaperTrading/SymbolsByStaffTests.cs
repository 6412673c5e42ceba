using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Symbols;
using Ami.Modules.PaperTrading;
using Ami.Quant.Trading;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ami.Tests.PaperTrading;

/// <summary>What staff change of a symbol, as somebody who trades it meets it.</summary>
[TestClass]
[Needs<PaperTradingModule>]
public sealed class SymbolsByStaffTests
{
    private static PaperVenue _venue = null!;

    [ClassInitialize]
    public static async Task Open(TestContext context)
    {
        _venue = await PaperVenue.Open(feeBps: 10m);
        _venue.TellEverybody();
    }

    [ClassCleanup]
    public static Task Close() => _venue.DisposeAsync().AsTask();

    [TestMethod]
    public async Task Fee_Changed_CountsForTheNextFillAndNotForTheLast()
    {
        var trader = await _venue.NewTrader();
        await trader.Place(trader.OrderBody(_venue.Second, "buy", 10m));
        await _venue.Tick(_venue.Second, 100m);
        await Change(_venue.Second, terms => terms with { TakerFeeBps = 50 });
        await trader.Place(trader.OrderBody(_venue.Second, "buy", 10m));
        await _venue.Tick(_venue.Second, 100m);
        (await trader.Fills()).OrderBy(fill => fill.Id).Select(fill => fill.Fee).ShouldBe([1m, 5m]);
        (await _venue.Reconcile()).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Preview_OfTermsThatAreNotStored_SaysWhatTheyWouldCost()
    {
        await using var scope = _venue.Host.Services.CreateAsyncScope();
        var row = await Row(_venue.First);
        var trading = scope.ServiceProvider.GetRequiredService<ISymbolTrading>();
        var quote = new Quote(Symbol.Of(_venue.First), 100, 100, 100, _venue.Host.Time.GetUtcNow());
        var terms = row.Terms with { SpreadBps = 20, TakerFeeBps = 100, DepthUnits = 10, DepthDistance = 0.1m, BorrowPctPerYear = 36.5m };
        var cost = trading.CostOf(row.With(terms, _venue.Host.Time.GetUtcNow()), quote, 20);
        (cost.Price, cost.SpreadCost, cost.Slippage, cost.Levels, cost.Fee).ShouldBe((100.15m, 2m, 1m, 2, 20.03m));
        (cost.HoldingPerDay, cost.ShortPerDay).ShouldBe((0m, 2.003m));
    }

    [TestMethod]
    public async Task Paused_NothingNewIsOpened_AndWhatIsThereGoesOn()
    {
        var trader = await _venue.NewTrader();
        await trader.Place(trader.OrderBody(_venue.First, "buy", 10m));
        await _venue.Tick(_venue.First, 100m);
        var resting = await trader.Place(trader.OrderBody(_venue.First, "buy", 5m, "limit", limitPrice: 90m));
        await Pause(true);

        using (var refused = await trader.Client.PostOnce("/api/trading/paper/order", trader.OrderBody(_venue.First, "buy", 1m)))
        {
            (refused.StatusCode, await refused.Code()).ShouldBe((HttpStatusCode.Conflict, "paper.symbol_paused"));
        }

        using (var reversed = await trader.Client.PostOnce($"/api/trading/paper/positions/{_venue.First}/reverse?accountId={trader.AccountId}"))
        {
            (await reversed.Code()).ShouldBe("paper.symbol_paused");
        }

        (await trader.Orders()).Single(order => order.Id == resting.Id).Status.ShouldBe(OrderStatus.Working);
        await trader.Place(trader.OrderBody(_venue.First, "sell", 4m));
        await _venue.Tick(_venue.First, 100m);
        (await trader.Positions()).Single().Quantity.ShouldBe(6m);
        await Pause(false);
        await trader.Place(trader.OrderBody(_venue.First, "buy", 1m));
    }

    [TestMethod]
    public async Task Currency_OfWhatWasTraded_StaysAsItIs()
    {
        await TestSymbol("UNTRADED");
        (await Changed("UNTRADED", terms => terms with { Currency = "EUR", AssetClass = AssetClass.Fx })).IsOk.ShouldBeTrue();
        var trader = await _venue.NewTrader();
        await trader.Place(trader.OrderBody(_venue.Second, "buy", 1m));
        (await Changed(_venue.Second, terms => terms with { Currency = "EUR" })).Error.Code.ShouldBe("market.symbol_traded");
        (await Changed(_venue.Second, terms => terms with { AssetClass = AssetClass.Fx })).Error.Code.ShouldBe("market.symbol_traded");
    }

    private static Task TestSymbol(string symbol) => Ami.Tests.Market.TestMarkets.List(_venue.Host, symbol);

    private static async Task Change(string symbol, Func<ManagedTerms, ManagedTerms> change)
    {
        (await Changed(symbol, change)).IsOk.ShouldBeTrue();
        await _venue.RefreshSymbols();
    }

    [TestMethod]
    public async Task Paused_IsToldBeforeAnythingIsSent_ForOneAndInTheList()
    {
        var trader = await _venue.NewTrader();
        await Pause(true);
        (await IsPaused(trader.Client)).ShouldBe((true, true));
        await Pause(false);
        (await IsPaused(trader.Client)).ShouldBe((false, false));
    }

    private static async Task<(bool One, bool Listed)> IsPaused(HttpClient client)
    {
        var one = await client.GetFromJsonAsync<JsonObject>($"/api/trading/symbols/{_venue.First}");
        var all = await client.GetFromJsonAsync<JsonObject>("/api/trading/symbols");
        var listed = all!["items"]!.AsArray().Single(item => (string?)item!["symbol"] == _venue.First);
        return ((bool)one!["isPaused"]!, (bool)listed!["isPaused"]!);
    }

    private static async Task<Result<ManagedSymbol>> Changed(string symbol, Func<ManagedTerms, ManagedTerms> change)
    {
        await using var scope = _venue.Host.Services.CreateAsyncScope();
        var row = await Row(symbol);
        return await scope.ServiceProvider.GetRequiredService<SymbolChanges>().Terms(symbol, change(row.Terms), row.Version, CancellationToken.None);
    }

    private static async Task Pause(bool paused)
    {
        await using var scope = _venue.Host.Services.CreateAsyncScope();
        var row = await Row(_venue.First);
        var changes = scope.ServiceProvider.GetRequiredService<SymbolChanges>();
        (await changes.Pause(_venue.First, paused, row.Version, CancellationToken.None)).IsOk.ShouldBeTrue();
        await _venue.RefreshSymbols();
    }

    private static async Task<ManagedSymbol> Row(string symbol) =>
        (await SymbolRows.Find(_venue.Host.Services.GetRequiredService<NpgsqlDataSource>(), symbol, CancellationToken.None)).ShouldNotBeNull();
}
