using Ami.Modules.Market;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Sources;
using Ami.Modules.Market.Sources.Binance;
using Ami.TestKit;

namespace Ami.Tests.Market;

/// <summary>What the exchange refuses, when it is obeyed, and how its connections end.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class BinanceFaultTests
{
    [TestMethod]
    [DataRow(429, SourceErrors.RateLimitedCode)]
    [DataRow(418, SourceErrors.BannedCode)]
    public async Task Ask_ExchangeSaysWhenToComeAgain_NobodyAsksBefore(int status, string code)
    {
        await using var silo = await BinanceHarness.Create();
        await silo.Begin();
        await silo.Pass(30);
        silo.Exchange.Fault = target => target.StartsWith("/api", StringComparison.Ordinal) ? new BinanceFault(status, RetryAfter: 40) : null;
        // A bar that the stream leaves out is asked for.
        silo.Exchange.Distort = messages => [.. messages.Where(message => !message.Contains("\"x\":true", StringComparison.Ordinal))];
        await silo.Pass(10);
        silo.Trouble.ShouldBe(code);
        silo.Exchange.Fault = null;
        var asked = silo.Exchange.Asked.Count;
        silo.Exchange.CutAll();
        await silo.Pass(25);
        silo.Exchange.Asked.Count.ShouldBe(asked, "neither requests nor connections");
        silo.Exchange.Opened.Count.ShouldBe(1);

        await silo.Pass(20);
        silo.Exchange.Distort = null;
        await silo.Connected();
        await silo.Pass(60);
        silo.Trouble.ShouldBeNull();
        await silo.StoredBarsAreComplete(120);
        silo.EveryTradeWasHeard(BinanceHarness.Bitcoin, MarketHarness.Start);
    }

    [TestMethod]
    public async Task Begin_NotServedHere_IsSaidPlainlyAndStored()
    {
        await using var silo = await BinanceHarness.Create();
        silo.Exchange.Fault = _ => new BinanceFault(451);
        var error = (await silo.Feed.Begin(CancellationToken.None)).ShouldNotBeNull();
        error.Code.ShouldBe("market.source_region");
        error.Message.ShouldContain("451");
        var requests = silo.Exchange.Asked.Count;
        await silo.Feed.Begin(CancellationToken.None);
        silo.Exchange.Asked.Count.ShouldBe(requests, "it is not asked again for a while");

        var states = silo.Market.Get<SourceStates>();
        await states.Save(CancellationToken.None);
        var told = (await states.All(CancellationToken.None)).ShouldHaveSingleItem();
        (told.Source, told.Code).ShouldBe((PriceSource.Binance, "market.source_region"));
        (await new SourceFigures(states, silo.Time).Read(CancellationToken.None)).ShouldBe([new Figure("market.sources_troubled", 1, true)]);

        silo.Exchange.Fault = null;
        silo.Time.Advance(TimeSpan.FromMinutes(11));
        (await silo.Feed.Begin(CancellationToken.None)).ShouldBeNull();
    }

    [TestMethod]
    [DataRow(500)]
    [DataRow(0)]
    public async Task Ask_ServerFailsNowAndThen_IsAskedAgain(int status)
    {
        await using var silo = await BinanceHarness.Create();
        await silo.Begin();
        var requests = 0;
        silo.Exchange.Fault = target =>
            target.StartsWith("/api", StringComparison.Ordinal) && Interlocked.Increment(ref requests) % 3 == 0 ? new BinanceFault(status) : null;
        silo.Exchange.Distort = messages => [.. messages.Where((_, i) => i % 5 != 0)];
        await silo.Pass(150);
        silo.Exchange.Fault = null;
        silo.Exchange.Distort = null;
        await silo.Pass(40);
        await silo.StoredBarsAreComplete(120);
        silo.EveryTradeWasHeard(BinanceHarness.Bitcoin, MarketHarness.Start);
    }

    [TestMethod]
    public async Task Ask_ServerIsSlow_IsGivenUpInTimeAndAskedAgain()
    {
        var never = new TaskCompletionSource();
        await using var silo = await BinanceHarness.Create(settings: new() { ["Market:Binance:AnswerWithin"] = "00:00:01" });
        await silo.Begin();
        silo.Exchange.Fault = target => target.StartsWith("/api/v3/klines", StringComparison.Ordinal) ? new BinanceFault(500, Until: never.Task) : null;
        silo.Exchange.Distort = messages => [.. messages.Where(message => !message.Contains("\"x\":true", StringComparison.Ordinal))];
        await silo.Pass(33);
        silo.Trouble.ShouldBe(SourceErrors.UnreachableCode);
        silo.Exchange.Fault = null;
        await silo.Pass(40);
        await silo.StoredBarsAreComplete(120);
        never.SetResult();
    }

    [TestMethod]
    public async Task Ask_MoreThanAMinuteAllows_WaitsForTheNextMinute()
    {
        // A symbol's day of minutes, two days of hours and a year of days are more than that.
        await using var silo = await BinanceHarness.Create(settings: new() { ["Market:Binance:WeightPerMinute"] = "52" });
        silo.Exchange.WeightLimit = 52;
        await silo.Begin();
        silo.Trouble.ShouldBe(SourceErrors.RateLimitedCode);
        await silo.Pass(120);
        await silo.StoredBarsAreComplete(120);
        silo.Exchange.Asked.ShouldAllBe(asked => asked.Status == 200);
        silo.Trouble.ShouldBeNull();
    }

    [TestMethod]
    public async Task Begin_MoreSymbolsThanAMinuteAllows_GoesOnInTheNext()
    {
        // A listing is 20.
        await using var silo = await BinanceHarness.Create(settings: new() { ["Market:Binance:WeightPerMinute"] = "30" });
        (await silo.Feed.Begin(CancellationToken.None)).ShouldNotBeNull().Code.ShouldBe(SourceErrors.RateLimitedCode);
        silo.Time.Advance(TimeSpan.FromMinutes(1));
        (await silo.Feed.Begin(CancellationToken.None)).ShouldBeNull();
        silo.Feed.Feeds.Count.ShouldBe(2);
    }

    [TestMethod]
    public async Task Ask_AddressIsRefused_SymbolsStayAndNobodyAsksForAMinute()
    {
        await using var silo = await BinanceHarness.Create();
        silo.Exchange.Fault = _ => new BinanceFault(403);
        (await silo.Feed.Begin(CancellationToken.None)).ShouldNotBeNull().Code.ShouldBe(SourceErrors.RefusedCode);
        silo.Exchange.Fault = null;
        (await silo.Feed.Begin(CancellationToken.None)).ShouldNotBeNull().Code.ShouldBe(SourceErrors.RefusedCode);
        silo.Exchange.Asked.ShouldHaveSingleItem();
        silo.Time.Advance(TimeSpan.FromMinutes(1));
        (await silo.Feed.Begin(CancellationToken.None)).ShouldBeNull();
        silo.Feed.Feeds.Count.ShouldBe(2);
    }

    [TestMethod]
    public async Task Follow_OneFaultAfterTheOther_NothingIsMissingDoubledOrOutOfOrder()
    {
        var settings = new Dictionary<string, string?>
        {
            ["Market:Binance:ConnectionLife"] = "00:05:00",
            ["Market:Binance:AnswerWithin"] = "00:00:02",
            ["Market:Binance:TradesOfAtMost"] = "01:00:00",
        };
        await using var silo = await BinanceHarness.Create(TimeSpan.FromSeconds(2), settings);
        await silo.Begin();
        // A first answer that took longer than that is asked for again: what came before the minute of a symbol's first known trade is nobody's to hear.
        for (var second = 0; second < 30 && silo.Feed.Feeds.Any(feed => feed.Last is null); second++)
        {
            await silo.Pass(1);
        }

        var faults = new BinanceFaults(silo.Exchange, silo.Time, seed: 3);
        await silo.Pass(15 * 60, _ => faults.Change());
        faults.End();
        // A server that does not serve the place is asked again after ten minutes.
        await silo.Pass(11 * 60);
        await silo.Connected();
        await silo.Pass(60);

        faults.Count.ShouldBeGreaterThan(8, faults.ToString());
        await silo.StoredBarsAreComplete(140);
        silo.EveryTradeWasHeard(BinanceHarness.Bitcoin, MarketHarness.Start.AddSeconds(2));
        silo.EveryTradeWasHeard(BinanceHarness.Ether, MarketHarness.Start.AddSeconds(2));
    }

    [TestMethod]
    public async Task Connection_Ping_IsAnsweredWithItsPayload()
    {
        await using var silo = await BinanceHarness.Create();
        await silo.Begin();
        await silo.Exchange.Sockets[0].Settle("1770123456789");
        silo.Exchange.Sockets[0].Pongs.ShouldContain("1770123456789");
    }

    [TestMethod]
    public async Task Connection_ShutdownIsAnnounced_TheNextOneIsOpenBefore()
    {
        await using var silo = await BinanceHarness.Create();
        await silo.Begin();
        await silo.Pass(20);
        await silo.Exchange.AnnounceShutdown();
        await Eventually.BecomesTrueAsync(() => silo.Exchange.Opened.Count == 2, CancellationToken.None);
        var (old, next) = (silo.Exchange.Sockets[0], silo.Exchange.Sockets[1]);
        (old.Reading.IsCompleted, next.Reading.IsCompleted).ShouldBe((false, false), "both are open until the next one speaks");
        await silo.Pass(1);
        await Eventually.BecomesTrueAsync(() => old.Reading.IsCompleted, CancellationToken.None);
        await silo.Pass(90);

        silo.Exchange.Opened.Count.ShouldBe(2);
        await silo.StoredBarsAreComplete(120);
        silo.EveryTradeWasHeard(BinanceHarness.Bitcoin, MarketHarness.Start);
    }

    [TestMethod]
    public async Task Connection_IsOld_TheNextOneIsOpenBeforeTheExchangeEndsIt()
    {
        await using var silo = await BinanceHarness.Create(settings: new() { ["Market:Binance:ConnectionLife"] = "00:02:00" });
        await silo.Begin();
        var fewest = int.MaxValue;
        await silo.Pass(
            170,
            _ =>
            {
                fewest = Math.Min(fewest, silo.Exchange.Sockets.Count);
                return Task.CompletedTask;
            }
        );

        fewest.ShouldBe(1, "somebody listened all the time");
        silo.Exchange.Opened.Count.ShouldBe(2);
        await Eventually.BecomesTrueAsync(() => silo.Exchange.Sockets.Count == 1, CancellationToken.None);
        await silo.StoredBarsAreComplete(120);
        silo.EveryTradeWasHeard(BinanceHarness.Bitcoin, MarketHarness.Start);
    }

    [TestMethod]
    public async Task Connection_HostThatIsNotNamed_IsNotConnectedTo()
    {
        await using var silo = await BinanceHarness.Create(settings: new() { ["Market:OutgoingHosts:0"] = "data-api.binance.vision" });
        var error = (await silo.Feed.Begin(CancellationToken.None)).ShouldNotBeNull();
        error.Message.ShouldContain("Market:OutgoingHosts");
        silo.Exchange.Asked.ShouldBeEmpty();
        var streams = silo.Market.Get<Ami.Modules.Market.Sources.Recording.IMessageStreams>();
        await Should.ThrowAsync<HttpRequestException>(() => streams.Open(new Uri($"ws://{silo.Exchange.Authority}/stream"), CancellationToken.None));
    }

    [TestMethod]
    public async Task Settings_ByDefault_FollowNothingAndNameHostsOfMarketDataOnly()
    {
        await using var market = await MarketHarness.Create();
        var options = market.Get<BinanceOptions>();
        options.Enabled.ShouldBeFalse();
        (options.RestBase.Host, options.StreamBase.Host).ShouldBe(("data-api.binance.vision", "data-stream.binance.vision"));
        await market.Get<SourceRuns>().Run(CancellationToken.None);
        var hosts = market.Get<OutgoingHosts>();
        hosts.Allow(options.RestBase).ShouldBeTrue();
        hosts.Allow(options.StreamBase).ShouldBeTrue();
        hosts.Allow(new Uri("https://api.binance.com")).ShouldBeFalse();
        hosts.Allow(new Uri("https://data-api.binance.vision:8443")).ShouldBeFalse();
    }
}
