using System.Globalization;
using System.Net;
using Ami.Modules.PaperTrading;
using Ami.Modules.PaperTrading.Contracts;
using Ami.TestKit;

namespace Ami.Tests.PaperTrading;

/// <summary>Orders, executions and closed trades of some days, as they are where the person lives.</summary>
[TestClass]
[Needs<PaperTradingModule>]
public sealed class ListedDaysTests
{
    private static PaperVenue _venue = null!;

    [ClassInitialize]
    public static async Task Open(TestContext context) => _venue = await PaperVenue.Open();

    [ClassCleanup]
    public static Task Close() => _venue.DisposeAsync().AsTask();

    [TestMethod]
    public async Task Lists_OfSomeDays_HaveWhatIsOfThemByTheirClocks()
    {
        // New York is five hours behind in winter and four from the 8th of March on: that day has 23 hours.
        var trader = await Trader("America/New_York");
        string[] moments = ["2026-03-08T04:59:59.999Z", "2026-03-08T05:00:00Z", "2026-03-09T03:59:59.999Z", "2026-03-09T04:00:00Z"];
        await TradeAt(trader, moments);

        foreach (var list in (string[])["orders", "fills"])
        {
            async Task<DateTimeOffset[]> Times(string days) => await (list == "orders" ? Placed(trader, days) : Executed(trader, days));
            (await Times("")).Length.ShouldBe(4);
            (await Times("from=2026-03-08&to=2026-03-08")).ShouldBe(Parsed(moments[2], moments[1]), list);
            (await Times("from=2026-03-08")).ShouldBe(Parsed(moments[3], moments[2], moments[1]), list);
            (await Times("to=2026-03-07")).ShouldBe(Parsed(moments[0]), list);
            (await Times("from=2026-03-10")).ShouldBeEmpty(list);
        }

        // Each buy is closed by the sell after it: two trades.
        (await Closed(trader, "")).Length.ShouldBe(2);
        (await Closed(trader, "from=2026-03-08&to=2026-03-08")).ShouldBe(Parsed(moments[1]));
        (await Closed(trader, "from=2026-03-09")).ShouldBe(Parsed(moments[3]));
        (await Closed(trader, "to=2026-03-07")).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Orders_OfSomeDays_ComeByPages()
    {
        var trader = await Trader("Etc/UTC");
        string[] moments =
        [
            "2026-05-01T10:00:00Z",
            "2026-05-02T10:00:00Z",
            "2026-05-02T11:00:00Z",
            "2026-05-02T12:00:00Z",
            "2026-05-02T13:00:00Z",
            "2026-05-03T10:00:00Z",
        ];
        await TradeAt(trader, moments);
        var pages = new List<DateTimeOffset[]>();
        string? cursor = null;
        do
        {
            var page = await trader.Client.Get<Page<OrderView>>(
                $"/api/trading/paper/orders?accountId={trader.AccountId}&status=final&from=2026-05-02&to=2026-05-02&limit=2&cursor={cursor}"
            );
            pages.Add([.. page.Items.Select(order => order.PlacedAt)]);
            cursor = page.NextCursor;
        } while (cursor is not null);

        pages.Count.ShouldBe(2);
        pages.SelectMany(page => page).ShouldBe(Parsed(moments[4], moments[3], moments[2], moments[1]));
    }

    [TestMethod]
    [DataRow("from=2026-05-02&to=2026-05-01")]
    [DataRow("from=1899-12-31")]
    [DataRow("to=2200-01-02")]
    [DataRow("from=2201-01-01")]
    public async Task Lists_OfDaysThatAreNone_AreRefused(string days)
    {
        var trader = await Trader("Etc/UTC");
        foreach (var path in Paths(trader, days))
        {
            using var answer = await trader.Client.GetAsync(new Uri(path, UriKind.Relative));
            (answer.StatusCode, await answer.Code()).ShouldBe((HttpStatusCode.BadRequest, "paper.days_invalid"), path);
        }
    }

    [TestMethod]
    public async Task Lists_OfSomebodyElsesDays_AreNotFound()
    {
        var (trader, other) = (await Trader("Etc/UTC"), await Trader("Etc/UTC"));
        foreach (var path in Paths(trader, "from=2026-05-01"))
        {
            using var answer = await other.Client.GetAsync(new Uri(path, UriKind.Relative));
            (await answer.Code()).ShouldBe("paper.account_not_found", path);
        }
    }

    [TestMethod]
    [DataRow("orders", "placed_at", "orders_by_day")]
    [DataRow("fills", "at", "fills_by_day")]
    public async Task Lists_OfAFewDaysOfALongHistory_AreFoundByAnIndex(string table, string column, string index)
    {
        var plan = await _venue.Scalar<string>(
            $"""
            set enable_seqscan = off;
            explain (format json) select * from paper_trading.{table}
            where account_id = '{Guid.Empty}' and generation = 0 and {column} >= '2026-05-01Z' and {column} < '2026-05-02Z'
            """
        );
        plan.ShouldContain(index);
    }

    private static string[] Paths(PaperTrader trader, string days) =>
        [
            $"/api/trading/paper/orders?accountId={trader.AccountId}&{days}",
            $"/api/trading/paper/fills?accountId={trader.AccountId}&{days}",
            $"/api/trading/paper/accounts/{trader.AccountId}/trades/export.csv?{days}",
        ];

    private static async Task<PaperTrader> Trader(string timeZone)
    {
        await _venue.Quote(_venue.First, 100m);
        var person = await _venue.Host.SignUp();
        await _venue.Execute($"update identity.users set time_zone = '{timeZone}' where id = '{person.UserId}'");
        person.Client.DefaultRequestHeaders.Authorization = TestUsers.Header(person.UserId);
        var trader = new PaperTrader(person.Client, person.UserId);
        await trader.UseDefaultAccount();
        return trader;
    }

    /// <summary>Buys and sells by turns, as if each had been done at its moment.</summary>
    private static async Task TradeAt(PaperTrader trader, string[] moments)
    {
        for (var i = 0; i < moments.Length; i++)
        {
            var order = await trader.Place(trader.OrderBody(_venue.First, i % 2 == 0 ? "buy" : "sell", 1m));
            await _venue.Tick(_venue.First, 100m);
            await _venue.Execute(
                $"""
                update paper_trading.orders set placed_at = '{moments[i]}' where id = '{order.Id}';
                update paper_trading.fills set at = '{moments[i]}' where order_id = '{order.Id}';
                update paper_trading.positions set closed_at = '{moments[i]}'
                where closed_at is not null and id = (select position_id from paper_trading.fills where order_id = '{order.Id}')
                """
            );
        }
    }

    private static async Task<DateTimeOffset[]> Placed(PaperTrader trader, string days) =>
        [.. (await trader.Client.Get<Page<OrderView>>(Paths(trader, days)[0])).Items.Select(order => order.PlacedAt)];

    private static async Task<DateTimeOffset[]> Executed(PaperTrader trader, string days) =>
        [.. (await trader.Client.Get<Page<FillView>>(Paths(trader, days)[1])).Items.Select(fill => fill.At)];

    private static async Task<DateTimeOffset[]> Closed(PaperTrader trader, string days)
    {
        var csv = await trader.Client.GetStringAsync(new Uri(Paths(trader, days)[2], UriKind.Relative));
        var lines = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Parsed([.. lines.Skip(1).Select(line => line.Split(',')[1].Trim('"'))]);
    }

    private static DateTimeOffset[] Parsed(params string[] moments) =>
        [.. moments.Select(moment => DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal))];
}
