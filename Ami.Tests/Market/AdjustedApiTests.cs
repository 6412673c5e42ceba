using System.Net;
using System.Net.Http.Json;
using Ami.Modules.Market;
using Ami.Modules.Market.Alerts;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Features;
using Ami.TestKit;
using Ami.Tests.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Market;

/// <summary>What clients ask for and are told of a share that was split 4 for 1 on 4 March 2024, at 400 before and 100 after.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class AdjustedApiTests : ApiTests<AdjustedApiTests>
{
    private const string Name = "SPLITAPI";

    [TestInitialize]
    public async Task List()
    {
        await CoreHost.Execute(
            Host.Database.Owner,
            $"""
            with added as (
                insert into market.symbols (symbol, name, asset_class, currency, price_digits, quantity_digits, min_quantity, source)
                values ('{Name}', '{Name}', 'Equity', 'USD', 2, 0, 1, 'Imported') on conflict do nothing returning id),
            acted as (
                insert into market.corporate_actions (symbol_id, day, at, new_shares, old_shares, dividend)
                select id, date '2024-03-04', timestamptz '2024-03-04Z', 4, 1, 0 from added
                union all select id, date '2024-03-01', timestamptz '2024-03-01Z', 1, 1, 4 from added
                union all select id, date '2100-03-01', timestamptz '2100-03-01Z', 2, 1, 0 from added)
            insert into market.candles (symbol_id, interval_seconds, t, open, high, low, close, volume)
            select id, 86400, d, p, p, p, p, 400 / p from added, generate_series(timestamptz '2024-02-26Z', '2024-03-08Z', '1 day') d,
                lateral (select case when d < '2024-03-04Z' then 400 else 100 end p) prices
            """
        );
        await Host.Services.GetRequiredService<SymbolDirectory>().Refresh();
    }

    [TestMethod]
    public async Task Chart_AndIndicators_AreAdjustedAsAsked()
    {
        var client = (await Host.SignUp()).Client;
        Task<ChartResponse> Chart(string adjust) => client.Get<ChartResponse>($"/api/trading/chart/{Name}?interval=1d{adjust}");
        (await Chart("")).C.ShouldAllBe(close => close == 100);
        (await Chart("&adjust=splits")).V.ShouldAllBe(volume => volume == 4);
        (await Chart("&adjust=none")).C[..8].ShouldBe([400, 400, 400, 400, 400, 400, 400, 100]);
        (await Chart("&adjust=all")).C[..6].ShouldBe([99, 99, 99, 99, 100, 100]);
        foreach (var group in (string[])["trading", "ml"])
        {
            async Task<double?> Average(string adjust) =>
                (await client.Get<IndicatorsResponse>($"/api/{group}/indicators/{Name}?interval=1d&with=sma(period=3)&limit=5{adjust}")).Series[0].Outputs[0][
                    0
                ];
            (await Average("")).ShouldBe(100);
            (await Average("&adjust=none")).ShouldBe(300, "two of 400 and one of 100");
        }

        foreach (var path in (string[])["chart/{0}?", "indicators/{0}?with=rsi&", "corporate-actions/{0}?", "stream/{0}?"])
        {
            using var refused = await client.GetAsync(
                new Uri($"/api/trading/{path.Replace("{0}", Name, StringComparison.Ordinal)}adjust=half", UriKind.Relative)
            );
            (refused.StatusCode, await refused.Code()).ShouldBe((HttpStatusCode.BadRequest, "market.adjust_unknown"));
        }
    }

    [TestMethod]
    public async Task Actions_SayWithWhatPricesFromBeforeThemAreMultiplied()
    {
        var client = (await Host.SignUp()).Client;
        async Task<(DateTimeOffset, double)[]> Factors(string adjust) =>
            [.. (await client.Get<CorporateActionList>($"/api/trading/corporate-actions/{Name}{adjust}")).Factors.Select(step => (step.Until, step.Factor))];
        var (dividend, split) = (new DateTimeOffset(2024, 3, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2024, 3, 4, 0, 0, 0, TimeSpan.Zero));
        (await Factors("")).ShouldBe([(split, 0.25)], "what is still to come changes nothing");
        (await Factors("?adjust=all")).ShouldBe([(dividend, 0.2475), (split, 0.25)]);
        (await Factors("?adjust=none")).ShouldBeEmpty();
    }

    /// <summary>What cannot change any more is read once, also while another close may still come.</summary>
    [TestMethod]
    public async Task Factors_OfSettledDividends_AreNotReadAgain()
    {
        const string name = "DIVAPI";
        var ex = Host.Time.GetUtcNow().AddHours(-1);
        await CoreHost.Execute(
            Host.Database.Owner,
            $"""
            with added as (
                insert into market.symbols (symbol, name, asset_class, currency, price_digits, quantity_digits, min_quantity, source)
                values ('{name}', '{name}', 'Equity', 'USD', 2, 0, 1, 'Imported') returning id),
            acted as (
                insert into market.corporate_actions (symbol_id, day, at, new_shares, old_shares, dividend)
                select id, date '2024-03-01', timestamptz '2024-03-01Z', 1, 1, 4 from added
                union all select id, date '{ex:yyyy-MM-dd}', '{ex:O}', 1, 1, 4 from added)
            insert into market.candles (symbol_id, interval_seconds, t, open, high, low, close, volume)
            select id, 86400, d, 400, 400, 400, 400, 1 from added, unnest(array[timestamptz '2024-02-26Z', '{ex.AddDays(-2):O}']) d
            """
        );
        await Host.Services.GetRequiredService<SymbolDirectory>().Refresh();
        var client = (await Host.SignUp()).Client;
        async Task<double[]> Factors() =>
            [.. (await client.Get<CorporateActionList>($"/api/trading/corporate-actions/{name}?adjust=all")).Factors.Select(step => step.Factor)];
        (await Factors()).ShouldBe([0.9801, 0.99]);
        await CoreHost.Execute(
            Host.Database.Owner,
            $"update market.candles set open = 200, high = 200, low = 200, close = 200 where symbol_id = (select id from market.symbols where symbol = '{name}')"
        );
        (await Factors()).ShouldBe([0.9801, 0.99]);
        Host.Time.Advance(TimeSpan.FromSeconds(11), elapses: true);
        (await Factors()).ShouldBe([0.9702, 0.98], "the close before the newer one may still have been on its way");
    }

    /// <summary>An alert from before the split is tried by the shares that it was written for, not by the shares of today.</summary>
    [TestMethod]
    public async Task Preview_OfAConditionFromBeforeASplit_GoesByOldShares()
    {
        var client = (await Host.SignUp()).Client;
        async Task<AlertPreview> Preview(DateTimeOffset? written)
        {
            using var answer = await client.PostAsJsonAsync(
                "/api/trading/alerts/preview",
                new
                {
                    symbol = Name,
                    interval = "1d",
                    rule = "close > 390",
                    repeat = "bar",
                    writtenAt = written,
                }
            );
            return (await answer.Content.ReadFromJsonAsync<AlertPreview>(Answers.Json)).ShouldNotBeNull();
        }

        (await Preview(null)).HoldsNow.ShouldBeEmpty("today it costs 100");
        (await Preview(new DateTimeOffset(2024, 2, 27, 0, 0, 0, TimeSpan.Zero))).HoldsNow.ShouldBe([Name]);
    }

    /// <summary>The tag that a client has is of the factors, too: after an import it gets the other prices.</summary>
    [TestMethod]
    public async Task Chart_AfterAnImport_IsNotWhatTheClientHas()
    {
        var client = (await Host.SignUp()).Client;
        var path = new Uri($"/api/trading/chart/{Name}?interval=1d&to=2024-03-20T00:00:00Z", UriKind.Relative);
        var before = await Tag(client);
        using (var same = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "If-None-Match", before } } })
        using (var answer = await client.SendAsync(same))
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        }

        await CoreHost.Execute(Host.Database.Owner, "update market.corporate_actions set new_shares = 8 where day = '2024-03-04'");
        await Host.Services.GetRequiredService<SymbolDirectory>().Refresh();
        (await Tag(client)).ShouldNotBe(before);
        (await client.Get<ChartResponse>(path.ToString())).C[0].ShouldBe(50);
        await CoreHost.Execute(Host.Database.Owner, "update market.corporate_actions set new_shares = 4 where day = '2024-03-04'");

        async Task<string> Tag(HttpClient asking)
        {
            using var answer = await asking.GetAsync(path);
            return answer.Headers.ETag.ShouldNotBeNull().Tag;
        }
    }
}
