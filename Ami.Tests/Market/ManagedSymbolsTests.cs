using System.Net;
using System.Net.Http.Json;
using Ami.Modules.Market;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Features;
using Ami.Modules.Market.Features.Symbols;
using Ami.Modules.Market.Symbols;
using Ami.TestKit;
using Ami.Tests.Core;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ami.Tests.Market;

/// <summary>Staff look at symbols and change them; who may is the access table's.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class ManagedSymbolsTests
{
    private const string Symbols = "/api/admin/market/symbols";
    private static ApiHost _api = null!;
    private static ApiHost _other = null!;
    private static SignedIn _admin = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Market:Binance:Enabled"] = "true",
            ["Market:Binance:Symbols:0"] = "SWITCHED",
            ["Market:Binance:Symbols:1"] = "SHIFTED",
        };
        _api = await ApiHost.Start(settings);
        _other = _api.StartAnother(settings);
        _admin = await _api.SignUpStaff("admin");
    }

    [ClassCleanup]
    public static async Task Stop()
    {
        await _other.DisposeAsync();
        await _api.DisposeAsync();
    }

    [TestMethod]
    public async Task List_SearchFilterSortAndPages_FindThem()
    {
        await TestMarkets.List(_api, "LISTB", "LISTA", "LISTC");
        (await Page("?q=list&sort=-symbol")).ShouldBe(["LISTC", "LISTB", "LISTA"]);
        (await Page("?q=list&source=binance")).ShouldBeEmpty();
        (await Page("?q=list&source=imported&assetClass=crypto&state=traded")).ShouldBe(["LISTA", "LISTB", "LISTC"]);
        (await Page("?q=list&state=paused")).ShouldBeEmpty();
        var first = await _admin.Client.Get<Page<ManagedSymbol>>($"{Symbols}?q=list&limit=2");
        (first.Items.Count, first.Total, first.NextCursor is null).ShouldBe((2, 3, false));
        (await Page($"?q=list&limit=2&cursor={first.NextCursor}")).ShouldBe(["LISTC"]);
        (await _admin.Client.GetAsync($"{Symbols}?sort=price").Code()).ShouldBe("sort.unknown");
        (await _admin.Client.GetAsync($"{Symbols}?cursor=x").Code()).ShouldBe("cursor.malformed");
        (await _admin.Client.GetAsync($"{Symbols}/NOTHING").Code()).ShouldBe("market.symbol_unknown");
    }

    [TestMethod]
    public async Task Terms_Changed_AreAuditedKnownElsewhereAndCanBeTakenBack()
    {
        await TestMarkets.List(_api, "TERMS");
        await _other.Services.GetRequiredService<SymbolDirectory>().Refresh();
        var before = await One("TERMS");
        var terms = before.Row.Terms with { Name = " Terms ", TakerFeeBps = 20.5m, BorrowPctPerYear = 5, MinQuantity = 0.01m };
        var changed = await Put<ManagedSymbol>("TERMS/terms", new ChangeSymbol.ChangeTermsRequest(terms, before.Row.Version));

        (changed.Terms.Name, changed.Terms.TakerFeeBps, changed.Version, changed.MinimumsByStaff).ShouldBe(("Terms", 20.5m, before.Row.Version + 1, true));
        changed.CarrySince.ShouldNotBeNull();
        changed.Previous.ShouldBe(before.Row.Terms);
        var directory = _other.Services.GetRequiredService<SymbolDirectory>();
        await Eventually.BecomesTrueAsync(async () => (await directory.Find(Symbol.Of("TERMS"))).Value.Terms?.TakerFeeBps == 20.5m, CancellationToken.None);
        var (was, now) = await Audited("market.symbol-terms-changed", "TERMS");
        (
            was.Contains("\"takerFeeBps\":null", StringComparison.Ordinal),
            now.Contains("\"name\":\"Terms\",\"assetClass\":\"crypto\"", StringComparison.Ordinal)
        ).ShouldBe((true, true), was + now);

        // What was sent before changes nothing when it comes again.
        (await Put<ManagedSymbol>("TERMS/terms", new ChangeSymbol.ChangeTermsRequest(terms, before.Row.Version))).Version.ShouldBe(changed.Version);
        var back = await Put<ManagedSymbol>("TERMS/terms", new ChangeSymbol.ChangeTermsRequest(changed.Previous!, changed.Version));
        (back.Terms, back.CarrySince, back.Version).ShouldBe((before.Row.Terms, null, changed.Version + 1));
        back.MinimumsByStaff.ShouldBeFalse("they are the source's again");
        var fee = await Put<ManagedSymbol>("TERMS/terms", new ChangeSymbol.ChangeTermsRequest(terms, back.Version));
        fee = await Put<ManagedSymbol>("TERMS/terms", new ChangeSymbol.ChangeTermsRequest(terms with { TakerFeeBps = 1 }, fee.Version));
        fee = await Put<ManagedSymbol>("TERMS/terms", new ChangeSymbol.ChangeTermsRequest(fee.Previous!, fee.Version));
        (fee.Terms, fee.MinimumsByStaff).ShouldBe((terms with { Name = "Terms" }, true));
        fee = await Put<ManagedSymbol>("TERMS/terms", new ChangeSymbol.ChangeTermsRequest(terms with { MinNotional = 7 }, fee.Version));
        (await Put<ManagedSymbol>("TERMS/terms", new ChangeSymbol.ChangeTermsRequest(fee.Previous!, fee.Version))).MinimumsByStaff.ShouldBeTrue();
    }

    [TestMethod]
    public async Task Terms_OfAnOlderVersionOrOutOfBounds_AreRefused()
    {
        await TestMarkets.List(_api, "REFUSED");
        var seen = (await One("REFUSED")).Row;
        await Put<ManagedSymbol>("REFUSED/terms", new ChangeSymbol.ChangeTermsRequest(seen.Terms with { SpreadBps = 3 }, seen.Version));
        (await Code("REFUSED/terms", new ChangeSymbol.ChangeTermsRequest(seen.Terms with { SpreadBps = 4 }, seen.Version))).ShouldBe("market.symbol_changed");
        var next = (await One("REFUSED")).Row;
        next.Terms.SpreadBps.ShouldBe(3);
        (await Code("REFUSED/terms", new ChangeSymbol.ChangeTermsRequest(next.Terms with { PriceDigits = 1 }, next.Version))).ShouldBe("market.digits_shrink");
        (await Code("REFUSED/terms", new ChangeSymbol.ChangeTermsRequest(next.Terms with { Calendar = "none" }, next.Version))).ShouldBe(
            "market.calendar_unknown"
        );
        using var wrong = await _admin.Client.PutAsJsonAsync(
            $"{Symbols}/REFUSED/terms",
            new ChangeSymbol.ChangeTermsRequest(next.Terms with { SpreadBps = 1001, DepthUnits = 1 }, next.Version),
            Answers.Json
        );
        (await wrong.Refusal()).Errors!.Keys.ShouldBe(["spreadBps", "depthUnits", "depthDistance"], ignoreOrder: true);
        (await Code("NOTHING/terms", new ChangeSymbol.ChangeTermsRequest(next.Terms, 1))).ShouldBe("market.symbol_unknown");
    }

    [TestMethod]
    public async Task Database_HoldsTheBoundsToo()
    {
        await TestMarkets.List(_api, "HELD");
        foreach (
            var wrong in (string[])
                ["price_digits = 1", "min_notional = -1", "spread_bps = 1001", "name = ''", "minimums_by_staff = true, min_quantity = 0.0005"]
        )
        {
            (await Should.ThrowAsync<PostgresException>(Execute($"update market.symbols set {wrong} where symbol = 'HELD'"))).SqlState.ShouldBe(
                PostgresErrorCodes.CheckViolation,
                wrong
            );
        }
    }

    [TestMethod]
    public async Task Source_SwitchedWhereItCanBe_AndRefusedElsewhere()
    {
        await TestMarkets.List(_api, "SWITCHED", "SHIFTED", "OTHER", "REPLAYED");
        await Execute(
            "update market.replays set stopped_at = now() + interval '1 day' where symbol_id in (select id from market.symbols where symbol <> 'REPLAYED')"
        );
        await Execute(
            "insert into market.sessions (symbol_id, interval_seconds, offset_seconds) select id, 60, 30 from market.symbols where symbol = 'SHIFTED'"
        );
        await Execute(
            """
            insert into market.symbols (symbol, name, asset_class, currency, price_digits, quantity_digits, min_quantity, source)
            values ('X-SIM', 'X', 'Crypto', 'USD', 2, 3, 0.001, 'Simulated')
            """
        );
        (await Code("X-SIM/source", Switch(PriceSource.Imported))).ShouldBe("market.source_simulated");
        (await Code("OTHER/source", Switch(PriceSource.Binance))).ShouldBe("market.source_not_configured");
        (await Code("OTHER/source", Switch(PriceSource.Simulated))).ShouldBe("market.source_not_choosable");
        (await Code("REPLAYED/source", Switch(PriceSource.Binance))).ShouldBe("market.source_replayed");
        (await Code("SHIFTED/source", Switch(PriceSource.Binance))).ShouldBe("market.source_sessions");
        (await Code("SWITCHED/source", new ChangeSymbol.SwitchSourceRequest(PriceSource.Binance, 9))).ShouldBe("market.symbol_changed");

        (await One("SWITCHED")).Sources.ShouldBe([
            new(PriceSource.Imported, null),
            new(PriceSource.Binance, null),
            new(PriceSource.Polygon, "market.source_not_configured"),
        ]);
        (await Put<ManagedSymbol>("SWITCHED/source", Switch(PriceSource.Binance))).Source.ShouldBe(PriceSource.Binance);
        (await Put<ManagedSymbol>("SWITCHED/source", new ChangeSymbol.SwitchSourceRequest(PriceSource.Imported, 2))).Source.ShouldBe(PriceSource.Imported);
        (await Audited("market.symbol-source-changed", "SWITCHED")).After.ShouldContain("Imported");

        static ChangeSymbol.SwitchSourceRequest Switch(PriceSource source) => new(source, 1);
    }

    [TestMethod]
    public async Task Calendars_AreKeptAndStayWhileTheyAreUsed()
    {
        const string Path = "/api/admin/market/calendars";
        var list = await _admin.Client.Get<CalendarList>(Path);
        var seeded = list.Items.Single(one => one.Calendar.Code == "us-equities");
        (seeded.Calendar.Zone, seeded.Calendar.Hours.Count, seeded.Next.Count).ShouldBe(("America/New_York", 5, 5));

        var wanted = new KeepCalendars.PutCalendarRequest("Madrid", "Europe/Madrid", [new TradingHours(1, "09:00", "17:30")], [], 0);
        using (var made = await _admin.Client.PutAsJsonAsync($"{Path}/madrid", wanted, Answers.Json))
        {
            (await made.Read<CalendarView>()).Version.ShouldBe(1);
        }

        (await _admin.Client.PutAsJsonAsync($"{Path}/madrid", wanted, Answers.Json).Code()).ShouldBe("market.calendar_changed");
        (await _admin.Client.PutAsJsonAsync($"{Path}/madrid", wanted with { Zone = "Nowhere", Version = 1 }, Answers.Json).Code()).ShouldBe(
            "market.calendar_invalid"
        );
        await TestMarkets.List(_api, "MADRID");
        var symbol = (await One("MADRID")).Row;
        await Put<ManagedSymbol>("MADRID/terms", new ChangeSymbol.ChangeTermsRequest(symbol.Terms with { Calendar = "madrid" }, symbol.Version));
        await SessionsAre("MADRID", ("2026-03-30T07:00Z", "2026-03-30T15:30Z"), ("2026-04-06T07:00Z", "2026-04-06T15:30Z"));
        (await _admin.Client.DeleteAsync($"{Path}/madrid?version=1").Code()).ShouldBe("market.calendar_used");
        (await _admin.Client.DeleteAsync($"{Path}/madrid?version=9").Code()).ShouldBe("market.calendar_changed");
        var next = (await One("MADRID")).Row;
        await Put<ManagedSymbol>("MADRID/terms", new ChangeSymbol.ChangeTermsRequest(next.Terms with { Calendar = null }, next.Version));
        await SessionsAre("MADRID");
        using var deleted = await _admin.Client.DeleteAsync($"{Path}/madrid?version=1");
        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await _admin.Client.DeleteAsync($"{Path}/madrid?version=1").Code()).ShouldBe("market.calendar_unknown");
        (await Audited("market.calendar-deleted", "madrid")).Before.ShouldContain("Madrid");
    }

    /// <summary>Everybody is told, as soon as the directory knows; around the clock where there are none.</summary>
    private static async Task SessionsAre(string symbol, params (string Opens, string Closes)[] week)
    {
        await _api.Services.GetRequiredService<SymbolDirectory>().Refresh();
        var path = $"/api/trading/symbols/{symbol}";
        var list = await _admin.Client.Get<SessionList>($"{path}/sessions?from=2026-03-29T00:00Z&to=2026-04-07T00:00Z");
        list.AroundTheClock.ShouldBe(week.Length == 0);
        list.Items.Select(one => (one.Opens, one.Closes, one.DayEnds)).ShouldBe(week.Select(one => (At(one.Opens), At(one.Closes), At(one.Closes))));
        var summary = await _admin.Client.Get<SymbolSummary>(path);
        var now = await _admin.Client.Get<SessionList>($"{path}/sessions?limit=2");
        (summary.Sessions ?? []).ShouldBe(now.Items);
        (summary.Sessions is null, now.Items.Count).ShouldBe((list.AroundTheClock, list.AroundTheClock ? 0 : 2));
        (await _admin.Client.GetAsync($"{path}/sessions?from=2026-03-29T00:00Z&to=2026-03-29T00:00Z").Code()).ShouldBe("market.range_empty");
        (await _admin.Client.Get<SessionList>($"{path}/sessions?from=0001-01-01T00:00Z&to=9999-12-31T00:00Z&limit=1")).Items.Count.ShouldBe(
            Math.Min(1, week.Length)
        );

        static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Whether a market is closed is told of what is played, not of the hour at which somebody looks.</summary>
    [TestMethod]
    public async Task Sessions_WhileTheFeedReplaysBars_AreThoseOfItsClock()
    {
        await TestMarkets.List(_api, "PLAYED");
        await CoreHost.Execute(
            _api.Database.Owner,
            """
            update market.symbols set calendar = 'us-equities' where symbol = 'PLAYED';
            update market.replays set from_time = '2024-03-06T17:00Z' where symbol_id = (select id from market.symbols where symbol = 'PLAYED')
            """
        );
        await _api.Services.GetRequiredService<SymbolDirectory>().Refresh();
        var summary = await _admin.Client.Get<SymbolSummary>("/api/trading/symbols/PLAYED");
        var opens = new DateTimeOffset(2024, 3, 6, 14, 30, 0, TimeSpan.Zero);
        summary.Sessions.ShouldNotBeNull().Select(session => session.Opens).ShouldBe([opens, opens.AddDays(1)]);
    }

    [TestMethod]
    public async Task Calendar_MadeByTwoAtOnce_IsTheFirstOnes()
    {
        await using var scope = _api.Services.CreateAsyncScope();
        var unitOfWork = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        var first = new TradingCalendar("raced", "First", "Europe/Madrid", [new TradingHours(1, "09:00", "17:30")], []);
        (await unitOfWork.Run(ct => Calendars.Store(unitOfWork, first, 0, ct), CancellationToken.None)).ShouldBeTrue();
        (await unitOfWork.Run(ct => Calendars.Store(unitOfWork, first with { Name = "Second" }, 0, ct), CancellationToken.None)).ShouldBeFalse();
        (await unitOfWork.Run(ct => Calendars.Find(unitOfWork, "raced", ct), CancellationToken.None))?.Calendar.Name.ShouldBe("First");
    }

    [TestMethod]
    [DataRow("""{"name": "X", "zone": "Europe/Madrid", "hours": [null], "exceptions": [], "version": 0}""", "hours")]
    [DataRow(
        """{"name": "X", "zone": "Europe/Madrid", "hours": [{"day": 1, "opens": "09:00", "closes": "17:30"}], "exceptions": [null], "version": 0}""",
        "exceptions"
    )]
    public async Task Calendar_WithNothingInAList_NamesTheField(string body, string field)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var refused = await _admin.Client.PutAsync("/api/admin/market/calendars/nothing", content);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await refused.Refusal();
        (problem.Code, problem.Errors!.Keys.Single()).ShouldBe(("market.calendar_invalid", field));
    }

    private static async Task<IEnumerable<string>> Page(string query) =>
        (await _admin.Client.Get<Page<ManagedSymbol>>(Symbols + query)).Items.Select(symbol => symbol.Symbol);

    private static Task<ManagedSymbolDetails> One(string symbol) => _admin.Client.Get<ManagedSymbolDetails>($"{Symbols}/{symbol}");

    private static async Task<T> Put<T>(string path, object body)
        where T : class
    {
        using var answer = await Send(path, body);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Read<T>();
    }

    private static Task<string> Code(string path, object body) => Send(path, body).Code();

    private static Task<HttpResponseMessage> Send(string path, object body) =>
        _admin.Client.PutAsync($"{Symbols}/{path}", JsonContent.Create(body, body.GetType(), options: Answers.Json));

    private static async Task<(string Before, string After)> Audited(string action, string subject)
    {
        await using var source = NpgsqlDataSource.Create(_api.Database.Owner);
        await using var command = source.CreateCommand(
            $"select coalesce(before::text, ''), coalesce(after::text, '') from core.audit_entries where action = '{action}' and subject_id = '{subject}' order by id desc limit 1"
        );
        await using var reader = await command.ExecuteReaderAsync();
        (await reader.ReadAsync()).ShouldBeTrue(action);
        return (reader.GetString(0), reader.GetString(1));
    }

    private static Task Execute(string sql) => CoreHost.Execute(_api.Database.App, sql);
}
