using Ami.Modules.Market.Sources.Binance;
using Ami.Modules.Market.Sources.Recording;
using Ami.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ami.Tests.Market;

/// <summary>A silo to which a recording is played: its clock moves when it has taken everything up to it.</summary>
internal sealed class PlayedSilo(MarketHarness market, ManualTime time) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly JobRun _run = new("test", NullLogger.Instance);
    private Task _listening = Task.CompletedTask;

    public BinanceConsumer Consumer { get; } = new(market.Get<BinanceFeed>(), time);

    public async Task Run(TimeSpan length)
    {
        var feed = market.Get<BinanceFeed>();
        (await feed.Begin(_stop.Token)).ShouldBeNull();
        var exchange = market.Get<PlayedExchange>();
        _listening = feed.Listen(_stop.Token);
        var end = time.GetUtcNow() + length;
        while (time.GetUtcNow() < end)
        {
            await feed.Tend(_run, _stop.Token);
            await feed.Keep(_run, _stop.Token);
            await Consumer.Consume();
            time.Advance(TimeSpan.FromSeconds(4));
            await Eventually.BecomesTrueAsync(() => exchange.IsCaughtUp, _stop.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _listening;
        _stop.Dispose();
    }
}
