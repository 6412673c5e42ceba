using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ami.Modules.Market;
using Ami.Modules.Market.Alerts;
using Ami.TestKit;
using Npgsql;

namespace Ami.Tests.Market;

/// <summary>Alerts: one's own, found again as they were left, never overwritten unseen, and refused with a reason.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class KeepAlertTests : ApiTests<KeepAlertTests>
{
    private const string Address = "/api/trading/alerts";

    [ClassInitialize]
    public static async Task List(TestContext _)
    {
        await TestMarkets.List(Host, "WARNED", "PAST");
        // Hours that closed long before the replay's only bar: what a preview looks at.
        await using var source = NpgsqlDataSource.Create(Host.Database.Owner);
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
    public async Task Keep_Changed_IsFoundAgainAndGoesWhenDeleted()
    {
        var (person, other) = ((await Host.SignUp()).Client, (await Host.SignUp()).Client);
        var id = Guid.CreateVersion7();
        var made = await Put(person, id, Body()).Read<AlertView>();
        (made.Version, made.Rule, made.Interval, made.IsArmed, made.Ended).ShouldBe((1, "close > 100 and rsi(close) < 30", "1h", null, null));
        made.Form!.Value.GetProperty("kind").GetString().ShouldBe("price");
        (await Put(person, id, Body()).Read<AlertView>()).Version.ShouldBe(1, "the same again changes nothing");
        var changed = await Put(person, id, Body(("version", 1), ("name", "Ours"), ("repeat", "once"), ("enabled", false))).Read<AlertView>();
        (changed.Version, changed.Name, changed.Repeat, changed.Enabled).ShouldBe((2, "Ours", AlertRepeat.Once, false));
        (await Alerts(person)).ShouldHaveSingleItem().Id.ShouldBe(id);

        (await Alerts(other)).ShouldBeEmpty();
        (await Put(other, id, Body(("version", 2))).Code()).ShouldBe("market.alert_unknown");
        (await other.DeleteAsync($"{Address}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        using var late = await Put(person, id, Body(("version", 1), ("name", "Late")));
        (late.StatusCode, await late.Code()).ShouldBe((HttpStatusCode.Conflict, "market.alert_changed"));
        var current = JsonNode.Parse(await late.Content.ReadAsStringAsync())!["current"].ShouldNotBeNull();
        ((int?)current["version"], (string?)current["name"], (string?)current["repeat"]).ShouldBe((2, "Ours", "once"));
        (await person.DeleteAsync($"{Address}/{id}?version=1")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await person.DeleteAsync($"{Address}/{id}?version=2")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await person.DeleteAsync($"{Address}/{id}?version=2")).StatusCode.ShouldBe(HttpStatusCode.NoContent, "it may be sent again");
        (await Alerts(person)).ShouldBeEmpty();
        (await Put(person, id, Body(("version", 2))).Code()).ShouldBe("market.alert_unknown");
    }

    [TestMethod]
    [DataRow("version", -1, "market.alert_version")]
    [DataRow("name", "", "market.alert_name")]
    [DataRow("name", " x", "market.alert_name")]
    [DataRow("name", "1234567890123456789012345678901234567890123456789012345678901", "market.alert_name")]
    [DataRow("symbol", "NOPE", "market.symbol_unknown")]
    [DataRow("symbol", "<b>", "symbol.malformed")]
    [DataRow("interval", "7x", "market.interval_unknown")]
    [DataRow("rule", "close >", "market.rule_invalid")]
    [DataRow("rule", "close", "market.rule_invalid")]
    [DataRow("rule", "close > drawing.price", "market.rule_invalid")]
    [DataRow("rule", "close > on(90m, close)", "market.alert_interval")]
    [DataRow("rule", "close > on(1w, ema(close, 300))", "market.alert_too_long")]
    [DataRow("form", "no object", "market.alert_form")]
    [DataRow("margin", -1, "market.alert_margin")]
    [DataRow("margin", 51, "market.alert_margin")]
    [DataRow("margin", 0.00001, "market.alert_margin")]
    [DataRow("expiresAt", "2020-01-01T00:00:00Z", "market.alert_expiry")]
    [DataRow("drawingId", "0198c5b1-0000-7000-8000-00000000abcd", "market.alert_drawing_unknown")]
    [DataRow("webhook", "http://example.com/", "market.alert_webhook")]
    [DataRow("webhook", "https://user:word@example.com/", "market.alert_webhook")]
    [DataRow("webhook", "file:///etc/passwd", "market.alert_webhook")]
    [DataRow("webhook", "https://127.0.0.1/", "market.alert_webhook_private")]
    [DataRow("webhook", "https://[::1]:8443/", "market.alert_webhook_private")]
    [DataRow("webhook", "https://localhost/", "market.alert_webhook_private")]
    [DataRow("webhook", "https://169.254.169.254/latest/", "market.alert_webhook_private")]
    [DataRow("webhook", "https://2130706433/", "market.alert_webhook_private")]
    [DataRow("webhook", "https://93.184.215.14/", "market.alert_secret_missing")]
    public async Task Keep_NoAlert_SaysWhatIsWrong(string field, object value, string code)
    {
        var person = (await Host.SignUp()).Client;
        (await Put(person, Guid.CreateVersion7(), Body((field, value))).Code()).ShouldBe(code);
        (await Alerts(person)).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Keep_WrongCondition_SaysWhere()
    {
        var person = (await Host.SignUp()).Client;
        using var answer = await Put(person, Guid.CreateVersion7(), Body(("rule", "close > rsj(close)")));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var mistake = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["rules"]![0].ShouldNotBeNull();
        ((string?)mistake["code"], (int?)mistake["start"], (int?)mistake["length"], (string?)mistake["suggestion"]).ShouldBe(
            ("rules.unknown-function", 8, 3, "rsi")
        );
        ((string?)mistake["message"]!["english"]).ShouldBe("There is no function “rsj”.");
        ((string?)mistake["message"]!["spanish"]).ShouldBe("No existe la función «rsj».");
    }

    [TestMethod]
    public async Task Keep_OnADrawing_EndsWithIt()
    {
        var person = (await Host.SignUp()).Client;
        var (line, words, id) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await Draw(person, line, "horizontalLine");
        await Draw(person, words, "text");
        var about = Body(("rule", "crosses_above(close, drawing.price)"), ("drawingId", line));
        (await Put(person, id, about).Read<AlertView>()).DrawingId.ShouldBe(line);
        (await Put(person, Guid.CreateVersion7(), Body(("rule", "close > drawing.price"), ("drawingId", words))).Code()).ShouldBe("market.alert_drawing");
        (await Put(person, Guid.CreateVersion7(), Body(("rule", "close > drawing.upper"), ("drawingId", line))).Code()).ShouldBe("market.rule_invalid");

        (await person.DeleteAsync($"/api/trading/drawings/WARNED/{line}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var after = (await Alerts(person)).ShouldHaveSingleItem();
        (after.Enabled, after.Ended, after.Version).ShouldBe((false, AlertEnd.DrawingGone, 2));
    }

    [TestMethod]
    public async Task Keep_BeyondTheMost_IsRefused()
    {
        var person = await Host.SignUp();
        await using var source = NpgsqlDataSource.Create(Host.Database.Owner);
        await using var many = source.CreateCommand(
            $"""
            insert into market.alerts (user_id, id, symbol, interval, name, rule, margin, repeat, mail, enabled, version, created_at, updated_at, since, fired_count)
            select '{person.UserId}', gen_random_uuid(), 'WARNED', '1h', 'x', 'close > 1', 0, 'Always', false, true, 1, now(), now(), now(), 0
            from generate_series(1, {AlertRules.MostAlerts - 1})
            """
        );
        await many.ExecuteNonQueryAsync();
        await Put(person.Client, Guid.CreateVersion7(), Body()).Read<AlertView>();
        (await Put(person.Client, Guid.CreateVersion7(), Body()).Code()).ShouldBe("market.too_many_alerts");
    }

    [TestMethod]
    public async Task Secret_IsToldOnceAndLetsAddressesBeNamed()
    {
        var person = (await Host.SignUp()).Client;
        var list = await person.Get<AlertList>(Address);
        list.SecretMadeAt.ShouldBeNull();
        var made = await person.PostAsync($"{Address}/secret", null).Read<MadeSecret>();
        made.Secret.ShouldStartWith("amiwhs_");
        var again = await person.PostAsync($"{Address}/secret", null).Read<MadeSecret>();
        again.Secret.ShouldNotBe(made.Secret);
        (await person.GetStringAsync(Address)).ShouldNotContain(again.Secret);
        (await person.Get<AlertList>(Address)).SecretMadeAt.ShouldNotBeNull();
        (await Put(person, Guid.CreateVersion7(), Body(("webhook", "https://93.184.215.14/hook"))).Read<AlertView>()).Webhook.ShouldBe(
            "https://93.184.215.14/hook"
        );
    }

    [TestMethod]
    public async Task Preview_CountsByTheSameStepsAsWhenBarsClose()
    {
        var person = (await Host.SignUp()).Client;
        async Task<AlertPreview> Ask(string rule, decimal margin = 0, string repeat = "always") =>
            await person
                .PostAsJsonAsync(
                    $"{Address}/preview",
                    new
                    {
                        symbol = "PAST",
                        interval = "1h",
                        rule,
                        margin,
                        repeat,
                    }
                )
                .Read<AlertPreview>();

        // Up at 5, 15, …, 95: ten times.
        var above = await Ask("close > 105");
        (above.Bars, above.Fired, above.HoldsNow.Count, above.Newest.Count, above.Symbols).ShouldBe((99, 10, 1, 10, 1));
        above.Newest[0].ShouldBe(new WouldHaveFired(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(95), 110, "PAST"));
        (await Ask("close > 105", repeat: "once")).Fired.ShouldBe(10, "as if it were armed again");
        (await Ask("close > 105", repeat: "bar")).Fired.ShouldBe(50);
        (await Ask("close > 105", margin: 20)).Fired.ShouldBe(1, "it never goes 20 % away");
        (await Ask("close > 1000")).Fired.ShouldBe(0);
        (
            await person
                .PostAsJsonAsync(
                    $"{Address}/preview",
                    new
                    {
                        symbol = "PAST",
                        interval = "1h",
                        rule = "close >",
                    }
                )
                .Code()
        ).ShouldBe("market.rule_invalid");
        (await Alerts(person)).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Keep_OnAllSymbols_IsFoundAgainAndThereAreTenAtMost()
    {
        var person = (await Host.SignUp()).Client;
        JsonObject OnAll(string rule)
        {
            var body = Body(("rule", rule));
            body["symbol"] = null;
            return body;
        }

        var made = await Put(person, Guid.CreateVersion7(), OnAll("close > 105 and symbol.asset_class == \"crypto\"")).Read<AlertView>();
        (made.Symbol, made.IsArmed).ShouldBe((null, null));
        (await Put(person, Guid.CreateVersion7(), Body(("rule", "symbol.simulated"))).Code()).ShouldBe("market.rule_invalid");
        var drawn = OnAll("close > drawing.price");
        drawn["drawingId"] = Guid.CreateVersion7();
        (await Put(person, Guid.CreateVersion7(), drawn).Code()).ShouldBe("market.alert_drawing_symbol");
        for (var i = 1; i < AlertRules.MostOnAll; i++)
        {
            (await Put(person, Guid.CreateVersion7(), OnAll($"close > {i}"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await Put(person, Guid.CreateVersion7(), OnAll("close > 50")).Code()).ShouldBe("market.too_many_alerts_on_all");
        var one = Guid.CreateVersion7();
        (await Put(person, one, Body())).StatusCode.ShouldBe(HttpStatusCode.OK);
        var widened = OnAll("close > 50");
        widened["version"] = 1;
        (await Put(person, one, widened).Code()).ShouldBe("market.too_many_alerts_on_all");
    }

    [TestMethod]
    public async Task Preview_OnAllSymbols_CountsEach()
    {
        var person = (await Host.SignUp()).Client;
        var seen = await person
            .PostAsJsonAsync(
                $"{Address}/preview",
                new
                {
                    symbol = (string?)null,
                    interval = "1h",
                    rule = "close > 105 and symbol.asset_class == \"crypto\"",
                }
            )
            .Read<AlertPreview>();
        (seen.Bars, seen.Fired, seen.Newest[0].Symbol, seen.HoldsNow.Single()).ShouldBe((99, 10, "PAST", "PAST"));
        seen.Symbols.ShouldBeGreaterThan(1);
    }

    private static JsonObject Body(params (string Field, object Value)[] changes)
    {
        var body = new JsonObject
        {
            ["version"] = 0,
            ["name"] = "Mine",
            ["symbol"] = "WARNED",
            ["interval"] = "60m",
            ["rule"] = "close>100 and (rsi(close)<30)",
            ["form"] = new JsonObject { ["kind"] = "price", ["level"] = 100 },
        };
        foreach (var (field, value) in changes)
        {
            body[field] = JsonSerializer.SerializeToNode(value);
        }

        return body;
    }

    private static Task<HttpResponseMessage> Put(HttpClient person, Guid id, JsonObject body) => person.PutAsJsonAsync($"{Address}/{id}", body);

    private static async Task Draw(HttpClient person, Guid id, string kind)
    {
        using var answer = await person.PutAsJsonAsync(
            $"/api/trading/drawings/WARNED/{id}",
            new
            {
                version = 0,
                kind,
                points = new[] { new { t = 1_700_000_000_000, price = 100 } },
                style = new
                {
                    color = "blue",
                    width = 1,
                    dash = "solid",
                },
                text = kind == "text" ? "Words" : null,
            }
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<IReadOnlyList<AlertView>> Alerts(HttpClient person) => (await person.Get<AlertList>(Address)).Items;
}
