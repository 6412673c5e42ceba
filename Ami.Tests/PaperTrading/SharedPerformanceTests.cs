using System.Net;
using System.Text.Json;
using Ami.Modules.Operations.Features;
using Ami.Modules.PaperTrading;
using Ami.Modules.PaperTrading.Features;
using Ami.Modules.PaperTrading.Sharing;
using Ami.TestKit;
using Ami.Tests.Core.Documents;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ami.Tests.PaperTrading;

/// <summary>Links to how a practice account does, as their owner and as everybody uses them.</summary>
[TestClass]
[Needs<PaperTradingModule>]
public sealed class SharedPerformanceTests
{
    private const string Links = "/api/me/share-links";

    private static PaperVenue _venue = null!;

    [ClassInitialize]
    public static async Task Open(TestContext context) => _venue = await PaperVenue.Open();

    [ClassCleanup]
    public static Task Close() => _venue.DisposeAsync().AsTask();

    [TestMethod]
    public async Task Open_ByAnybody_ShowsTheAccountsFiguresAndNobody()
    {
        var trader = await Traded();
        var (link, address) = await Share(trader, new { amounts = true, title = " My spring " });
        using var response = await Anybody(address);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.CacheControl?.NoStore.ShouldBeTrue();
        response.Headers.GetValues("X-Robots-Tag").Single().ShouldBe("noindex, nofollow");
        response.Headers.GetValues("Referrer-Policy").Single().ShouldBe("no-referrer");
        var text = await response.Content.ReadAsStringAsync();
        var shared = JsonSerializer.Deserialize<Shared<PaperPerformance>>(text, Answers.Json).ShouldNotBeNull();
        shared.Title.ShouldBe("My spring");
        var view = shared.View;
        var (stats, curve) = (await trader.Get<PaperStats>("stats"), (await trader.Get<EquityCurve>("equity")).Points.ToList());
        view.Stats.ShouldBe(stats);
        view.Curve.Select(p => p.Value).ShouldBe(curve.Select(p => p.Equity));
        (view.Currency, view.StartingCash).ShouldBe(("USD", 100_000m));
        view.Return.ShouldBe(decimal.Round((curve[^1].Equity / 100_000m) - 1, 6));

        using var pdf = new PdfText(await (await Anybody(address, "/pdf?language=es")).Content.ReadAsByteArrayAsync());
        pdf.All.ShouldContain("Rendimiento de una cuenta de práctica");
        pdf.All.ShouldContain("My spring");
        pdf.All.ShouldContain("Dinero de práctica simulado");
        foreach (var known in await KnownOf(trader, link))
        {
            text.ShouldNotContain(known);
            pdf.All.ShouldNotContain(known);
        }
    }

    [TestMethod]
    public async Task Open_PercentOnly_GivesNoAmountAway()
    {
        var trader = await Traded();
        var (_, address) = await Share(trader, new { amounts = false });
        var view = (await Anybody(address).Read<Shared<PaperPerformance>>()).View;
        (view.Currency, view.StartingCash).ShouldBe((null, null));
        view.Curve.ShouldAllBe(p => Math.Abs(p.Value) < 1);
        var stats = view.Stats;
        foreach (
            var amount in (decimal?[])
                [stats.Expectancy, stats.AverageWin, stats.AverageLoss, stats.MaxDrawdown, stats.FeesPaid, stats.BestTrade, stats.WorstTrade]
        )
        {
            Math.Abs(amount.ShouldNotBeNull()).ShouldBeLessThan(1);
        }

        stats.BestTrade.ShouldBe(decimal.Round((await trader.Get<PaperStats>("stats")).BestTrade / 100_000m, 6));
    }

    [TestMethod]
    public async Task Open_AfterAReset_StillShowsWhatWasShared()
    {
        var trader = await Traded();
        var (_, address) = await Share(trader, new { amounts = false });
        (await trader.Reset(new { startingCash = 500m })).StatusCode.ShouldBe(HttpStatusCode.OK);
        var view = (await Anybody(address).Read<Shared<PaperPerformance>>()).View;
        view.Stats.Trades.ShouldBe(1);
        view.Until.ShouldNotBeNull();
    }

    [TestMethod]
    public async Task List_CountsOpeningsButNoDownloads()
    {
        var trader = await Traded();
        var (link, address) = await Share(trader, new { amounts = false, days = 7 });
        await Anybody(address);
        await Anybody(address);
        await Anybody(address, "/pdf");
        var text = await trader.Client.GetStringAsync($"{Links}?subject={trader.AccountId}");
        var listed = JsonSerializer.Deserialize<MyShareLinks.ShareLinkList>(text, Answers.Json).ShouldNotBeNull().Items.Single();
        (listed.Id, listed.Opened).ShouldBe((link, 2));
        listed.LastOpenedAt.ShouldNotBeNull();
        (listed.ExpiresAt - listed.CreatedAt).ShouldBe(TimeSpan.FromDays(7));
        text.ShouldNotContain(TokenOf(address));
        (await trader.Client.Get<MyShareLinks.ShareLinkList>($"{Links}?subject={Guid.Empty}")).Items.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task End_ByTheOwner_CountsAtOnceAndByNobodyElse()
    {
        var (trader, other) = (await Traded(), await _venue.NewTrader());
        var (link, address) = await Share(trader, new { amounts = false });
        using var foreign = await other.Client.DeleteAsync($"{Links}/{link}");
        (await foreign.Code()).ShouldBe("share.not_found");
        (await Anybody(address)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await trader.Client.DeleteAsync($"{Links}/{link}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await trader.Client.DeleteAsync($"{Links}/{link}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        foreach (var suffix in (string[])["", "/pdf"])
        {
            using var ended = await Anybody(address, suffix);
            (ended.StatusCode, await ended.Code()).ShouldBe((HttpStatusCode.NotFound, "share.ended"));
        }

        (await trader.Client.Get<MyShareLinks.ShareLinkList>(Links)).Items.ShouldBeEmpty();
        (await _venue.Scalar<long>($"select count(*) from core.audit_entries where action = 'sharing.link-made' and subject_id = '{link}'")).ShouldBe(1);
        (await _venue.Scalar<long>($"select count(*) from core.audit_entries where action = 'sharing.link-ended' and subject_id = '{link}'")).ShouldBe(1);
    }

    [TestMethod]
    public async Task Open_TimeIsOver_HasEnded()
    {
        var trader = await Traded();
        var (link, address) = await Share(trader, new { amounts = false, days = 1 });
        await _venue.Execute(
            $"update core.share_links set created_at = created_at - interval '1 day', expires_at = expires_at - interval '1 day' where id = '{link}'"
        );
        using var over = await Anybody(address);
        (await over.Code()).ShouldBe("share.ended");
        (await _venue.Scalar<long>($"select opened from core.share_links where id = '{link}'")).ShouldBe(0);
    }

    [TestMethod]
    public async Task Sweep_LinkThatEndedAMonthAgo_IsForgotten()
    {
        var trader = await Traded();
        var (old, oldAddress) = await Share(trader, new { amounts = false });
        var (recent, recentAddress) = await Share(trader, new { amounts = false });
        await _venue.Execute($"update core.share_links set ended_at = now() - interval '31 days' where id = '{old}'");
        await _venue.Execute($"update core.share_links set ended_at = now() - interval '29 days' where id = '{recent}'");
        var sweep = ActivatorUtilities.CreateInstance<SweepCore>(_venue.Host.Services);
        await sweep.Sweep(new JobRun("test", NullLogger.Instance), CancellationToken.None);
        (await Anybody(oldAddress).Code()).ShouldBe("share.not_found");
        (await Anybody(recentAddress).Code()).ShouldBe("share.ended");
    }

    [TestMethod]
    public async Task Open_GuessedOrOfAnotherKind_IsNotFound()
    {
        var (link, address) = await Share(await Traded(), new { amounts = false });
        var token = TokenOf(address);
        token.Length.ShouldBe(32);
        foreach (var guess in (string[])[token[..^1], token + "A", link.ToString(), "A", "%20", new string('A', 32)])
        {
            using var response = await _venue.Host.Anonymous().GetAsync($"/api/shared/paper-performance/{guess}");
            (response.StatusCode, await response.Code()).ShouldBe((HttpStatusCode.NotFound, "share.not_found"), guess);
        }

        // Whoever reads the table cannot open the link.
        (await _venue.Scalar<string>($"select row_to_json(l)::text from core.share_links l where id = '{link}'")).ShouldNotContain(token);
        await _venue.Execute($"update core.share_links set kind = 'something-else' where id = '{link}'");
        (await Anybody(address).Code()).ShouldBe("share.not_found");
    }

    [TestMethod]
    public async Task Share_NotTheirsOrOutOfBounds_IsRefused()
    {
        var (trader, other) = (await _venue.NewTrader(), await _venue.NewTrader());
        async Task<string?> Refused(PaperTrader by, object body) => await by.Post($"/api/trading/paper/accounts/{trader.AccountId}/share", body).Code();
        (await Refused(other, new { amounts = true })).ShouldBe("paper.account_not_found");
        (await Refused(trader, new { amounts = true, days = 0 })).ShouldBe("share.days_invalid");
        (await Refused(trader, new { amounts = true, days = 366 })).ShouldBe("share.days_invalid");
        (await Refused(trader, new { amounts = true, title = new string('x', 81) })).ShouldBe("share.title_invalid");
        (await Refused(trader, new { amounts = true, title = "a\nb" })).ShouldBe("share.title_invalid");
    }

    [TestMethod]
    public async Task Share_ManyAtOnce_MakesNoMoreThanAllowed()
    {
        var trader = await _venue.NewTrader();
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, ShareLinks.MostLinks + 5)
                .Select(_ => trader.Post($"/api/trading/paper/accounts/{trader.AccountId}/share", new { amounts = false }))
        );
        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(ShareLinks.MostLinks);
        (await answers.First(a => a.StatusCode != HttpStatusCode.Created).Code()).ShouldBe("share.too_many_links");
    }

    private static async Task<PaperTrader> Traded()
    {
        var trader = await _venue.NewTrader();
        await trader.Place(trader.OrderBody(_venue.First, "buy", 10m));
        await _venue.Tick(_venue.First, 100m);
        await trader.Close(_venue.First);
        await _venue.Tick(_venue.First, 117m);
        return trader;
    }

    private static async Task<(Guid Link, string Address)> Share(PaperTrader trader, object body)
    {
        using var response = await trader.Post($"/api/trading/paper/accounts/{trader.AccountId}/share", body);
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        var made = await response.Read<NewShareLink>();
        var address = made.Address;
        address.ShouldStartWith("https://localhost/s/paper-performance/");
        return (made.Link.Id, address);
    }

    /// <summary>Everything that the system knows of the owner, in the forms in which it might be written.</summary>
    private static async Task<IReadOnlyList<string>> KnownOf(PaperTrader trader, Guid link)
    {
        var account = await trader.Account();
        var ids = (Guid[])[trader.UserId, trader.AccountId, link, .. (await trader.Orders()).Select(o => o.Id), .. (await trader.Fills()).Select(f => f.Id)];
        return [account.Name, .. ids.SelectMany(id => (string[])[id.ToString(), id.ToString("N")])];
    }

    private static string TokenOf(string address) => address[(address.LastIndexOf('/') + 1)..];

    private static Task<HttpResponseMessage> Anybody(string address, string suffix = "") =>
        _venue.Host.Anonymous().GetAsync($"/api/shared/paper-performance/{TokenOf(address)}{suffix}");
}
