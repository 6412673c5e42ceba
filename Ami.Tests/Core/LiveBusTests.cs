using System.Threading.Channels;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Core;

[TestClass]
public class LiveBusTests
{
    [TestMethod]
    public async Task Publish_OtherProcessSubscribed_HearsEveryMessage()
    {
        var redis = (await TestServers.Get()).Redis;
        await using var one = Process(redis);
        await using var other = Process(redis);
        var (here, there) = (one.GetRequiredService<LiveBus>(), other.GetRequiredService<LiveBus>());
        var channel = $"test:{Guid.CreateVersion7()}";
        var heard = Channel.CreateUnbounded<byte>();
        using var subscription = there.Subscribe(channel, m => heard.Writer.TryWrite(m.Span[0]));

        // The subscription is sent without waiting: publish until it is heard, then everything must be.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!heard.Reader.TryPeek(out _))
        {
            await here.Publish(channel, new byte[] { 0 });
            await Task.WhenAny(heard.Reader.WaitToReadAsync(patience.Token).AsTask(), Task.Delay(50, patience.Token));
        }

        for (byte i = 1; i <= 50; i++)
        {
            await here.Publish(channel, new byte[] { i });
        }

        var missing = Enumerable.Range(1, 50).Select(i => (byte)i).ToHashSet();
        while (missing.Count > 0)
        {
            missing.Remove(await heard.Reader.ReadAsync(patience.Token));
        }
    }

    [TestMethod]
    public async Task EverythingWorks_NoServerAnswers_DropsAndFindsNothing()
    {
        await using var process = Process("127.0.0.1:1");
        var bus = process.GetRequiredService<LiveBus>();
        using var subscription = bus.Subscribe("x", _ => { });
        await bus.Publish("x", new byte[] { 1 });
        await bus.Set("k", new byte[] { 1 }, TimeSpan.FromMinutes(1));
        (await bus.Get("k")).ShouldBeNull();
        bus.IsConnected.ShouldBeFalse();
    }

    [TestMethod]
    public async Task Publish_NoServerConfigured_HeardWithinTheProcess()
    {
        await using var process = Process(null);
        var bus = process.GetRequiredService<LiveBus>();
        var heard = 0;
        using (bus.Subscribe("x", _ => heard++))
        {
            await bus.Publish("x", new byte[] { 1 });
        }

        await bus.Publish("x", new byte[] { 1 });
        heard.ShouldBe(1);
    }

    [TestMethod]
    public async Task EverythingWorks_ServerKilled_DropsAtOnceAndComesBack()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var server = await RedisServer.Start();
        await using var process = Process(server.Connection);
        var bus = process.GetRequiredService<LiveBus>();
        await bus.Set("k", new byte[] { 1 }, TimeSpan.FromMinutes(1));
        (await bus.Get("k")).ShouldBe([1]);

        // With commands that wait for the server to come back each of these would take seconds.
        await server.Kill();
        for (var i = 0; i < 200; i++)
        {
            await bus.Publish("x", new byte[] { 1 }).WaitAsync(patience.Token);
            await bus.Set("k", new byte[] { 2 }, TimeSpan.FromMinutes(1)).WaitAsync(patience.Token);
            (await bus.Get("k").WaitAsync(patience.Token)).ShouldBeNull();
        }

        await server.Run();
        while (!bus.IsConnected)
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }

        await bus.Set("k", new byte[] { 3 }, TimeSpan.FromMinutes(1));
        (await bus.Get("k")).ShouldBe([3]);
    }

    private static ServiceProvider Process(string? redis) => CoreHost.Build("Host=unused", redis: redis);
}
