using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Sources;
using Ami.TestKit;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace Ami.Tests.Market;

/// <summary>Weight is counted by all processes together, and by each alone while the server is away.</summary>
[TestClass]
public sealed class RequestWeightsTests
{
    private readonly ManualTime _time = new();

    [TestMethod]
    public async Task Take_TwoProcesses_ShareWhatAMinuteAllows()
    {
        await using var server = await RedisServer.Start();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(server.Connection);
        var (one, other) = (Process(connection), Process(connection));
        (await one.Take(60)).ShouldBeNull();
        (await other.Take(40)).ShouldBeNull();
        var refused = (await one.Take(1)).ShouldNotBeNull();
        refused.Code.ShouldBe(SourceErrors.RateLimitedCode);
        refused.RetryAfter.ShouldBe(TimeSpan.FromMinutes(1));

        _time.Advance(TimeSpan.FromMinutes(1));
        (await other.Take(10)).ShouldBeNull();
        await other.Told(95);
        (await one.Take(10)).ShouldNotBeNull("the exchange counts what others at this address ask");
        (await one.Take(5)).ShouldBeNull();
    }

    [TestMethod]
    public async Task Block_OneProcessIsToldToWait_EverybodyWaits()
    {
        await using var server = await RedisServer.Start();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(server.Connection);
        var (one, other) = (Process(connection), Process(connection));
        await one.Block(TimeSpan.FromSeconds(90), SourceErrors.Banned(PriceSource.Binance, TimeSpan.FromSeconds(90)));
        _time.Advance(TimeSpan.FromSeconds(60));
        (await one.Take(1)).ShouldNotBeNull().Code.ShouldBe(SourceErrors.BannedCode);
        (await other.Take(1)).ShouldNotBeNull().RetryAfter.ShouldBe(TimeSpan.FromSeconds(30));
        await other.Block(TimeSpan.FromSeconds(5), SourceErrors.RateLimited(PriceSource.Binance, TimeSpan.FromSeconds(5)));
        (await other.Take(1)).ShouldNotBeNull().RetryAfter!.Value.ShouldBeGreaterThan(TimeSpan.FromSeconds(4));
        _time.Advance(TimeSpan.FromSeconds(29));
        (await other.Take(1)).ShouldNotBeNull("a shorter wait does not end a longer one");
        _time.Advance(TimeSpan.FromSeconds(1));
        (await other.Take(1)).ShouldBeNull();
    }

    [TestMethod]
    public async Task Take_ServerIsAway_EachProcessCountsForItself()
    {
        var server = await RedisServer.Start();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(server.Connection);
        var process = Process(connection);
        (await process.Take(60)).ShouldBeNull();
        await server.DisposeAsync();
        (await process.Take(40)).ShouldBeNull();
        (await process.Take(1)).ShouldNotBeNull().Code.ShouldBe(SourceErrors.RateLimitedCode);
        await process.Block(TimeSpan.FromMinutes(3), SourceErrors.RateLimited(PriceSource.Binance, TimeSpan.FromMinutes(3)));
        _time.Advance(TimeSpan.FromMinutes(2));
        (await process.Take(1)).ShouldNotBeNull();
        _time.Advance(TimeSpan.FromMinutes(1));
        (await process.Take(1)).ShouldBeNull();

        var alone = new RequestWeights(
            PriceSource.Binance,
            10,
            new LiveBus(() => null, NullLogger<LiveBus>.Instance),
            _time,
            NullLogger<RequestWeights>.Instance
        );
        (await alone.Take(10)).ShouldBeNull();
        (await alone.Take(1)).ShouldNotBeNull();
    }

    private RequestWeights Process(IConnectionMultiplexer connection) =>
        new(PriceSource.Binance, 100, new LiveBus(() => connection, NullLogger<LiveBus>.Instance), _time, NullLogger<RequestWeights>.Instance);
}
