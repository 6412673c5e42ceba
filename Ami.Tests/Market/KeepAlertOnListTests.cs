using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ami.Modules.Market;
using Ami.Modules.Market.Alerts;
using Ami.TestKit;
using Npgsql;

namespace Ami.Tests.Market;

/// <summary>Alerts on watchlists: of one's own lists alone, ended with them, and counted by their symbols.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class KeepAlertOnListTests : ApiTests<KeepAlertOnListTests>
{
    private const string Address = "/api/trading/alerts";

    [ClassInitialize]
    public static async Task List(TestContext _)
    {
        await TestMarkets.List(Host, "WARNED", "PAST");
        await using var source = NpgsqlDataSource.Create(Host.Database.Owner);
        // Hours of which every other five are above 105.
        await using var bars = source.CreateCommand(
            """
            insert into market.candles (symbol_id, interval_seconds, t, open, high, low, close, volume)
            select s.id, 3600, timestamptz '2026-01-01Z' + make_interval(hours => n), p, p, p, p, 1
            from market.symbols s, generate_series(0, 99) n, lateral (select case when n % 10 < 5 then 100 else 110 end as p) price
            where s.symbol = 'PAST'
            """
        );
        await bars.ExecuteNonQueryAsync();
    }

    [TestMethod]
    public async Task Keep_OnAWatchlist_IsFoundAgainAndEndsWithIt()
    {
        var (person, other) = ((await Host.SignUp()).Client, (await Host.SignUp()).Client);
        var (list, id) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        (await Put(person, id, OnList(list)).Code()).ShouldBe("market.alert_watchlist_unknown");
        await Watch(person, list, 0, "WARNED", "PAST");
        (await Put(other, id, OnList(list)).Code()).ShouldBe("market.alert_watchlist_unknown", "it is somebody else's");
        var both = OnList(list);
        both["symbol"] = "WARNED";
        (await Put(person, id, both).Code()).ShouldBe("market.alert_watchlist_symbol");
        var drawn = OnList(list);
        drawn["drawingId"] = Guid.CreateVersion7();
        (await Put(person, id, drawn).Code()).ShouldBe("market.alert_drawing_symbol");

        var made = await Put(person, id, OnList(list)).Read<AlertView>();
        (made.Version, made.Symbol, made.WatchlistId, made.IsArmed).ShouldBe((1, null, list, null));
        (await Put(person, id, OnList(list)).Read<AlertView>()).Version.ShouldBe(1, "the same again changes nothing");

        (await other.DeleteAsync($"/api/trading/watchlists/{list}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Alerts(person)).ShouldHaveSingleItem().Ended.ShouldBeNull();
        (await person.DeleteAsync($"/api/trading/watchlists/{list}?version=7")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await Alerts(person)).ShouldHaveSingleItem().Ended.ShouldBeNull();
        (await person.DeleteAsync($"/api/trading/watchlists/{list}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var after = (await Alerts(person)).ShouldHaveSingleItem();
        (after.Enabled, after.Ended, after.Version).ShouldBe((false, AlertEnd.WatchlistGone, 2));
        var again = OnList(list);
        again["version"] = 2;
        (await Put(person, id, again).Code()).ShouldBe("market.alert_watchlist_unknown");
        again["version"] = 1;
        (await Put(person, id, again).Code()).ShouldBe("market.alert_changed", "what the client saw comes first");
        (again["version"], again["enabled"], again["name"]) = (2, false, "Of a list that is gone");
        (await Put(person, id, again).Read<AlertView>()).Version.ShouldBe(3, "one that is off may be changed");
    }

    [TestMethod]
    public async Task Keep_ListIsNotSaid_StaysOnIt()
    {
        var person = (await Host.SignUp()).Client;
        var (list, id) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Watch(person, list, 0, "WARNED");
        await Put(person, id, OnList(list)).Read<AlertView>();
        var old = OnList(list);
        old.Remove("watchlistId");
        (old["version"], old["name"]) = (1, "By a page of before");
        var kept = await Put(person, id, old).Read<AlertView>();
        (kept.Version, kept.Name, kept.WatchlistId).ShouldBe((2, "By a page of before", list));
        (old["version"], old["watchlistId"]) = (2, null);
        (await Put(person, id, old).Read<AlertView>()).WatchlistId.ShouldBeNull("it was said");
    }

    [TestMethod]
    public async Task Keep_OnWatchlistsBeyondTheMost_CountsTheirSymbols()
    {
        var person = await Host.SignUp();
        var (small, large) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Watch(person.Client, small, 0, "WARNED");
        await Watch(person.Client, large, 0);
        (await Put(person.Client, Guid.CreateVersion7(), OnList(large)).Read<AlertView>()).Version.ShouldBe(1);
        await Fill(large, AlertRules.MostWatched - 1);

        (await Put(person.Client, Guid.CreateVersion7(), OnList(small)).Read<AlertView>()).Version.ShouldBe(1);
        var off = OnList(small);
        off["enabled"] = false;
        (await Put(person.Client, Guid.CreateVersion7(), off).Read<AlertView>()).Version.ShouldBe(1, "one that is off is about none");
        (await Put(person.Client, Guid.CreateVersion7(), OnList(small)).Code()).ShouldBe("market.too_many_alert_symbols");
        (await Lines(person.Client, small, 1, "WARNED", "PAST").Code()).ShouldBe("market.too_many_alert_symbols", "the alert would be about one more");
        await Watch(person.Client, small, 1, "PAST");
        await Watch(person.Client, Guid.CreateVersion7(), 0, "WARNED", "PAST");
    }

    [TestMethod]
    public async Task Keep_ListIsMadeAgainUnderItsAlerts_CountsItWhenTheyAreSwitchedOn()
    {
        var person = (await Host.SignUp()).Client;
        var (list, first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await Watch(person, list, 0, "WARNED");
        foreach (var id in (Guid[])[first, second])
        {
            await Put(person, id, OnList(list)).Read<AlertView>();
        }

        (await person.DeleteAsync($"/api/trading/watchlists/{list}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await Watch(person, list, 0, "WARNED");
        var on = OnList(list);
        on["version"] = 2;
        (await Put(person, first, on).Read<AlertView>()).Enabled.ShouldBeTrue();
        await Fill(list, AlertRules.MostWatched / 2 + 1);
        (await Put(person, second, on).Code()).ShouldBe("market.too_many_alert_symbols");
    }

    [TestMethod]
    public async Task Preview_OnAWatchlist_CountsItsSymbols()
    {
        var person = (await Host.SignUp()).Client;
        var (list, empty) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Watch(person, list, 0, "WARNED", "PAST");
        await Watch(person, empty, 0);
        Task<HttpResponseMessage> Ask(Guid watchlistId, string? symbol = null) =>
            person.PostAsJsonAsync(
                $"{Address}/preview",
                new
                {
                    symbol,
                    watchlistId,
                    interval = "1h",
                    rule = "close > 105 and symbol.asset_class == \"crypto\"",
                }
            );

        var seen = await Ask(list).Read<AlertPreview>();
        (seen.Fired, seen.Newest[0].Symbol, seen.HoldsNow.Single(), seen.Symbols, seen.Listed).ShouldBe((10, "PAST", "PAST", 2, 2));
        var none = await Ask(empty).Read<AlertPreview>();
        (none.Bars, none.Fired, none.Symbols, none.Listed).ShouldBe((0, 0, 0, 0));
        (await Ask(Guid.CreateVersion7()).Code()).ShouldBe("market.alert_watchlist_unknown");
        (await Ask(list, "PAST").Code()).ShouldBe("market.alert_watchlist_symbol");
    }

    /// <summary>More symbols in a list than there are here.</summary>
    private static async Task Fill(Guid list, int symbols)
    {
        await using var source = NpgsqlDataSource.Create(Host.Database.Owner);
        await using var many = source.CreateCommand(
            $"""
            update market.watchlists set items = (select jsonb_agg(jsonb_build_object('symbol', 'S' || n)) from generate_series(1, {symbols}) n)
            where id = '{list}'
            """
        );
        await many.ExecuteNonQueryAsync();
    }

    private static JsonObject OnList(Guid list) =>
        new()
        {
            ["version"] = 0,
            ["name"] = "Mine",
            ["symbol"] = null,
            ["watchlistId"] = list,
            ["interval"] = "1h",
            ["rule"] = "close > 105",
        };

    private static Task<HttpResponseMessage> Put(HttpClient person, Guid id, JsonObject body) => person.PutAsJsonAsync($"{Address}/{id}", body);

    private static async Task<IReadOnlyList<AlertView>> Alerts(HttpClient person) => (await person.Get<AlertList>(Address)).Items;

    private static Task<HttpResponseMessage> Lines(HttpClient person, Guid list, int version, params string[] symbols) =>
        person.PutAsJsonAsync(
            $"/api/trading/watchlists/{list}",
            new
            {
                version,
                name = list.ToString(),
                items = symbols.Select(symbol => new { symbol }),
            }
        );

    private static async Task Watch(HttpClient person, Guid list, int version, params string[] symbols)
    {
        using var answer = await Lines(person, list, version, symbols);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
