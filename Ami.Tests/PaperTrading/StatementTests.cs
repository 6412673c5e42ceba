using System.Globalization;
using System.Net;
using Ami.Core.Documents;
using Ami.Modules.PaperTrading;
using Ami.Modules.PaperTrading.Features;
using Ami.Modules.PaperTrading.Statements;
using Ami.TestKit;
using Ami.Tests.Core.Documents;

namespace Ami.Tests.PaperTrading;

[TestClass]
[Needs<PaperTradingModule>]
public sealed class StatementTests
{
    private static PaperVenue _venue = null!;

    private static string Today => Day(_venue.Host.Time.GetUtcNow());

    private static string Tomorrow => Day(_venue.Host.Time.GetUtcNow().AddDays(1));

    [ClassInitialize]
    public static async Task Open(TestContext context) => _venue = await PaperVenue.Open();

    [ClassCleanup]
    public static Task Close() => _venue.DisposeAsync().AsTask();

    [TestMethod]
    public async Task Statement_OfNow_HasTheFiguresOfTheAccountsOwnPage()
    {
        var trader = await Traded();
        using var pdf = new PdfText(await Pdf(trader, Day(_venue.Host.Time.GetUtcNow().AddDays(-1)), Tomorrow, "en"));
        var (account, stats, text) = (await trader.Account(), await trader.Get<PaperStats>("stats"), pdf.All);
        text.ShouldContain("Practice account statement");
        text.ShouldContain("Simulated practice money");
        text.ShouldContain("Equity at the beginning");
        text.ShouldContain(Money(account.StartingCash));
        text.ShouldContain(Money(account.Equity));
        text.ShouldContain(Money(account.Cash));
        text.ShouldContain(Signed(account.RealisedPnl));
        text.ShouldContain(Money(account.FeesPaid));
        account.FeesPaid.ShouldBe(stats.FeesPaid);
        account.Equity.ShouldNotBe(account.Cash);
        foreach (var fill in await trader.Fills())
        {
            text.ShouldContain(fill.Price.ToString("#,##0.##", CultureInfo.InvariantCulture));
            text.ShouldContain(fill.At.ToString("d MMM yyyy HH:mm:ss", CultureInfo.GetCultureInfo("en-US")));
        }

        // The trade that was closed, the one that is still open is none.
        pdf.Structure().Count(s => s.Type == "Table").ShouldBe(2);
        pdf.Structure().Count(s => s.Type == "Figure").ShouldBe(1);
        text.ShouldContain(Signed(stats.BestTrade));
    }

    [TestMethod]
    public async Task Statement_OfAnAccountWhoseDebtWasForgiven_ExplainsTheChange()
    {
        var trader = await _venue.NewTrader();
        await trader.OpenAccount(1_000m, 5);
        await trader.Place(trader.OrderBody(_venue.First, "buy", 40m));
        await _venue.Tick(_venue.First, 100m);
        (await trader.Close(_venue.First)).EnsureSuccessStatusCode();
        await _venue.Tick(_venue.First, 50m);
        var account = await trader.Account();
        account.Equity.ShouldBe(0m);
        using var pdf = new PdfText(await Pdf(trader, Today, Tomorrow, "en"));
        pdf.All.ShouldContain("Forgiven debt");
        pdf.All.ShouldContain(Signed(-1_000m - account.RealisedPnl + account.FeesPaid));
    }

    [TestMethod]
    public async Task Statement_InSpanish_IsSpanishThroughout()
    {
        using var pdf = new PdfText(await Pdf(await Traded(), Today, Tomorrow, "es"));
        pdf.All.ShouldContain("Extracto de la cuenta de práctica");
        pdf.All.ShouldContain("Dinero de práctica simulado");
        pdf.All.ShouldContain("Operaciones cerradas");
        pdf.All.ShouldContain("100.000,00");
        pdf.All.ShouldNotContain("Closed");
    }

    [TestMethod]
    public async Task Statement_BeforeAnythingHappened_SaysSo()
    {
        using var pdf = new PdfText(await Pdf(await Traded(), "2020-01-01", "2020-01-31", "en"));
        pdf.All.ShouldContain("Nothing was executed in this period.");
        pdf.All.ShouldContain("No trade was closed in this period.");
        pdf.All.ShouldContain(Signed(0m));
    }

    [TestMethod]
    public async Task Statement_PeriodThatIsOver_EndsWithWhatWasKnownThen()
    {
        var trader = await _venue.NewTrader();
        await _venue.Execute(
            $"""
            insert into paper_trading.equity_points (account_id, at, generation, equity, cash) values
                ('{trader.AccountId}', '2026-02-28 23:59:59.999999Z', 0, 101, 91), ('{trader.AccountId}', '2026-03-01 00:00Z', 0, 102, 92),
                ('{trader.AccountId}', '2026-03-31 23:59:59Z', 0, 103, 93), ('{trader.AccountId}', '2026-04-01 00:00Z', 0, 104, 94)
            """
        );
        using var pdf = new PdfText(await Pdf(trader, "2026-03-01", "2026-03-31", "en"));
        pdf.All.ShouldContain("101.00 USD");
        pdf.All.ShouldContain("103.00 USD");
        pdf.All.ShouldContain("+2.00 USD");
        pdf.All.ShouldContain("93.00 USD");
        pdf.All.ShouldNotContain("104.00");
    }

    [TestMethod]
    public async Task Statement_MoreThanItHolds_IsRefusedWithAStableCode()
    {
        var trader = await Traded();
        await _venue.Execute(
            $"""
            insert into paper_trading.fills
            select gen_random_uuid(), f.order_id, f.account_id, f.user_id, f.generation, f.position_id, f.symbol, f.side, f.quantity, f.price, f.notional, f.fee,
                f.slippage, f.realised_pnl, timestamptz '2025-06-15 12:00Z'
            from (select * from paper_trading.fills where account_id = '{trader.AccountId}' limit 1) f, generate_series(1, {Statement.MostFills + 1})
            """
        );
        using var response = await Ask(trader, "2025-06-15", "2025-06-15", "en");
        response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await response.Code()).ShouldBe("paper.statement_too_long");
    }

    [TestMethod]
    public async Task Statement_SomebodyElsesAccountOrDaysOutOfOrder_IsRefused()
    {
        var (trader, other) = (await _venue.NewTrader(), await _venue.NewTrader());
        using var foreign = await other.Client.GetAsync(Address(trader, Today, Today, "en"));
        (await foreign.Code()).ShouldBe("paper.account_not_found");
        using var backwards = await Ask(trader, "2026-02-02", "2026-02-01", "en");
        (await backwards.Code()).ShouldBe("paper.period_invalid");
    }

    [TestMethod]
    [DataRow("Europe/Madrid", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")]
    [DataRow("America/Bogota", "2026-03-29T05:00:00Z", "2026-03-30T05:00:00Z")]
    [DataRow("UTC", "2026-03-29T00:00:00Z", "2026-03-30T00:00:00Z")]
    public void Period_ADay_BeginsAndEndsAtMidnightThere(string zone, string begins, string ends)
    {
        var day = new DateOnly(2026, 3, 29);
        var period = StatementPeriod.Of(day, day, LocalFormat.Zone(zone)).Value;
        (period.Begins, period.Ends).ShouldBe(
            (DateTimeOffset.Parse(begins, CultureInfo.InvariantCulture), DateTimeOffset.Parse(ends, CultureInfo.InvariantCulture))
        );
    }

    [TestMethod]
    public void Period_ClocksPutForwardAtMidnight_BeginsAnHourLater()
    {
        var day = new DateOnly(2026, 9, 6);
        var period = StatementPeriod.Of(day, day, LocalFormat.Zone("America/Santiago")).Value;
        period.Begins.ShouldBe(new DateTimeOffset(2026, 9, 6, 4, 0, 0, TimeSpan.Zero));
        (period.Ends - period.Begins).ShouldBe(TimeSpan.FromHours(23));
    }

    /// <summary>Somebody with a trade that is closed and one that is open.</summary>
    private static async Task<PaperTrader> Traded()
    {
        var trader = await _venue.NewTrader();
        await trader.Place(trader.OrderBody(_venue.First, "buy", 10m));
        await _venue.Tick(_venue.First, 100m);
        await trader.Close(_venue.First);
        await _venue.Tick(_venue.First, 112.5m);
        await trader.Place(trader.OrderBody(_venue.Second, "sell", 3m));
        await _venue.Tick(_venue.Second, 100m);
        return trader;
    }

    private static async Task<byte[]> Pdf(PaperTrader trader, string from, string to, string language)
    {
        using var response = await Ask(trader, from, to, language);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/pdf");
        response.Headers.CacheControl?.NoStore.ShouldBeTrue();
        return await response.Content.ReadAsByteArrayAsync();
    }

    private static Task<HttpResponseMessage> Ask(PaperTrader trader, string from, string to, string language) =>
        trader.Client.GetAsync(Address(trader, from, to, language));

    private static string Address(PaperTrader trader, string from, string to, string language) =>
        $"/api/trading/paper/accounts/{trader.AccountId}/statement?from={from}&to={to}&language={language}";

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Money(decimal amount) => new LocalFormat(Language.En, TimeZoneInfo.Utc).Money(amount, "USD");

    private static string Signed(decimal amount) => new LocalFormat(Language.En, TimeZoneInfo.Utc).SignedAmount(amount);
}
